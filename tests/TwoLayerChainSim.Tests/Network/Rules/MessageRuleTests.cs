using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Rules;

public class MessageRuleTests
{
    private static readonly NetworkMessage Message = new(1, 2, 100, new SimTime(50));

    [Fact]
    public void A_rule_that_drops_wins_and_delays_add_up()
    {
        var slow = new FixedRule(RuleVerdict.Later(new(3)));
        var drop = new FixedRule(RuleVerdict.Drop);

        Assert.Equal(RuleVerdict.Later(new(6)), new MessageGate([slow, slow]).Send(in Message));
        Assert.True(new MessageGate([slow, drop]).Send(in Message).IsDropped);
        Assert.Equal(RuleVerdict.Pass, new MessageGate().Send(in Message));
    }

    [Fact]
    public void Loss_happens_with_its_probability()
    {
        var rule = new LossRule(0.3, new RandomStreams(1, 0));

        var lost = Enumerable.Range(0, 10_000).Count(_ => rule.Judge(in Message).IsDropped);

        // 4.9 standard deviations of a binomial.
        Assert.InRange(lost, 3000 - 225, 3000 + 225);
    }

    [Fact]
    public void The_loss_of_one_pair_does_not_depend_on_the_traffic_of_another()
    {
        var alone = new LossRule(0.5, new RandomStreams(1, 0));
        var busy = new LossRule(0.5, new RandomStreams(1, 0));

        var quiet = Enumerable.Range(0, 100).Select(_ => alone.Judge(in Message)).ToArray();
        var mixed = Enumerable.Range(0, 100).Select(_ =>
        {
            busy.Judge(Message with { From = 7 });
            return busy.Judge(in Message);
        });

        Assert.Equal(quiet, mixed);
    }

    [Theory]
    [InlineData(1, 2, true, true)]
    [InlineData(2, 1, true, false)]
    [InlineData(2, 3, false, false)]
    public void A_partition_loses_what_crosses_it(int from, int to, bool lostTwoWay, bool lostOneWay)
    {
        var message = Message with { From = from, To = to };
        var sides = new HashSet<int> { 1 };

        Assert.Equal(lostTwoWay, new PartitionRule(sides, default, SimTime.MaxValue).Judge(in message).IsDropped);
        Assert.Equal(lostOneWay, new PartitionRule(sides, default, SimTime.MaxValue, oneWay: true).Judge(in message).IsDropped);
    }

    [Theory]
    [InlineData(49, false)]
    [InlineData(50, true)]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public void A_partition_acts_from_its_first_instant_until_it_heals(long at, bool lost)
    {
        var rule = new PartitionRule(new HashSet<int> { 1 }, new(50), new(100));

        Assert.Equal(lost, rule.Judge(Message with { SentAt = new(at) }).IsDropped);
    }

    private sealed class FixedRule(RuleVerdict verdict) : INetworkRule
    {
        public RuleVerdict Judge(in NetworkMessage message) => verdict;
    }
}
