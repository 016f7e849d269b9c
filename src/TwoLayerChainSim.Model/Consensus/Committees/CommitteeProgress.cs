using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>The books of a committee: who decided what and when, how much was sent, and whether the run has ended.</summary>
internal sealed class CommitteeProgress
{
    private static readonly int Kinds = Enum.GetValues<MessageKind>().Length;

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
        _isCorrect = [.. members.Select(member => member.IsCorrect)];
        _isAwaited = [.. members.Select(member => member.IsAwaited)];
        _quorum = Math.Min(quorum, Math.Max(1, _isCorrect.Count(isCorrect => isCorrect)));
        _missing = _isAwaited.Count(isAwaited => isAwaited);
        _first = new Decision?[options.Heights];
        _times = [.. _first.Select(_ => new SimTime?[members.Count])];
    }

    public bool IsFinished => _finished.IsCompleted;

    public void Sent(MessageKind kind, int view, int receivers, long bits, SimTime now)
    {
        _messages[(int)kind] += receivers;
        _bits[(int)kind] += receivers * bits;
        _messagesSent += receivers;
        if (kind is MessageKind.PrePrepare or MessageKind.NewView)
        {
            _proposed ??= now;
        }

        if (_messagesSent > _options.MessagesMax)
        {
            End(ConsensusStatus.Stalled, $"no decision within {_options.MessagesMax} messages");
        }
        else if (view - _lastDecidedView > _options.ViewsMax)
        {
            End(ConsensusStatus.Stalled, $"no decision within {_options.ViewsMax} views");
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

    public void GiveUp() => End(ConsensusStatus.Stalled, "no correct replica");

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
