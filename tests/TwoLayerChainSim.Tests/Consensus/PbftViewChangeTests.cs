using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Protocols;
using static TwoLayerChainSim.Tests.Consensus.ReplicaProbe;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>View changes of PBFT, sentence by sentence (Castro and Liskov, OSDI 1999, sections 4.4 and 4.5.2), n = 4.</summary>
public class PbftViewChangeTests
{
    [Fact]
    public void A_replica_whose_timer_expires_asks_for_the_next_view_and_doubles_the_timer()
    {
        var backup = new ReplicaProbe(2);
        backup.Expire();
        backup.Expire();
        Assert.Equal([1, 2], backup.Sent.Select(sent => sent.Message.View));
        Assert.Equal([BaseTimeout, BaseTimeout * 2, BaseTimeout * 4], backup.Timers);
    }

    [Fact]
    public void A_replica_that_is_ahead_of_correct_ones_asks_once_more_before_it_goes_on()
    {
        var backup = new ReplicaProbe(2);
        backup.ChangeView(0, 1);
        backup.ChangeView(3, 1);
        backup.Expire();
        backup.Expire();
        backup.Expire();
        Assert.Equal([1, 2, 2, 3], backup.Sent.Select(sent => sent.Message.View));
        Assert.Equal([BaseTimeout, BaseTimeout * 2, BaseTimeout * 4, BaseTimeout * 8, BaseTimeout * 8], backup.Timers);
    }

    [Fact]
    public void A_replica_that_gave_up_a_view_does_not_vote_in_it()
    {
        var backup = new ReplicaProbe(2);
        backup.Expire();
        backup.Propose(0, Good);
        Assert.Equal([MessageKind.ViewChange], backup.SentKinds);
    }

    [Fact]
    public void An_invalid_proposal_leads_to_a_view_change_at_once()
    {
        var backup = new ReplicaProbe(2);
        backup.Propose(0, Bad);
        Assert.Equal([MessageKind.ViewChange], backup.SentKinds);
    }

    [Fact]
    public void More_than_f_view_changes_are_joined_at_the_least_view()
    {
        var backup = new ReplicaProbe(2);
        backup.ChangeView(0, 5);
        Assert.Empty(backup.Sent);
        backup.ChangeView(3, 7);
        Assert.Equal(5, Assert.Single(backup.Sent).Message.View);
    }

    [Fact]
    public void A_view_change_carries_the_certificate_of_what_was_prepared()
    {
        var backup = new ReplicaProbe(2);
        backup.Propose(0, Good);
        backup.Prepare(1, Good);
        backup.Expire();
        var change = (ViewChange)backup.Sent[^1].Message.Body!;
        Assert.True(change.IsValid(backup.SettingsOf(3)));
        Assert.Equal([0, 1, 2], change.Prepared!.Certificate.Signers.AsEnumerable());
    }

    [Fact]
    public void The_new_leader_opens_the_view_with_a_quorum_of_view_changes_own_included()
    {
        var leader = new ReplicaProbe(1);
        leader.Expire();
        leader.ChangeView(2, 1);
        Assert.DoesNotContain(MessageKind.NewView, leader.SentKinds);
        leader.ChangeView(3, 1);
        Assert.Equal(MessageKind.NewView, leader.Sent[^1].Message.Kind);
    }

    [Fact]
    public void The_new_leader_proposes_the_value_prepared_in_the_highest_view()
    {
        var leader = new ReplicaProbe(3);
        leader.ChangeView(1, 3, leader.Prepared(Good, 0, 0, 1, 2));
        leader.ChangeView(2, 3, leader.Prepared(Bad, 1, 0, 1, 2));
        var opening = Assert.Single(leader.Sent, sent => sent.Message.Kind == MessageKind.NewView);
        Assert.Equal(Bad.Value, opening.Message.Value);
    }

    [Fact]
    public void A_backup_prepares_the_value_of_a_justified_new_view()
    {
        var backup = new ReplicaProbe(2);
        backup.OpenView(1, 1, Good, backup.Change(0, 1), backup.Change(1, 1), backup.Change(3, 1));
        Assert.Equal((MessageKind.Prepare, 1), (backup.Sent[^1].Message.Kind, backup.Sent[^1].Message.View));
    }

    [Fact]
    public void A_new_view_that_drops_a_prepared_value_is_refused()
    {
        var backup = new ReplicaProbe(2);
        backup.Expire();
        var prepared = backup.Prepared(Bad, 0, 0, 1, 3);
        backup.OpenView(1, 1, Good, backup.Change(0, 1, prepared), backup.Change(1, 1), backup.Change(3, 1));
        Refused(backup);
    }

    [Fact]
    public void A_new_view_without_a_quorum_is_refused()
    {
        var backup = new ReplicaProbe(2);
        backup.Expire();
        backup.OpenView(1, 1, Good, backup.Change(0, 1), backup.Change(1, 1));
        Refused(backup);
    }

