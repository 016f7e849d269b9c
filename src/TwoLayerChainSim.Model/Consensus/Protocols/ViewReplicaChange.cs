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
        var value = HighestPrepared?.Proposal.Value ?? default;
        var message = new ConsensusMessage(MessageKind.ViewChange, Height, view, value, change.Signature, change);
        if (tellAll)
        {
            Context.Broadcast(message);
        }
        else if (!IsLeader)
        {
            Context.Send(LeaderOf(view), message);
        }

        OpenViewIfLeader();
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
