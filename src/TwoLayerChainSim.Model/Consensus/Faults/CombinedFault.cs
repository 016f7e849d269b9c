using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>Two faults of one replica.</summary>
/// <param name="outer">Nearer to the network: it sees what the other one has left of the replica's doings.</param>
/// <param name="inner">Nearer to the replica.</param>
public sealed class CombinedFault(IReplicaFault outer, IReplicaFault inner) : IReplicaFault
{
    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts) => outer.Build(parts with
    {
        Protocol = parts.Protocol with
        {
            Create = (settings, context, application) =>
                inner.Build(parts with { Settings = settings, Context = context, Application = application }),
        },
    });
}
