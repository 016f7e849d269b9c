using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>Works until it stops for good.</summary>
/// <param name="after">Time from the start of the consensus to the crash; 0 for a replica that is down from the start.</param>
public sealed class CrashedReplica(SimDuration after) : IReplicaFault
{
    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts) =>
        parts.BuildWith(new Context(parts.Context, parts.Simulator, parts.Simulator.Now + after));

    private sealed class Context(IReplicaContext inner, Simulator simulator, SimTime crash) : ReplicaContextDecorator(inner)
    {
        private bool IsUp => simulator.Now < crash;

        public override void Send(int receiver, in ConsensusMessage message)
        {
            if (IsUp)
            {
                base.Send(receiver, message);
            }
        }

        public override void Broadcast(in ConsensusMessage message)
        {
            if (IsUp)
            {
                base.Broadcast(message);
            }
        }

        public override void SetTimer(int timer, SimDuration delay)
        {
            if (simulator.Now + delay < crash)
            {
                base.SetTimer(timer, delay);
            }
            else
            {
                CancelTimer(timer);
            }
        }

        public override void Commit(Decision decision)
        {
            if (IsUp)
            {
                base.Commit(decision);
            }
        }
    }
}
