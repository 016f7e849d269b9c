using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Checking;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>The seam where schemes plug in their links, and the rules that disturb them.</summary>
public class CommitteeTransportTests
{
    private static readonly KeyedDelays Delays = new(5);

    private delegate void Carry(Simulator simulator, in Transmission transmission, int position, SimDuration delay);

    [Fact]
    public void Arrivals_scheduled_by_the_transport_are_as_good_as_delays()
    {
        var known = Decide((Simulator _, in Transmission transmission, int position, SimDuration delay) =>
            transmission.DeliverAfter(position, delay));
        var later = Decide((Simulator simulator, in Transmission transmission, int position, SimDuration delay) =>
        {
            var arrival = transmission.ArrivalAt(position);
            simulator.After(delay, arrival.Sink, arrival.Token);
        });
        var called = Decide((Simulator simulator, in Transmission transmission, int position, SimDuration delay) =>
            simulator.After(delay, transmission.ArrivalAt(position).Deliver));
        Assert.Equal(known.Outcome.Decisions[0].CommitTimes.AsEnumerable(), later.Outcome.Decisions[0].CommitTimes);
        Assert.Equal(known.Outcome.Decisions[0].CommitTimes.AsEnumerable(), called.Outcome.Decisions[0].CommitTimes);
    }

    [Fact]
    public void What_a_transport_loses_is_counted_as_dropped()
    {
        var (outcome, checkers) = Decide((Simulator _, in Transmission transmission, int position, SimDuration delay) =>
        {
            if (transmission.Receivers[position] == 3)
            {
                transmission.ArrivalAt(position).Lose();
            }
            else
            {
                transmission.DeliverAfter(position, delay);
            }
        }, isAwaited: replica => replica != 3);
        Assert.Equal((outcome.Messages, 6L), (checkers.DeliveredCount + checkers.DroppedCount, checkers.DroppedCount));
    }

    [Fact]
    public void A_transport_may_not_deliver_before_it_has_taken_over() => Assert.Throws<InvariantException>(() => Decide(
        (Simulator _, in Transmission transmission, int position, SimDuration delay) =>
            transmission.ArrivalAt(position).Deliver()));

    [Fact]
    public void A_message_that_arrives_twice_is_refused() => Assert.Throws<InvariantException>(() => Decide(
        (Simulator _, in Transmission transmission, int position, SimDuration delay) =>
        {
            transmission.DeliverAfter(position, delay);
            transmission.DeliverAfter(position, delay);
        }));

    [Fact]
    public void A_held_message_arrives_later_by_exactly_the_hold()
    {
        var plain = new TestCommittee(4) { Law = new DeterministicDistribution(1) };
        var held = plain with { Rules = [new HoldProposals()] };
        Assert.Equal(plain.Decide().Decisions[0].Last + TestCommittee.Unit, held.Decide().Decisions[0].Last);
    }

    [Fact]
    public void The_first_rule_with_a_verdict_wins()
    {
        var checkers = new ConsensusCheckers(4, 3, _ => true);
        var committee = new TestCommittee(4) { Rules = [new HoldProposals(), new DropAll()], Observer = checkers };
        _ = (committee with { Options = committee.Options with { ViewsMax = 1 } }).Decide();
        Assert.Equal(3, checkers.DeliveredCount);
    }

    private static (ConsensusOutcome Outcome, ConsensusCheckers Checkers) Decide(Carry carry, Func<int, bool>? isAwaited = null)
    {
        var simulator = new Simulator();
        var checkers = new ConsensusCheckers(4, 3, _ => true);
        var committee = new TestCommittee(4) { Observer = checkers };
        var wiring = committee.Wiring(0);
        wiring = wiring with
        {
            Transport = new Carrier(simulator, carry),
            Members = [.. wiring.Members.Select((member, i) => member with { IsAwaited = isAwaited?.Invoke(i) ?? true })],
        };
        var run = CommitteeRun.Start(simulator, committee.Options, wiring);
        simulator.Run();
        return (run.Outcome, checkers);
    }

    private sealed class Carrier(Simulator simulator, Carry carry) : ICommitteeTransport
    {
        public void Transmit(in Transmission transmission)
        {
            for (var i = 0; i < transmission.Receivers.Length; i++)
            {
                carry(simulator, transmission, i, Delays.Delay(transmission.From, transmission.Receivers[i], transmission.Kind));
            }
        }
    }

    private sealed class HoldProposals : IMessageRule
    {
        public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now) =>
            message.Kind == MessageKind.PrePrepare ? new(MessageFate.Hold, TestCommittee.Unit) : MessageVerdict.Pass;
    }

    private sealed class DropAll : IMessageRule
    {
        public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now) => MessageVerdict.Drop;
    }
}
