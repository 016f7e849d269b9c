using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>Passes everything on; a fault overrides what it changes.</summary>
/// <param name="inner">The context of a correct replica.</param>
public abstract class ReplicaContextDecorator(IReplicaContext inner) : IReplicaContext
{
    /// <inheritdoc/>
    public virtual void Send(int receiver, in ConsensusMessage message) => inner.Send(receiver, message);

    /// <inheritdoc/>
    public virtual void Broadcast(in ConsensusMessage message) => inner.Broadcast(message);

    /// <inheritdoc/>
    public virtual void SetTimer(int timer, SimDuration delay) => inner.SetTimer(timer, delay);

    /// <inheritdoc/>
    public virtual void CancelTimer(int timer) => inner.CancelTimer(timer);

    /// <inheritdoc/>
    public virtual void Commit(Decision decision) => inner.Commit(decision);
}
