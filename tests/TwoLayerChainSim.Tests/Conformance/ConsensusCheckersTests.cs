using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Checking;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Conformance;

/// <summary>Canaries of single rules: what breaks one is noticed under its name, and the same without the fault is not.</summary>
public class ConsensusCheckersTests
{
    private static readonly Digest Value = Digest.Of([1]);
    private static readonly Digest OtherValue = Digest.Of([2]);
    private static readonly VoteSigner[] Signers = VoteSigner.ForCommittee(new KeyRing(1), [0, 1, 2, 3]);

    private readonly ConsensusCheckers _checkers = new(4, 3, replica => replica != 3) { Verifier = Signers[0] };

    [Fact]
    public void A_run_that_is_fine_has_no_violation()
    {
        Vote(0, 1, 2);
        _checkers.Committed(At(5), 1, Decision());
        Assert.Empty(_checkers.Violations);
    }

    [Fact]
    public void A_clock_that_goes_back_is_noticed()
    {
        _checkers.TimerExpired(At(2), 0);
        _checkers.TimerExpired(At(1), 0);
        Noticed("time", "the clock goes back");
    }

    [Fact]
    public void A_replica_that_goes_back_to_an_earlier_view_is_noticed()
    {
        Send(0, MessageKind.ViewChange, view: 2);
        Send(0, MessageKind.ViewChange, view: 1);
        Noticed("progress", "a correct replica goes back");
    }

    [Fact]
    public void A_replica_that_goes_back_to_an_earlier_height_is_noticed()
    {
        Send(0, MessageKind.ViewChange, view: 1, height: 1);
        Send(0, MessageKind.ViewChange, view: 1, height: 0);
        Noticed("progress", "a correct replica goes back");
    }

    [Fact]
    public void Two_leaders_of_one_term_are_noticed()
    {
        Send(0, MessageKind.AppendEntries, view: 1);
        Send(1, MessageKind.AppendEntries, view: 1);
        Noticed("election", "two correct replicas lead one term");
    }

    [Fact]
    public void Two_states_at_one_checkpoint_are_noticed()
    {
        Send(0, MessageKind.Checkpoint, view: 1);
        _checkers.Sent(At(0), 0, new(MessageKind.Checkpoint, 0, 1, OtherValue) { From = 1 });
        Noticed("checkpoint", "correct replicas tell two states at one height");
    }

    [Fact]
    public void Leaders_of_two_terms_and_states_at_two_checkpoints_are_fine()
    {
        Send(0, MessageKind.AppendEntries, view: 1);
        Send(1, MessageKind.AppendEntries, view: 2);
        Send(0, MessageKind.Checkpoint, view: 1, height: 0);
        _checkers.Sent(At(0), 0, new(MessageKind.Checkpoint, 1, 1, OtherValue) { From = 1 });
        Assert.Empty(_checkers.Violations);
    }

    [Fact]
    public void A_liar_may_go_back_and_contradict_itself()
    {
        Send(3, MessageKind.Prepare, view: 2);
        Send(3, MessageKind.Prepare, view: 1);
        _checkers.Sent(At(0), 0, new(MessageKind.Prepare, 0, 1, OtherValue) { From = 3 });
        Assert.Empty(_checkers.Violations);
    }

    [Fact]
    public void A_vote_that_was_never_sent_does_not_count()
    {
        Vote(0, 2);
        _checkers.Committed(At(5), 0, Decision());
        Noticed("quorum", "too few votes were cast");
    }

    [Fact]
    public void A_vote_of_a_liar_counts_when_it_signed_it()
    {
        Vote(0, 1);
        _checkers.Committed(At(5), 0, Decision(0, 1, 3));
        Assert.Empty(_checkers.Violations);
    }

    [Fact]
    public void A_forged_vote_is_noticed()
    {
        Vote(0, 1, 2);
        var decision = Decision();
        var forged = decision.Certificate with { Signatures = [.. decision.Certificate.Signatures.Select(signature => signature ^ 1)] };
        _checkers.Committed(At(5), 0, decision with { Certificate = forged });
        Noticed("certificate", "it does not verify");
    }

    [Fact]
    public void A_certificate_of_another_height_is_noticed()
    {
        Vote(0, 1, 2);
        var decision = Decision();
        _checkers.Committed(At(5), 0, decision with { Certificate = decision.Certificate with { Height = 1 } });
        Noticed("certificate", "it is about another height");
    }

    [Fact]
    public void A_message_that_vanishes_is_noticed()
    {
        Send(0, MessageKind.ViewChange, view: 1);
        Send(0, MessageKind.ViewChange, view: 1);
        _checkers.Delivered(At(1), 1, new(MessageKind.ViewChange, 0, 1, Value));
        _checkers.CheckConservation(_checkers.SentCount);
        Noticed("conservation", "messages vanish or appear");
    }

    private static SimTime At(double seconds) => SimTime.Zero + SimDuration.FromSeconds(seconds);

    private static ulong Statement => VoteSigner.Statement(VotePhase.Commit, 0, 0, Value);

    private static Decision Decision(params int[] signers)
    {
        ImmutableArray<int> voters = signers.Length == 0 ? [0, 1, 2] : [.. signers];
        ImmutableArray<ulong> signatures = [.. voters.Select(voter => Signers[voter].Sign(Statement))];
        return new(0, 0, new(Value, 1), new(VotePhase.Commit, 0, 0, Value, voters, signatures));
    }

    /// <summary>Replica 0 proposes, all correct ones prepare, and some vote to commit.</summary>
    private void Vote(params int[] voters)
    {
        _checkers.Sent(At(0), 1, new(MessageKind.PrePrepare, 0, 0, Value, 1, new Proposal(Value, 1)) { From = 0 });
        _checkers.Sent(At(0), 0, new(MessageKind.Prepare, 0, 0, Value, 2) { From = 1 });
        _checkers.Sent(At(0), 0, new(MessageKind.Prepare, 0, 0, Value, 3) { From = 2 });
        foreach (var voter in voters)
        {
            _checkers.Sent(At(1), 3, new(MessageKind.Commit, 0, 0, Value, Signers[voter].Sign(Statement)) { From = voter });
        }
    }

    private void Send(int from, MessageKind kind, int view, int height = 0) =>
        _checkers.Sent(At(0), (from + 1) % 4, new(kind, height, view, Value) { From = from });

    private void Noticed(string checker, string clause) => Assert.Contains(
        _checkers.Violations, violation => violation.Checker == checker && violation.Clause == clause);
}
