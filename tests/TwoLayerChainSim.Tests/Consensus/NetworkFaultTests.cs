using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Faults of links: strength 0 is the identity, draws belong to links, and partitions heal.</summary>
public class NetworkFaultTests
{
    private static readonly FaultWindow Never = new(SimTime.Zero, SimTime.Zero);

    private static readonly Dictionary<string, IMessageRule> Nothing = new()
    {
        ["loss 0"] = new MessageLoss(0, Draws(), FaultWindow.Always),
        ["loss of no link"] = new MessageLoss(1, Draws(), FaultWindow.Always, (_, _) => false),
        ["loss at no time"] = new MessageLoss(1, Draws(), Never),
        ["duplication 0"] = new MessageDuplication(0, Seconds(1), Draws(), FaultWindow.Always),
        ["reordering 0"] = new MessageReordering(0, Seconds(1), Draws(), FaultWindow.Always),
        ["spike 0"] = new DelaySpike(SimDuration.Zero, FaultWindow.Always),
        ["spike at no time"] = new DelaySpike(Seconds(1), Never),
        ["one group"] = new NetworkPartition(_ => 0, FaultWindow.Always),
        ["healed at once"] = new NetworkPartition(i => i % 2, Never),
    };

    public static TheoryData<string> Identities => [.. Nothing.Keys];

    [Theory]
    [MemberData(nameof(Identities))]
    public void A_fault_of_strength_0_leaves_every_message_as_it_is(string rule)
    {
        // M18, M19.
        Assert.Equal(Story(new(4)), Story(new(4) { Rules = [Nothing[rule]] }));
    }

    [Fact]
    public void Loss_makes_decisions_later()
    {
        double Mean(params IMessageRule[] rules) => Enumerable.Range(0, 40).Average(
            replication => new TestCommittee(4) { Rules = rules }.Decide(replication).Decisions[0].Last.TotalSeconds);
        Assert.True(Mean(new MessageLoss(0.3, Draws(), FaultWindow.Always)) > 2 * Mean());
    }

    [Fact]
    public void A_link_loses_the_same_messages_whatever_other_links_carry()
    {
        // The draws of the link 0 to 1 do not depend on the traffic of the others.
        var (alone, among) = (new MessageLoss(0.5, Draws(), FaultWindow.Always), new MessageLoss(0.5, Draws(), FaultWindow.Always));
        var verdicts = Enumerable.Range(0, 50).Select(_ => alone.Judge(0, 1, default, SimTime.Zero)).ToArray();
        Assert.Equal(verdicts, Enumerable.Range(0, 50).Select(_ =>
        {
            among.Judge(1, 0, default, SimTime.Zero);
            among.Judge(2, 1, default, SimTime.Zero);
            return among.Judge(0, 1, default, SimTime.Zero);
        }));
        Assert.Contains(MessageVerdict.Drop, verdicts);
    }

    [Fact]
    public void A_larger_probability_loses_the_same_messages_and_more()
    {
        var (some, more) = (new MessageLoss(0.2, Draws(), FaultWindow.Always), new MessageLoss(0.4, Draws(), FaultWindow.Always));
        Assert.All(Enumerable.Range(0, 200), _ =>
        {
            var (first, second) = (some.Judge(0, 1, default, SimTime.Zero), more.Judge(0, 1, default, SimTime.Zero));
            Assert.True(first == MessageVerdict.Pass || second == MessageVerdict.Drop);
        });
    }

    [Fact]
    public void A_partition_without_a_quorum_on_any_side_decides_after_it_heals()
    {
        var heal = SimTime.Zero + Seconds(20);
        var outcome = new TestCommittee(4) { Rules = [new NetworkPartition(i => i % 2, new(SimTime.Zero, heal))] }.Decide();
        Assert.Equal(ConsensusStatus.Decided, outcome.Status);
        Assert.True(outcome.Decisions[0].First > heal);
    }

    [Theory]
    [InlineData(false, MessageFate.Drop)]
    [InlineData(true, MessageFate.Pass)]
    public void A_one_way_partition_lets_messages_to_the_smaller_group_number_pass(bool oneWay, MessageFate fate)
    {
        var partition = new NetworkPartition(i => i, FaultWindow.Always, oneWay);
        Assert.Equal(MessageFate.Drop, partition.Judge(0, 1, default, SimTime.Zero).Fate);
        Assert.Equal(fate, partition.Judge(1, 0, default, SimTime.Zero).Fate);
        Assert.Equal(MessageFate.Pass, partition.Judge(1, 1, default, SimTime.Zero).Fate);
    }

    [Fact]
    public void A_spike_on_all_links_makes_a_decision_later_by_three_times_its_length()
    {
        var plain = new TestCommittee(4) { Law = new DeterministicDistribution(1) };
        var spiked = plain with { Rules = [new DelaySpike(Seconds(0.2), FaultWindow.Always)] };
        Assert.Equal(plain.Decide().Decisions[0].Last + Seconds(0.6), spiked.Decide().Decisions[0].Last);
    }

    [Fact]
    public void Held_and_doubled_messages_change_no_decision_but_their_times()
    {
        var plain = new TestCommittee(7);
        IMessageRule[] rules =
        [
            new MessageReordering(0.3, Seconds(1), Draws(), FaultWindow.Always),
            new MessageDuplication(0.3, Seconds(1), Draws(), FaultWindow.Always),
        ];
        var (before, after) = (plain.Decide(), (plain with { Rules = rules }).Decide());
        Assert.Equal(before.Decisions[0].Proposal, after.Decisions[0].Proposal);
        Assert.True(after.Decisions[0].Last > before.Decisions[0].Last && after.Messages > before.Messages);
    }

    private static LinkDraws Draws() => new(new RandomStreams(7, 0), "test-fault", [0, 1, 2, 3, 4, 5, 6]);

    private static SimDuration Seconds(double seconds) => SimDuration.FromSeconds(seconds);

    private static string Story(TestCommittee committee)
    {
        var story = new Support.MessageStory(TestCommittee.Unit);
        (committee with { Observer = story }).Decide();
        return story.Text;
    }
}