    [Fact]
    public void A_new_view_that_counts_one_replica_twice_is_refused()
    {
        var backup = new ReplicaProbe(2);
        backup.Expire();
        backup.OpenView(1, 1, Good, backup.Change(0, 1), backup.Change(1, 1), backup.Change(1, 1));
        Refused(backup);
    }

    [Fact]
    public void A_new_view_with_view_changes_for_another_view_is_refused()
    {
        var backup = new ReplicaProbe(2);
        backup.Expire();
        backup.OpenView(1, 1, Good, backup.Change(0, 1), backup.Change(1, 1), backup.Change(3, 2));
        Refused(backup);
    }

    [Fact]
    public void A_new_view_with_an_altered_view_change_is_refused()
    {
        var backup = new ReplicaProbe(2);
        backup.Expire();
        var altered = backup.Change(0, 1, backup.Prepared(Good, 0, 0, 1, 3)) with { Prepared = null };
        backup.OpenView(1, 1, Good, altered, backup.Change(1, 1), backup.Change(3, 1));
        Refused(backup);
    }

    [Fact]
    public void A_free_new_view_with_an_invalid_value_is_refused()
    {
        var backup = new ReplicaProbe(2);
        backup.Expire();
        backup.OpenView(1, 1, Bad, backup.Change(0, 1), backup.Change(1, 1), backup.Change(3, 1));
        Refused(backup);
    }

    [Fact]
    public void An_unjustified_opening_of_a_far_view_moves_nobody()
    {
        var backup = new ReplicaProbe(2);
        backup.OpenView(1, 41, Good, backup.Change(1, 41));
        Assert.Empty(backup.Sent);
    }

    [Fact]
    public void A_view_change_with_a_certificate_below_the_quorum_is_ignored()
    {
        var leader = new ReplicaProbe(1);
        leader.Expire();
        leader.ChangeView(2, 1, leader.Prepared(Bad, 0, 0, 2));
        leader.ChangeView(3, 1);
        Assert.DoesNotContain(MessageKind.NewView, leader.SentKinds);
    }

    [Fact]
    public void A_view_change_in_the_name_of_another_is_ignored()
    {
        var backup = new ReplicaProbe(2);
        var borrowed = backup.Change(0, 1);
        backup.Receive(3, new(MessageKind.ViewChange, 0, 1, default, borrowed.Signature, borrowed));
        backup.ChangeView(1, 1);
        Assert.Empty(backup.Sent);
    }

    [Fact]
    public void A_later_view_is_not_opened_by_a_mere_proposal()
    {
        var backup = new ReplicaProbe(2);
        backup.Expire();
        backup.Propose(1, Good, view: 1);
        Assert.DoesNotContain(MessageKind.Prepare, backup.SentKinds);
    }

    [Fact]
    public void Votes_of_the_new_view_that_overtake_its_opening_are_kept()
    {
        var backup = new ReplicaProbe(2);
        backup.Expire();
        backup.Prepare(3, Good, view: 1);
        backup.OpenView(1, 1, Good, backup.Change(0, 1), backup.Change(1, 1), backup.Change(3, 1));
        Assert.Equal(MessageKind.Commit, backup.Sent[^1].Message.Kind);
    }

    [Fact]
    public void Who_has_decided_sends_the_decision_to_who_asks_for_another_view()
    {
        var backup = new ReplicaProbe(1);
        backup.Propose(0, Good);
        backup.Prepare(2, Good);
        backup.Commit(0, Good);
        backup.Commit(2, Good);
        backup.ChangeView(3, 1);
        Assert.Equal((3, MessageKind.Decision), (backup.Sent[^1].Receiver, backup.Sent[^1].Message.Kind));
    }

    [Fact]
    public void A_laggard_learns_a_decision_from_its_certificate()
    {
        var laggard = new ReplicaProbe(3);
        laggard.Receive(1, Decided(laggard.Certificate(VotePhase.Commit, Good, 0, 0, 1, 2)));
        Assert.Single(laggard.Decisions);
    }

    [Fact]
    public void A_decision_whose_certificate_is_too_small_or_of_prepare_votes_is_not_believed()
    {
        var laggard = new ReplicaProbe(3);
        laggard.Receive(1, Decided(laggard.Certificate(VotePhase.Commit, Good, 0, 1, 2)));
        laggard.Receive(1, Decided(laggard.Certificate(VotePhase.Prepare, Good, 0, 0, 1, 2)));
        Assert.Empty(laggard.Decisions);
    }

    private static ConsensusMessage Decided(VoteCertificate certificate) => new(
        MessageKind.Decision, 0, 0, Good.Value, Body: new Decision(0, 0, Good, certificate));

    private static void Refused(ReplicaProbe backup)
    {
        Assert.DoesNotContain(MessageKind.Prepare, backup.SentKinds);
        Assert.Equal(2, backup.Sent[^1].Message.View);
    }
}
