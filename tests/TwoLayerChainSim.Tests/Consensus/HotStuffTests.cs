using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Protocols;
using static TwoLayerChainSim.Tests.Consensus.ReplicaProbe;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Basic HotStuff sentence by sentence (Yin et al., PODC 2019, algorithms 1 and 2), n = 4, Q = 3.</summary>
public class HotStuffTests
{
    [Fact]
    public void A_backup_votes_to_the_leader_only()
    {
        var backup = Replica(2);
        backup.Justify(0, Good, null);
        Assert.Equal((0, MessageKind.Prepare, Good.Value), Last(backup));
    }

    [Fact]
    public void The_leader_shows_a_quorum_of_votes_own_included_and_goes_on_to_the_next_round()
    {
        var leader = Replica(0);
        leader.Prepare(1, Good);
        Assert.DoesNotContain(MessageKind.Certificate, leader.SentKinds);
        leader.Prepare(3, Good);
        var shown = (VoteCertificate)leader.Sent[^1].Message.Body!;
        Assert.Equal((VotePhase.Prepare, Good.Value, "0 1 3"), (shown.Phase, shown.Value, string.Join(' ', shown.Signers)));
        leader.Receive(1, leader.Vote(1, MessageKind.PreCommit, Good));
        leader.Receive(2, leader.Vote(2, MessageKind.PreCommit, Good));
        leader.Commit(2, Good);
        Assert.Empty(leader.Decisions);
        leader.Commit(3, Good);
        Assert.Equal("0 2 3", string.Join(' ', Assert.Single(leader.Decisions).Certificate.Signers));
    }

    [Fact]
    public void Votes_of_one_round_do_not_count_in_another()
    {
        var leader = Replica(0);
        leader.Prepare(1, Good);
        leader.Commit(2, Good);
        leader.Receive(3, leader.Vote(3, MessageKind.PreCommit, Good));
        Assert.DoesNotContain(MessageKind.Certificate, leader.SentKinds);
    }

    [Fact]
    public void A_backup_votes_in_three_rounds_and_decides_by_the_fourth_message_of_the_leader()
    {
        var backup = Replica(1);
        backup.Justify(0, Good, null);
        backup.Show(0, Quorum(backup, VotePhase.Prepare));
        backup.Show(0, Quorum(backup, VotePhase.PreCommit));
        Assert.Equal([MessageKind.Prepare, MessageKind.PreCommit, MessageKind.Commit], backup.SentKinds);
        Assert.Empty(backup.Decisions);
        backup.Show(0, Quorum(backup, VotePhase.Commit));
        Assert.Equal(Good.Value, Assert.Single(backup.Decisions).Proposal.Value);
    }

    [Theory]
    [InlineData(new[] { 0, 2 })]
    [InlineData(new[] { 0, 2, 2 })]
    public void Fewer_votes_than_a_quorum_convince_nobody(int[] signers)
    {
        var backup = Replica(1);
        backup.Justify(0, Good, null);
        backup.Show(0, backup.Certificate(VotePhase.Commit, Good, 0, signers));
        Assert.Empty(backup.Decisions);
    }

    [Fact]
    public void A_repeated_certificate_gets_no_second_vote()
    {
        var backup = Replica(1);
        backup.Justify(0, Good, null);
        backup.Show(0, Quorum(backup, VotePhase.Prepare));
        backup.Show(0, Quorum(backup, VotePhase.Prepare));
        Assert.Equal([MessageKind.Prepare, MessageKind.PreCommit], backup.SentKinds);
    }

    [Fact]
    public void A_certificate_that_overtakes_the_proposal_waits_for_it()
    {
        var backup = Replica(1);
        backup.Show(0, Quorum(backup, VotePhase.Commit));
        Assert.Empty(backup.Decisions);
        backup.Justify(0, Good, null);
        Assert.Single(backup.Decisions);
    }

    [Fact]
    public void A_second_proposal_in_a_view_gets_no_vote()
    {
        var backup = Replica(1);
        backup.Justify(0, Good, null);
        backup.Justify(0, Bad, null);
        Assert.Equal([MessageKind.Prepare], backup.SentKinds);
    }

