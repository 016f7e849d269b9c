using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Consensus;

/// <content>Changing the view (Castro and Liskov, OSDI 1999, section 4.4).</content>
public partial class Pbft
{
    /// <inheritdoc/>
    public void TimerExpired(int timer)
    {
        if (!IsDone)
        {
            StartViewChange(_view + 1);
            Replay();
        }
    }

    /// <summary>
    /// What a new view must propose: the value prepared in the highest view, since it may have been decided; null when the
    /// leader is free. Leader and backups apply the same rule.
    /// </summary>
    /// <param name="viewChanges">View changes of a quorum.</param>
    protected virtual PreparedValue? ValueToKeep(ImmutableArray<ViewChange> viewChanges) =>
        viewChanges.Select(change => change.Prepared).MaxBy(prepared => prepared?.Certificate.View ?? -1);

    private void StartViewChange(int view)
    {
        LeaveView(view);
        _isNormal = false;
        SetTimer();
        var change = ViewChange.Sign(_settings.Signer, _height, view, _highestPrepared);
        _viewChanges.Add(change);
        var value = _highestPrepared?.Proposal.Value ?? default;
        _context.Broadcast(new(MessageKind.ViewChange, _height, view, value, change.Signature, change));
        OpenViewIfLeader();
    }

    private void LeaveView(int next)
    {
        if (_isPrepared)
        {
            var certificate = _prepares.ToCertificate(VotePhase.Prepare, _height, _view, _proposal!.Value);
            _highestPrepared = new(certificate, _proposal);
        }

        (_view, _isPrepared, _proposal, _sawQuorumOfViewChanges, _replayIsDue) = (next, false, null, false, true);
        _prepares.Clear();
        _commits.Clear();
    }

    private void OnViewChange(in ConsensusMessage message)
    {
        if (message.Body is not ViewChange change || change.Sender != message.From || change.Height != message.Height
            || change.View != message.View || !change.IsValid(_settings) || !_viewChanges.Add(change))
        {
            return;
        }

        if (_viewChanges.ViewToJoin(_view, _settings.Faults) is { } view)
        {
            StartViewChange(view);
            return;
        }

        OpenViewIfLeader();
        if (!_isNormal && !_sawQuorumOfViewChanges && _viewChanges.Count(_view) >= _settings.Quorum)
        {
            // A quorum now waits for the same leader, so the time it is given starts here.
            _sawQuorumOfViewChanges = true;
            SetTimer();
        }
    }

    private void OpenViewIfLeader()
    {
        if (_isNormal || !IsLeader || _viewChanges.Count(_view) < _settings.Quorum)
        {
            return;
        }

        var changes = _viewChanges.For(_view);
        var proposal = ValueToKeep(changes)?.Proposal ?? _application.Propose(_height);
        EnterView(_view);
        var signature = SignVote(VotePhase.Prepare, proposal.Value);
        var opening = new NewView(_height, _view, changes, proposal);
        _context.Broadcast(new(MessageKind.NewView, _height, _view, proposal.Value, signature, opening));
        Accept(proposal, signature);
    }

    private void OnNewView(in ConsensusMessage message)
    {
        var isAwaited = message.View == _view && !_isNormal;
        if ((message.View <= _view && !isAwaited) || message.From != _settings.LeaderOf(message.View))
        {
            return;
        }

        if (message.Body is NewView opening && IsJustified(opening, message))
        {
            EnterView(message.View);
            Accept(opening.Proposal, message.Signature);
        }
        else if (isAwaited)
        {
            StartViewChange(_view + 1);
        }
    }

    private bool IsJustified(NewView opening, in ConsensusMessage message)
    {
        var isWellFormed = opening.Height == message.Height && opening.View == message.View
            && opening.Proposal.Value == message.Value && IsSigned(VotePhase.Prepare, message)
            && opening.HasQuorum(_settings);
        return isWellFormed && (ValueToKeep(opening.ViewChanges) is { } prepared
            ? prepared.Proposal.Value == opening.Proposal.Value
            : _application.IsValid(_height, opening.Proposal));
    }
}
