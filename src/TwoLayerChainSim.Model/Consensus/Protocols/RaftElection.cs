using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <content>Elections (section 5.2) and their restriction (section 5.4.1).</content>
public partial class Raft
{
    private readonly bool[] _supporters;
    private int? _votedFor;

    /// <summary>The term of the last decision, which is the same for all who know it.</summary>
    private int _startTerm;
    private bool _isHurried;

    /// <summary>
    /// The timeout: it doubles with every other term since the last decision. So unknown delays are survived, and elections that
    /// collide do not cost too much.
    /// </summary>
    private SimDuration Timeout => _settings.Timeout((Term - _startTerm) / 2);

    /// <summary>True when the log of a candidate is at least as up to date as this replica's: the restriction on votes.</summary>
    /// <param name="candidate">The last entry of the candidate's log.</param>
    protected virtual bool IsUpToDate(VoteRequest candidate) =>
        candidate.LastTerm > _log.LastTerm
        || (candidate.LastTerm == _log.LastTerm && candidate.LastIndex >= _log.LastIndex);

    /// <summary>True when this replica has voted for nobody else in this term.</summary>
    /// <param name="candidate">Index of the candidate.</param>
    protected virtual bool IsFreeToVoteFor(int candidate) => _votedFor is null || _votedFor == candidate;

    /// <summary>Goes on in a later term, whose leader is not known yet.</summary>
    private void Follow(int term)
    {
        (Term, _votedFor, _followsLog) = (term, null, false);
        Array.Clear(_supporters);
        if (IsLeader)
        {
            StepDown();
        }
    }

    private void StepDown()
    {
        IsLeader = false;
        AwaitLeader();
    }

    /// <summary>
    /// Waits for a leader, from one to two timeouts: another time for each replica and term, by which elections seldom
    /// collide. The time is a hash, so that the replica needs no random numbers.
    /// </summary>
    /// <param name="isHurried">True to wait for half a timeout at most.</param>
    private void AwaitLeader(bool isHurried = false)
    {
        if (_decisions.IsDone || (isHurried && _isHurried))
        {
            return;
        }

        _isHurried = isHurried;

        var hash = StableHash.Combine(
            StableHash.Combine(_settings.Seed, ((ulong)Height << 32) | (uint)Term), (ulong)_settings.Index);
        var share = StableHash.ToUniform(hash);
        _context.SetTimer(Timer, Timeout.Scale(isHurried ? share / 2 : 1 + share));
    }

    private void StandForElection()
    {
        Follow(Term + 1);
        (_votedFor, _supporters[_settings.Index]) = (_settings.Index, true);
        AwaitLeader();
        _context.Broadcast(new(
            MessageKind.RequestVote, Height, Term, default, Body: new VoteRequest(_log.LastIndex, _log.LastTerm)));
        LeadIfElected();
    }

    private void OnVoteRequest(in ConsensusMessage message)
    {
        _decisions.SendFrom(message.Height, message.From);
        var isOfThisTerm = message.View == Term;
        var isUpToDate = message.Body is VoteRequest candidate && IsUpToDate(candidate);
        var isGranted = isOfThisTerm && isUpToDate && IsFreeToVoteFor(message.From);
        if (isGranted)
        {
            _votedFor = message.From;
            AwaitLeader();
        }
        else if (isOfThisTerm && !isUpToDate && !IsLeader)
        {
            // Whoever knows better than a candidate is more likely to be elected, and should not wait for the others.
            AwaitLeader(isHurried: true);
        }

        _context.Send(message.From, new(MessageKind.VoteReply, Height, Term, default, Body: new VoteReply(isGranted)));
    }

    private void OnVote(in ConsensusMessage message)
    {
        _decisions.SendFrom(message.Height, message.From);
        // Only a candidate has supporters, itself at least.
        if (message.View == Term && _supporters[_settings.Index] && message.Body is VoteReply { IsGranted: true })
        {
            _supporters[message.From] = true;
            LeadIfElected();
        }
    }

    private void LeadIfElected()
    {
        if (!IsLeader && _supporters.Count(supports => supports) >= _settings.Quorum)
        {
            Lead();
        }
    }
}
