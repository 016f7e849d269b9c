namespace TwoLayerChainSim.Model.Consensus;

/// <content>Messages that come too early or too late: they wait, or tell the sender what was decided.</content>
public partial class Pbft
{
    private void HandleOtherHeight(in ConsensusMessage message)
    {
        if (message.Height > _height)
        {
            Defer(message);
        }
        else if (message.Kind == MessageKind.ViewChange)
        {
            SendDecisions(message.From, message.Height);
        }
    }

    private void OnDecision(in ConsensusMessage message)
    {
        if (message.Body is Decision decision && decision.Height == _height
            && decision.Certificate.Phase == VotePhase.Commit && decision.Certificate.Height == _height
            && decision.Certificate.Value == decision.Proposal.Value
            && decision.Certificate.IsValid(_settings.Quorum, _settings.Signer))
        {
            Decide(decision);
        }
    }

    /// <summary>Sends all decisions from <paramref name="height"/> on to a replica that asked for a view change there.</summary>
    private void SendDecisions(int to, int height)
    {
        foreach (var decision in _decisions.Skip(height))
        {
            SendDecision(to, decision);
        }
    }

    /// <summary>Tells those who have already left the view of this decision.</summary>
    private void SendDecisionToLaggards(Decision decision)
    {
        for (var replica = 0; replica < _settings.Replicas; replica++)
        {
            if (replica != _settings.Index && _viewChanges.ViewOf(replica) > decision.View)
            {
                SendDecision(replica, decision);
            }
        }
    }

    private void SendDecision(int to, Decision decision) => _context.Send(
        to, new(MessageKind.Decision, decision.Height, decision.View, decision.Proposal.Value, Body: decision));

    /// <summary>Keeps a message of a later height or view until this replica gets there.</summary>
    private void Defer(in ConsensusMessage message)
    {
        if (_deferred.Count < DeferredPerReplicaMax * _settings.Replicas && message.Height < _settings.Heights)
        {
            _deferred.Add(message);
        }
    }

    private void Replay()
    {
        while (_replayIsDue)
        {
            _replayIsDue = false;
            (_deferred, _replayed) = (_replayed, _deferred);
            foreach (var message in _replayed)
            {
                Handle(message);
            }

            _replayed.Clear();
        }
    }
}