    [Fact]
    public void A_leader_whose_certificate_is_for_another_value_is_given_up()
    {
        var backup = Replica(1);
        backup.Justify(0, Good, null);
        backup.Show(0, backup.Certificate(VotePhase.Commit, Bad, 0, 0, 2, 3));
        Assert.Equal(MessageKind.ViewChange, backup.Sent[^1].Message.Kind);
        Assert.Empty(backup.Decisions);
    }

    [Fact]
    public void A_proposal_that_the_application_refuses_is_answered_by_giving_up_the_view()
    {
        var backup = Replica(1);
        backup.Justify(0, Bad, null);
        Assert.Equal(MessageKind.ViewChange, Assert.Single(backup.SentKinds));
    }

    [Fact]
    public void A_new_view_reports_the_value_of_the_latest_prepare_certificate()
    {
        var backup = Replica(2);
        backup.Justify(0, Good, null);
        backup.Expire();
        Assert.Null(((ViewChange)backup.Sent[^1].Message.Body!).Prepared);

        backup = Replica(2);
        backup.Justify(0, Good, null);
        backup.Show(0, Quorum(backup, VotePhase.Prepare));
        backup.Expire();
        Assert.Equal(Good.Value, ((ViewChange)backup.Sent[^1].Message.Body!).Prepared!.Proposal.Value);
    }

    [Fact]
    public void The_leader_of_a_later_view_proposes_the_value_prepared_in_the_highest_view()
    {
        var leader = Replica(2);
        leader.Expire();
        leader.Expire();
        leader.ChangeView(0, 2, leader.Prepared(Good, 0, 0, 1, 3));
        Assert.DoesNotContain(MessageKind.PrePrepare, leader.SentKinds);
        leader.ChangeView(3, 2, leader.Prepared(Bad, 1, 0, 1, 3));
        var proposal = (JustifiedProposal)leader.Sent[^1].Message.Body!;
        Assert.Equal((Bad.Value, 1), (proposal.Vote, proposal.Certificate!.View));
    }

    [Theory]
    [InlineData("nothing prepared", false)]
    [InlineData("prepared in the view of the lock", false)]
    [InlineData("prepared after the lock", true)]
    [InlineData("prepared by two", false)]
    [InlineData("prepared is another value", false)]
    [InlineData("prepared in the view itself", false)]
    public void A_locked_replica_accepts_another_value_only_if_it_was_prepared_after_the_lock(string justification, bool accepts)
    {
        // Rule safeNode: "n extends lockedQC.node, or qc.viewNumber > lockedQC.viewNumber".
        var backup = LockedInViewOne();
        backup.Justify(3, Bad, justification switch
        {
            "prepared in the view of the lock" => backup.Certificate(VotePhase.Prepare, Bad, 1, 0, 1, 3),
            "prepared after the lock" => backup.Certificate(VotePhase.Prepare, Bad, 2, 0, 1, 3),
            "prepared by two" => backup.Certificate(VotePhase.Prepare, Bad, 2, 0, 1),
            "prepared is another value" => backup.Certificate(VotePhase.Prepare, Good, 2, 0, 1, 3),
            "prepared in the view itself" => backup.Certificate(VotePhase.Prepare, Bad, 3, 0, 1, 3),
            _ => null,
        }, view: 3);
        Assert.Equal(accepts ? MessageKind.Prepare : MessageKind.ViewChange, backup.Sent[^1].Message.Kind);
    }

    [Fact]
    public void A_locked_replica_accepts_the_value_of_its_lock_from_anybody()
    {
        var backup = LockedInViewOne();
        backup.Justify(3, Good, null, view: 3);
        Assert.Equal((3, MessageKind.Prepare, Good.Value), Last(backup));
    }

