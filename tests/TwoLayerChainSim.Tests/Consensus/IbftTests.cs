using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using static TwoLayerChainSim.Tests.Consensus.ReplicaProbe;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>What IBFT does otherwise than PBFT, sentence by sentence (Moniz, arXiv 2002.03613, algorithms 1 to 3), n = 4.</summary>
public class IbftTests
{
    [Fact]
    public void The_leader_broadcasts_a_prepare_after_its_proposal() =>
        Assert.Equal([MessageKind.PrePrepare, MessageKind.Prepare], Replica(0).SentKinds);

    [Fact]
    public void A_replica_is_prepared_by_a_quorum_of_prepares_whoever_sent_them()
    {
        // "Upon receiving a quorum of valid PREPARE messages": the proposal does not count as one of them.
        var backup = Replica(1);
        backup.Propose(0, Good);
        backup.Prepare(2, Good);
        Assert.DoesNotContain(MessageKind.Commit, backup.SentKinds);
        backup.Prepare(0, Good);
        Assert.Equal([MessageKind.Prepare, MessageKind.Commit], backup.SentKinds);
    }

    [Fact]
    public void The_leader_is_prepared_by_a_quorum_own_included()
    {
        var leader = Replica(0);
        leader.Prepare(1, Good);
        Assert.DoesNotContain(MessageKind.Commit, leader.SentKinds);
        leader.Prepare(2, Good);
        Assert.Equal(MessageKind.Commit, leader.Sent[^1].Message.Kind);
    }

    [Fact]
    public void The_next_height_has_the_next_leader()
    {
        // leader(instance, round): it proposes at once.
        var next = Replica(1, heights: 2);
        next.Propose(0, Good);
        next.Prepare(0, Good);
        next.Prepare(2, Good);
        next.Commit(0, Good);
        next.Commit(2, Good);
        Assert.Equal(
            [(MessageKind.PrePrepare, 1, 0), (MessageKind.Prepare, 1, 0)],
            next.Sent.TakeLast(2).Select(sent => (sent.Message.Kind, sent.Message.Height, sent.Message.View)));
    }

    [Fact]
    public void The_round_begins_anew_with_the_height()
    {
        // A crashed first leader costs a round change at height 0 only.
        var committee = new TestCommittee(4)
        {
            Law = new DeterministicDistribution(1),
            FaultOf = i => i == 0 ? new CrashedReplica(SimDuration.Zero) : null,
        };
        var outcome = (committee with { Options = committee.Options with { Heights = 3 } }).Of("ibft").Decide();
        Assert.Equal([1, 0, 0], outcome.Decisions.Select(decision => decision.View));
    }

    [Fact]
    public void A_round_change_carries_the_prepared_value_and_its_round()
    {
        var backup = Replica(2);
        backup.Propose(0, Good);
        backup.Prepare(0, Good);
        backup.Prepare(1, Good);
        backup.Expire();
        var change = (Model.Consensus.Protocols.ViewChange)backup.Sent[^1].Message.Body!;
        Assert.Equal((1, 0, Good.Value), (change.View, change.Prepared!.Certificate.View, change.Prepared.Proposal.Value));
    }

    [Fact]
    public void The_leader_of_a_later_round_proposes_the_highest_prepared_value_and_prepares_it()
    {
        var leader = Replica(1);
        leader.Expire();
        leader.ChangeView(2, 1, leader.Prepared(Bad, 0, 0, 2, 3));
        leader.ChangeView(3, 1);
        Assert.Equal(
            [(MessageKind.NewView, Bad.Value), (MessageKind.Prepare, Bad.Value)],
            leader.Sent.TakeLast(2).Select(sent => (sent.Message.Kind, sent.Message.Value)));
    }

    [Theory]
    [InlineData(Fidelity.Message)]
    [InlineData(Fidelity.Round)]
    public void Without_scatter_every_replica_decides_after_three_hops(Fidelity fidelity)
    {
        // Relation M21.
        var outcome = (new TestCommittee(7) { Law = new DeterministicDistribution(1) }).Of("ibft").With(fidelity).Decide();
        Assert.All(outcome.Decisions[0].CommitTimes, time => Assert.Equal(TestCommittee.Unit * 3, time!.Value - outcome.Started));
    }

    private static ReplicaProbe Replica(int index, int heights = 1) => new(index, heights: heights, protocol: "ibft");
}
