using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>Never sends anything, although it listens.</summary>
public sealed class SilentReplica : IReplicaFault
{
    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts) => parts.BuildWith(new Context(parts.Context));

    private sealed class Context(IReplicaContext inner) : ReplicaContextDecorator(inner)
    {
        public override void Send(int receiver, in ConsensusMessage message)
        {
        }

        public override void Broadcast(in ConsensusMessage message)
        {
        }
    }
}
