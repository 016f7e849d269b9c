using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Faults;
using static TwoLayerChainSim.Tests.Consensus.ReplicaProbe;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Redundant BFT (Aublin, Ben Mokhtar and Quéma, ICDCS 2013), n = 4: two instances.</summary>
public class RedundantBftTests
{
    [Fact]
    public void A_leader_proposes_when_it_knows_that_a_correct_replica_has_told_all_others()
    {
        // f + 1 PROPAGATE messages, own included.
        var leader = Replica(0);
        Assert.Equal([MessageKind.Propagate], leader.SentKinds);
        leader.Receive(2, Propagate());
        Assert.Equal([MessageKind.Propagate, MessageKind.PrePrepare], leader.SentKinds);
    }

    [Fact]
    public void The_same_replica_does_not_count_twice()
    {
        var leader = new ReplicaProbe(0, replicas: 7, protocol: "rbft-redundant");
        leader.Receive(2, Propagate());
        leader.Receive(2, Propagate());
        Assert.Equal([MessageKind.Propagate], leader.SentKinds);
    }

    [Fact]
    public void Each_instance_has_another_leader()
    {
        var second = Replica(1);
        second.Receive(2, Propagate());
        Assert.Equal((MessageKind.PrePrepare, 1), (second.Sent[^1].Message.Kind, second.Sent[^1].Message.Instance));
    }

    [Fact]
    public void A_signature_for_one_instance_is_not_good_in_another()
    {
        var backup = Replica(2);
        var proposal = backup.Vote(0, MessageKind.PrePrepare, Good) with { Body = Good, Instance = 1 };
        backup.Receive(1, proposal);
        Assert.Equal([MessageKind.Propagate], backup.SentKinds);
    }

    [Fact]
    public void What_another_instance_orders_is_not_decided_but_the_master_is_watched()
    {
        var backup = Replica(2);
        var before = backup.Timers.Count;
        OrderBySecondInstance(backup);
        Assert.Empty(backup.Decisions);
        Assert.Equal([BaseTimeout.Scale(0.25)], backup.Timers.Skip(before));
    }

    [Fact]
    public void A_master_that_falls_behind_is_given_up_with_all_its_fellows()
    {
        var backup = Replica(2, heights: 2);
        OrderBySecondInstance(backup);
        backup.Expire(timer: 1);
        Assert.Equal(
            [(0, 0, 1), (1, 1, 1)],
            backup.Sent.Where(sent => sent.Message.Kind == MessageKind.ViewChange)
                .Select(sent => (sent.Message.Instance, sent.Message.Height, sent.Message.View)));
    }

    [Fact]
    public void A_master_is_compared_once_a_height()
    {
        // Else the leaders of a slow network would never have the time they need.
        var backup = Replica(2, heights: 3);
        OrderBySecondInstance(backup);
        backup.Expire(timer: 1);
        var before = backup.Timers.Count;
        OrderBySecondInstance(backup);
        Assert.DoesNotContain(BaseTimeout.Scale(0.25), backup.Timers.Skip(before));
    }

    [Fact]
    public void Without_scatter_it_decides_one_hop_after_pbft()
    {
        // Relation M21.
        var outcome = (new TestCommittee(7) { Law = new DeterministicDistribution(1) }).Of("rbft-redundant").Decide();
        Assert.All(outcome.Decisions[0].CommitTimes, time => Assert.Equal(TestCommittee.Unit * 4, time!.Value - outcome.Started));
        Assert.Equal((3 * 2 * 7 * 6) + (7 * 6), outcome.Messages);
    }

    [Fact]
    public void A_silent_leader_is_found_out_by_comparison_long_before_the_timer_runs_out()
    {
        // One hop to propagate, three for the other instance, a quarter of 35 t, then a view change and the rest: 4 hops.
        var committee = new TestCommittee(4)
        {
            Law = new DeterministicDistribution(1),
            FaultOf = i => i == 0 ? new SilentReplica() : null,
        };
        var redundant = committee.Of("rbft-redundant").Decide();
        Assert.Equal(TestCommittee.Unit.Scale(4 + (35 * 0.25) + 4), redundant.Decisions[0].Last - redundant.Started);
        var pbft = committee.Of("pbft").Decide();
        Assert.Equal(TestCommittee.Unit * (35 + 4), pbft.Decisions[0].Last - pbft.Started);
    }

    [Fact]
    public void The_client_has_its_replies_from_the_master_only()
    {
        var committee = new TestCommittee(4) { Law = new DeterministicDistribution(1) };
        committee = committee with { Options = committee.Options with { HasClient = true } };
        var outcome = committee.Of("rbft-redundant").Decide();
        Assert.Equal(4, outcome.MessagesByKind[(int)MessageKind.Reply]);

        // Request, two hops until the leader hears an echo of its PROPAGATE, PBFT, reply.
        Assert.Equal(TestCommittee.Unit * (1 + 2 + 3 + 1), outcome.Replied!.Value - outcome.Started);
    }

    private static ReplicaProbe Replica(int index, int heights = 1) => new(index, heights: heights, protocol: "rbft-redundant");

    private static ConsensusMessage Propagate(int height = 0) => new(MessageKind.Propagate, height, 0, default);

    /// <summary>Instance 1, which replica 1 leads, orders its next height.</summary>
    private static void OrderBySecondInstance(ReplicaProbe replica)
    {
        replica.Receive(1, Sign(replica, 1, MessageKind.PrePrepare) with { Body = Good });
        foreach (var kind in new[] { MessageKind.Prepare, MessageKind.Commit })
        {
            foreach (var voter in new[] { 0, 1, 3 })
            {
                replica.Receive(voter, Sign(replica, voter, kind));
            }
        }
    }

    private static ConsensusMessage Sign(ReplicaProbe replica, int from, MessageKind kind)
    {
        var statement = VoteSigner.Statement(kind.Vote()!.Value, 0, 0, Good.Value);
        return new(kind, 0, 0, Good.Value, replica.SignerOf(from).ForInstance(1).Sign(statement)) { Instance = 1 };
    }
}
