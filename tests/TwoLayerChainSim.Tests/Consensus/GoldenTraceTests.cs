using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Tests.Engine;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Whole runs as stories that a person has read; every calendar must tell the same one.</summary>
public class GoldenTraceTests
{
    public static TheoryData<string> Calendars => ["built-in", "sorted list"];

    [Theory]
    [MemberData(nameof(Calendars))]
    public void A_happy_view_of_four_replicas(string calendar) =>
        GoldenFile.AssertEqual("consensus/pbft-happy.txt", Story(calendar, new(4)));

    [Theory]
    [MemberData(nameof(Calendars))]
    public void A_view_change_after_a_wrong_proposal_and_a_lost_vote(string calendar) =>
        GoldenFile.AssertEqual("consensus/pbft-view-change.txt", Story(calendar, new(4)
        {
            FaultOf = i => i == 0 ? new WrongProposal() : null,
            Rules = [new LoseOne()],
        }));

    [Theory]
    [MemberData(nameof(Calendars))]
    public void A_prepared_value_is_carried_into_the_next_view(string calendar) =>
        GoldenFile.AssertEqual("consensus/pbft-carried-value.txt", Story(calendar, new(4)
        {
            FaultOf = i => i == 0 ? new CrashedReplica(TestCommittee.Unit * 4) : null,
            Rules = [new LoseCommits()],
        }));

    private static string Story(string calendar, TestCommittee committee)
    {
        var story = new MessageStory(TestCommittee.Unit);
        var simulator = new Simulator(calendar == "built-in" ? new LadderCalendar() : new SortedListCalendar());
        (committee with { Observer = story }).Run(replication: 1, simulator);
        return story.Text;
    }

    private sealed class LoseOne : IMessageRule
    {
        public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now) =>
            message is { Kind: MessageKind.Prepare, From: 3 } && receiver == 2 ? MessageVerdict.Drop : MessageVerdict.Pass;
    }

    private sealed class LoseCommits : IMessageRule
    {
        public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now) =>
            message is { Kind: MessageKind.Commit, View: 0 } ? MessageVerdict.Drop : MessageVerdict.Pass;
    }
}
