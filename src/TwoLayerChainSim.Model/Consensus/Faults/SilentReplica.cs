using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>Sends nothing, although it listens.</summary>
/// <param name="window">When it is silent.</param>
public sealed class SilentReplica(FaultWindow window) : IReplicaFault
{
    /// <summary>Never sends anything.</summary>
    public SilentReplica()
        : this(FaultWindow.Always)
    {
    }

    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts) => parts.BuildWith(new Context(parts.Context, parts.Simulator, window));

    private sealed class Context(IReplicaContext inner, Simulator simulator, FaultWindow window) : ReplicaContextDecorator(inner)
    {
        public override void Send(int receiver, in ConsensusMessage message)
        {
            if (!window.Contains(simulator.Now))
            {
                base.Send(receiver, message);
            }
        }

        public override void Broadcast(in ConsensusMessage message)
        {
            if (!window.Contains(simulator.Now))
            {
                base.Broadcast(message);
            }
        }
    }
}
