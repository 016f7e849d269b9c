namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <content>Changing the view.</content>
public abstract partial class ViewReplica
{
    /// <summary>Moves to the next view and tells all others.</summary>
    protected void GiveUpView() => MoveTo(View + 1, tellAll: true);

    /// <summary>Moves to a view that waits for its leader.</summary>
    /// <param name="view">The view.</param>
    /// <param name="tellAll">True to tell all others; false to tell the leader only.</param>
    protected void MoveTo(int view, bool tellAll)
    {
        LeaveViewFor(view);
        IsOpen = false;
        SetTimer();
        var change = ViewChange.Sign(Settings.Signer, Height, view, HighestPrepared);
        _viewChanges.Add(change);
        if (tellAll)
        {
            Context.Broadcast(Message(change));
        }
        else if (!IsLeader)
        {
            Context.Send(LeaderOf(view), Message(change));
        }

        OpenViewIfLeader();
    }

    private static ConsensusMessage Message(ViewChange change) => new(
        MessageKind.ViewChange, change.Height, change.View, change.Prepared?.Proposal.Value ?? default, change.Signature, change);

    /// <summary>
    /// Gives up the view. When a correct replica is known to be in an earlier view, this one first repeats its view change, which
    /// may have been lost, and waits twice as long: who always went on alone could stay a view ahead of all others for ever, when
    /// liars help them to follow one view late. Deviation: in section 4.5.2 a backup waits for a quorum, however long.
    /// </summary>
    private void OnViewTimer()
    {
        if (IsOpen || _hasRepeated || !RepeatsViewChange || _viewChanges.CountBelow(View) <= Settings.Faults)
        {
            GiveUpView();
            return;
        }

        _hasRepeated = true;
        Context.SetTimer(ViewTimer, Settings.Timeout(View - StartView + 1));
        Context.Broadcast(Message(_viewChanges.Of(Settings.Index)!));
    }

    private void OnViewChange(in ConsensusMessage message)
    {
        if (message.Body is not ViewChange change || change.Sender != message.From || change.Height != message.Height
            || change.View != message.View || !change.IsValid(Settings) || !_viewChanges.Add(change))
        {
            return;
        }

        if (_viewChanges.ViewToJoin(View, Settings.Faults) is { } view)
        {
            MoveTo(view, tellAll: true);
            return;
        }

        OpenViewIfLeader();
        if (!IsOpen && !_sawQuorumOfViewChanges && _viewChanges.Count(View) >= Settings.Quorum)
        {
            // A quorum now waits for the same leader, so the time it is given starts here.
            _sawQuorumOfViewChanges = true;
            SetTimer();
        }
    }

    private void OpenViewIfLeader()
    {
        if (!IsOpen && IsLeader && _viewChanges.Count(View) >= Settings.Quorum)
        {
            var changes = _viewChanges.For(View);
            EnterView(View);
            OpenView(changes);
        }
    }

    /// <summary>Tells those who have already left the view of this decision.</summary>
    private void SendToThoseWhoGaveUp(Decision decision)
    {
        for (var replica = 0; replica < Settings.Replicas; replica++)
        {
            if (replica != Settings.Index && _viewChanges.ViewOf(replica) > decision.View)
            {
                Context.Send(replica, DecisionLog.Message(decision));
            }
        }
    }
}
