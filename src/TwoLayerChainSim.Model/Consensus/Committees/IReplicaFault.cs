using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>Misbehaviour of a replica: a decorator of what it can do. Honest code knows nothing of it.</summary>
public interface IReplicaFault
{
    /// <summary>The context that the replica gets instead of <paramref name="context"/>.</summary>
    /// <param name="context">The context of a correct replica.</param>
    /// <param name="replica">What the replica knows.</param>
    /// <param name="simulator">The run, for faults that begin or end at an instant.</param>
    IReplicaContext Wrap(IReplicaContext context, ReplicaSettings replica, Simulator simulator);
}
