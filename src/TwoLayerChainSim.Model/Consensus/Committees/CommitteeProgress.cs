using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>The books of a committee: who decided what and when, how much was sent, and whether the run has ended.</summary>
internal sealed class CommitteeProgress
{
    private static readonly int Kinds = Enum.GetValues<MessageKind>().Length;

    private readonly Simulator _simulator;
    private readonly CommitteeOptions _options;
    private readonly bool[] _isCorrect;
    private readonly bool[] _isAwaited;
    private readonly int _quorum;
    private readonly DecisionAudit _audit;
    private readonly Completion _quorumDecided;
    private readonly Completion _finished;
    private readonly Decision?[] _first;
    private readonly SimTime?[][] _times;
    private readonly long[] _messages = new long[Kinds];
    private readonly long[] _bits = new long[Kinds];
    private readonly SimTime _started;
    private long _messagesSent;
    private int _lastDecidedView;
    private int _missing;
    private int _decidedLast;
    private SimTime? _proposed;
    private SimTime? _replied;
    private string _reason = "";
    private ConsensusStatus _status = ConsensusStatus.Decided;

    public CommitteeProgress(
        Simulator simulator, CommitteeOptions options, IReadOnlyList<CommitteeMember> members, DecisionAudit audit, int quorum,
        Completion quorumDecided, Completion finished)
    {
        (_options, _started, _audit, _quorumDecided, _finished) = (options, simulator.Now, audit, quorumDecided, finished);
        Require.That(
            members.All(member => member.IsCorrect || !member.IsAwaited), "nobody can wait for a faulty replica to decide");
        _simulator = simulator;
        _isCorrect = [.. members.Select(member => member.IsCorrect || member.FaultyFrom > _started)];
        _isAwaited = [.. members.Select(member => member.IsAwaited || member.FaultyFrom > _started)];
        _quorum = Math.Min(quorum, Math.Max(1, _isCorrect.Count(isCorrect => isCorrect)));
        _missing = _isAwaited.Count(isAwaited => isAwaited);
        _first = new Decision?[options.Heights];
        _times = [.. _first.Select(_ => new SimTime?[members.Count])];
        for (var replica = 0; replica < members.Count; replica++)
        {
            ExpectFault(replica, members[replica]);
        }
    }

    public bool IsFinished => _finished.IsCompleted;

    /// <summary>True when some replica decides correctly now.</summary>
    public bool HasCorrect => Array.Exists(_isCorrect, isCorrect => isCorrect);

    public void Sent(MessageKind kind, int view, int receivers, long bits, SimTime now)
    {
        _messages[(int)kind] += receivers;
        _bits[(int)kind] += receivers * bits;
        _messagesSent += receivers;
        if (kind is MessageKind.PrePrepare or MessageKind.NewView or MessageKind.AppendEntries)
        {
            _proposed ??= now;
        }

        if (_messagesSent > _options.MessagesMax)
        {
            EndAtLimit($"no decision within {_options.MessagesMax} messages");
        }
        else if (view - _lastDecidedView > _options.ViewsMax)
        {
            EndAtLimit($"no decision within {_options.ViewsMax} views");
        }
    }

    public void Committed(int replica, Decision decision, SimTime now)
    {
        if (IsFinished || !_isCorrect[replica])
        {
            return;
        }

        var first = _first[decision.Height] ??= decision;
        if (_audit.Problem(replica, decision, first) is { } problem)
        {
            End(ConsensusStatus.Diverged, problem);
            return;
        }

        _times[decision.Height][replica] = now;
        _lastDecidedView = Math.Max(_lastDecidedView, decision.View);
        if (decision.Height == _options.Heights - 1)
        {
            _missing -= _isAwaited[replica] ? 1 : 0;
            if (++_decidedLast == _quorum)
            {
                _quorumDecided.Complete();
            }

            EndWhenAllIsThere();
        }
    }

    public void Replied(SimTime now)
    {
        _replied ??= now;
        EndWhenAllIsThere();
    }

    /// <summary>Ends a run in which nobody is waited for and nobody has decided, once that has lasted long enough.</summary>
    public void GiveUpIfNobodyIsAwaited()
    {
        if (!_isAwaited.Any(isAwaited => isAwaited))
        {
            _simulator.After(_options.LongestWait, () => EndAtLimit(HasCorrect ? "no replica to wait for" : "no correct replica"));
        }
    }

    public ConsensusOutcome ToOutcome(Fidelity fidelity) => new()
    {
        Status = _status,
        Reason = _reason,
        Decisions =
        [
            .. _first.TakeWhile(decision => decision is not null).Select((decision, height) =>
                new CommitteeDecision(decision!.Proposal, decision.View, decision.Certificate, [.. _times[height]])),
        ],
        Started = _started,
        Proposed = _proposed,
        Replied = _replied,
        MessagesByKind = ImmutableArray.Create(_messages),
        BitsByKind = ImmutableArray.Create(_bits),
        Fidelity = fidelity,
    };

    private void EndWhenAllIsThere()
    {
        if (_missing == 0 && _decidedLast > 0 && (!_options.HasClient || _replied is not null))
        {
            End(ConsensusStatus.Decided, "");
        }
    }

    private void EndAtLimit(string reason)
    {
        var isDecided = _options.QuorumSuffices && _decidedLast >= _quorum;
        End(isDecided ? ConsensusStatus.Decided : ConsensusStatus.Stalled, isDecided ? "" : reason);
    }

    private void ExpectFault(int replica, CommitteeMember member)
    {
        if (member.FaultyFrom <= _started || (member.IsCorrect && member.IsAwaited))
        {
            return;
        }

        _simulator.After(member.FaultyFrom - _started, () =>
        {
            if (IsFinished)
            {
                return;
            }

            if (_isAwaited[replica] && !member.IsAwaited)
            {
                _isAwaited[replica] = false;
                _missing -= _times[^1][replica] is null ? 1 : 0;
            }

            _isCorrect[replica] = member.IsCorrect;
            EndWhenAllIsThere();
            GiveUpIfNobodyIsAwaited();
        });
    }

    private void End(ConsensusStatus status, string reason)
    {
        if (IsFinished)
        {
            return;
        }

        (_status, _reason) = (status, reason);
        if (!_quorumDecided.IsCompleted)
        {
            _quorumDecided.Complete();
        }

        _finished.Complete();
    }
}
