using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Protocols;
using static TwoLayerChainSim.Tests.Consensus.ReplicaProbe;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>The normal case of PBFT, sentence by sentence (Castro and Liskov, OSDI 1999, section 4.2; models 5.1), n = 4.</summary>
public class PbftNormalCaseTests
{
    [Fact]
    public void The_leader_proposes_at_once_and_sends_no_prepare()
    {
        var leader = new ReplicaProbe(0);
        leader.Prepare(1, Good);
        leader.Prepare(2, Good);
        Assert.Equal([MessageKind.PrePrepare, MessageKind.Commit], leader.SentKinds);
    }

    [Fact]
    public void A_backup_answers_a_proposal_with_one_prepare()
    {
        var backup = new ReplicaProbe(1);
        backup.Propose(0, Good);
        Assert.Equal([MessageKind.Prepare], backup.SentKinds);
    }

    [Fact]
    public void A_second_proposal_in_the_same_view_is_ignored()
    {
        var backup = new ReplicaProbe(1);
        backup.Propose(0, Good);
        backup.Propose(0, Bad);
        Assert.Equal(Good.Value, Assert.Single(backup.Sent).Message.Value);
    }

    [Fact]
    public void Only_the_leader_may_propose()
    {
        var backup = new ReplicaProbe(1);
        backup.Propose(2, Good);
        Assert.Empty(backup.Sent);
    }

    [Fact]
    public void A_proposal_whose_body_has_another_digest_is_ignored()
    {
        var backup = new ReplicaProbe(1);
        backup.Receive(0, backup.Vote(0, MessageKind.PrePrepare, Good) with { Body = Bad });
        Assert.Empty(backup.Sent);
    }

    [Fact]
    public void A_backup_is_prepared_by_the_proposal_and_2f_prepares_own_included()
    {
        var backup = new ReplicaProbe(1);
        backup.Propose(0, Good);
        Assert.DoesNotContain(MessageKind.Commit, backup.SentKinds);
        backup.Prepare(2, Good);
        Assert.Equal([MessageKind.Prepare, MessageKind.Commit], backup.SentKinds);
    }

    [Fact]
    public void A_prepare_of_the_leader_does_not_count()
    {
        var backup = new ReplicaProbe(1);
        backup.Propose(0, Good);
        backup.Prepare(0, Good);
        Assert.DoesNotContain(MessageKind.Commit, backup.SentKinds);
    }

    [Fact]
    public void Votes_are_counted_once_a_sender()
    {
        var backup = new ReplicaProbe(1, replicas: 7);
        backup.Propose(0, Good);
        for (var i = 0; i < 10; i++)
        {
            backup.Prepare(2, Good);
        }

        Assert.DoesNotContain(MessageKind.Commit, backup.SentKinds);
    }

    [Fact]
    public void Votes_for_another_value_do_not_count()
    {
        var backup = new ReplicaProbe(1);
        backup.Propose(0, Good);
        backup.Prepare(2, Bad);
        backup.Prepare(3, Bad);
        Assert.DoesNotContain(MessageKind.Commit, backup.SentKinds);
    }

    [Fact]
    public void A_vote_signed_by_another_replica_does_not_count()
    {
        var backup = new ReplicaProbe(1);
        backup.Propose(0, Good);
        backup.Receive(2, backup.Vote(3, MessageKind.Prepare, Good));
        Assert.DoesNotContain(MessageKind.Commit, backup.SentKinds);
    }

    [Fact]
    public void A_commit_vote_does_not_pass_for_a_prepare_vote()
    {
        var backup = new ReplicaProbe(1);
        backup.Propose(0, Good);
        backup.Receive(2, backup.Vote(2, MessageKind.Commit, Good) with { Kind = MessageKind.Prepare });
        Assert.DoesNotContain(MessageKind.Commit, backup.SentKinds);
    }

    [Fact]
    public void A_replica_decides_with_2f_plus_1_commits_own_included()
    {
        var backup = Prepared();
        backup.Commit(0, Good);
        Assert.Empty(backup.Decisions);
        backup.Commit(2, Good);
        Assert.Equal(Good.Value, Assert.Single(backup.Decisions).Proposal.Value);
    }

    [Fact]
    public void A_quorum_of_commits_does_not_decide_before_the_replica_is_prepared()
    {
        var backup = new ReplicaProbe(1);
        backup.Commit(0, Good);
        backup.Commit(2, Good);
        backup.Commit(3, Good);
        Assert.Empty(backup.Decisions);
    }

    [Fact]
    public void Votes_that_overtake_the_proposal_are_kept()
    {
        var backup = new ReplicaProbe(1);
        backup.Commit(0, Good);
        backup.Commit(2, Good);
        backup.Prepare(2, Good);
        backup.Propose(0, Good);
        Assert.Single(backup.Decisions);
    }

    [Fact]
    public void The_certificate_of_a_decision_verifies()
    {
        var backup = Prepared();
        backup.Commit(0, Good);
        backup.Commit(2, Good);
        Assert.True(backup.Decisions[0].Certificate.IsValid(3, backup.SignerOf(3)));
    }

    [Fact]
    public void Messages_of_the_next_height_wait_for_the_decision()
    {
        var backup = new ReplicaProbe(1, heights: 2);
        var next = new HonestApplication().Propose(1);
        var proposal = backup.Vote(0, MessageKind.PrePrepare, next, height: 1) with { Body = next };
        backup.Receive(0, proposal);
        Assert.Empty(backup.Sent);
        backup.Propose(0, Good);
        backup.Prepare(2, Good);
        backup.Commit(0, Good);
        backup.Commit(2, Good);
        Assert.Equal((MessageKind.Prepare, 1), (backup.Sent[^1].Message.Kind, backup.Sent[^1].Message.Height));
    }

    [Fact]
    public void The_timer_stops_with_the_last_decision()
    {
        var backup = Prepared();
        backup.Commit(0, Good);
        backup.Commit(2, Good);
        Assert.Equal(SimDuration.Zero, backup.Timers[^1]);
    }

    [Fact]
    public void Garbage_from_one_replica_neither_throws_nor_moves_anybody() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var stream = new RandomStreams((ulong)seed, 0).Stream("garbage");
            var backup = new ReplicaProbe(1, heights: 2);
            for (var i = 0; i < 50; i++)
            {
                backup.Receive(3, Garbage(backup, stream));
            }

            return backup.Sent.Count == 0 && backup.Decisions.Count == 0;
        }).QuickCheckThrowOnFailure();

    private static ConsensusMessage Garbage(ReplicaProbe probe, RandomStream stream)
    {
        int[] numbers = [int.MinValue, -1, 0, 1, 2, int.MaxValue];
        int Number() => numbers[stream.NextInt(numbers.Length)];
        var change = new ViewChange(3, Number(), Number(), null, stream.NextUInt64());
        IMessageBody?[] bodies =
        [
            null, Good, Bad, change, probe.Change(3, 1), new NewView(Number(), Number(), [change, change, change], Bad),
            new Decision(Number(), Number(), Bad, probe.Certificate(VotePhase.Commit, Bad, 0, 3)),
        ];
        var value = stream.NextInt(2) == 0 ? Good.Value : Bad.Value;
        return new(
            (MessageKind)stream.NextInt(8), Number(), Number(), value, stream.NextUInt64(), bodies[stream.NextInt(bodies.Length)]);
    }

    private static ReplicaProbe Prepared()
    {
        var backup = new ReplicaProbe(1);
        backup.Propose(0, Good);
        backup.Prepare(2, Good);
        return backup;
    }
}