    [Fact]
    public void A_prepare_certificate_alone_locks_nobody()
    {
        var backup = Replica(2);
        backup.Justify(0, Good, null);
        backup.Show(0, Quorum(backup, VotePhase.Prepare));
        backup.Expire();
        backup.Justify(1, Good, null, view: 1);
        Assert.Equal((1, MessageKind.Prepare, Good.Value), Last(backup));
    }

    [Fact]
    public void The_next_height_has_the_next_leader_who_waits_for_the_new_view_of_a_quorum()
    {
        var next = Replica(1, heights: 2);
        Decide(next);
        Assert.DoesNotContain(MessageKind.PrePrepare, next.SentKinds);
        next.Receive(0, NewView(next, 0));
        next.Receive(3, NewView(next, 3));
        var (receiver, message) = next.Sent[^1];
        Assert.Equal((null, MessageKind.PrePrepare, 1, 0), (receiver, message.Kind, message.Height, message.View));
    }

    [Fact]
    public void The_others_send_it_to_the_next_leader_only()
    {
        var backup = Replica(2, heights: 2);
        Decide(backup);
        var (receiver, message) = backup.Sent[^1];
        Assert.Equal((1, MessageKind.ViewChange, 1, 0), (receiver, message.Kind, message.Height, message.View));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public void Further_heights_cost_one_message_more_each_and_one_hop_more(int replicas)
    {
        // 8(n-1) with NEW-VIEW (models 5.1).
        var committee = new TestCommittee(replicas) { Law = new DeterministicDistribution(1) };
        committee = committee with { Options = committee.Options with { Heights = 3 } };
        var outcome = committee.Of("hotstuff").Decide();
        Assert.Equal((7 + 8 + 8) * (replicas - 1), outcome.Messages);
        Assert.Equal(
            new[] { 7, 15, 23 }.Select(hops => TestCommittee.Unit * hops),
            outcome.Decisions.Select(decision => decision.Last - outcome.Started));
    }

    [Theory]
    [InlineData(Fidelity.Message)]
    [InlineData(Fidelity.Round)]
    public void Without_scatter_the_leader_decides_after_six_hops_and_the_others_after_seven(Fidelity fidelity)
    {
        // Relation M21.
        var committee = new TestCommittee(7) { Law = new DeterministicDistribution(1) };
        var outcome = committee.Of("hotstuff").With(fidelity).Decide();
        Assert.Equal(
            new[] { 6, 7, 7, 7, 7, 7, 7 }.Select(hops => TestCommittee.Unit * hops),
            outcome.Decisions[0].CommitTimes.Select(time => time!.Value - outcome.Started));
        Assert.Equal(fidelity, outcome.Fidelity);
    }

    private static ReplicaProbe Replica(int index, int heights = 1) => new(index, heights: heights, protocol: "hotstuff");

    private static (int?, MessageKind, Model.Ledger.Digest) Last(ReplicaProbe replica) =>
        (replica.Sent[^1].Receiver, replica.Sent[^1].Message.Kind, replica.Sent[^1].Message.Value);

    private static VoteCertificate Quorum(ReplicaProbe replica, VotePhase phase, int view = 0) =>
        replica.Certificate(phase, Good, view, 0, 2, 3);

    /// <summary>Replica 2, locked on the good value in view 1 and now waiting for the leader of view 3.</summary>
    private static ReplicaProbe LockedInViewOne()
    {
        var backup = Replica(2);
        backup.Expire();
        backup.Justify(1, Good, null, view: 1);
        backup.Show(1, Quorum(backup, VotePhase.Prepare, 1));
        backup.Show(1, Quorum(backup, VotePhase.PreCommit, 1));
        backup.Expire();
        backup.Expire();
        return backup;
    }

    private static void Decide(ReplicaProbe replica)
    {
        replica.Justify(0, Good, null);
        replica.Show(0, Quorum(replica, VotePhase.Commit));
        Assert.Single(replica.Decisions);
    }

    private static ConsensusMessage NewView(ReplicaProbe replica, int from)
    {
        var change = ViewChange.Sign(replica.SignerOf(from), 1, 0, null);
        return new(MessageKind.ViewChange, 1, 0, default, change.Signature, change);
    }
}
