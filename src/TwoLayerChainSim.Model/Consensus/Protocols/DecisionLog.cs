namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>What a replica has decided, height by height, and how it tells others of it.</summary>
/// <param name="settings">What the replica knows from the start.</param>
/// <param name="context">What the replica can do.</param>
public sealed class DecisionLog(ReplicaSettings settings, IReplicaContext context)
{
    private readonly List<Decision> _decisions = [];

    /// <summary>The height to be decided next, from 0.</summary>
    public int Height => _decisions.Count;

    /// <summary>True when all heights are decided.</summary>
    public bool IsDone => Height == settings.Heights;

    /// <summary>The last decision; null before the first.</summary>
    public Decision? Last => _decisions.Count > 0 ? _decisions[^1] : null;

    /// <summary>Announces a decision and replies to the client.</summary>
    /// <param name="decision">The decision of the next height.</param>
    public void Add(Decision decision)
    {
        _decisions.Add(decision);
        if (settings.HasClient)
        {
            context.Send(
                settings.Replicas, new(MessageKind.Reply, decision.Height, decision.View, decision.Proposal.Value));
        }

        context.Commit(decision);
    }

    /// <summary>The decision of the next height that a message proves by the commit votes of a quorum; null when it does not.</summary>
    /// <param name="message">A message of kind <see cref="MessageKind.Decision"/>.</param>
    public Decision? Proved(in ConsensusMessage message) =>
        message.Body is Decision decision && decision.Height == Height && decision.Certificate is var certificate
        && certificate.Phase == VotePhase.Commit && certificate.Height == Height
        && certificate.Value == decision.Proposal.Value && certificate.IsValid(settings.Quorum, settings.Signer)
            ? decision
            : null;

    /// <summary>Sends all decisions from a height on.</summary>
    /// <param name="height">The first height, which may not be decided yet.</param>
    /// <param name="receiver">Index of the receiver.</param>
    public void SendFrom(int height, int receiver)
    {
        for (var i = Math.Max(height, 0); i < _decisions.Count; i++)
        {
            context.Send(receiver, Message(_decisions[i]));
        }
    }

    /// <summary>The message that carries a decision with its certificate.</summary>
    /// <param name="decision">The decision.</param>
    public static ConsensusMessage Message(Decision decision) => new(
        MessageKind.Decision, decision.Height, decision.View, decision.Proposal.Value, Body: decision);
}
