using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>Sends its proposals late, but otherwise does what the protocol says.</summary>
/// <param name="delay">How late; 0 is the same as no fault.</param>
/// <param name="window">When it is late.</param>
public sealed class DelayedLeader(SimDuration delay, FaultWindow window) : IReplicaFault
{
    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts) =>
        delay == SimDuration.Zero ? parts.Build() : parts.BuildWith(new Context(parts, delay, window));

    private sealed class Context(ReplicaParts parts, SimDuration delay, FaultWindow window) : MessageTampering(parts, window)
    {
        protected override void Tamper(int receiver, in ConsensusMessage message)
        {
            if (message.Body is not IProposalBody)
            {
                Pass(receiver, message);
                return;
            }

            var late = message;
            Simulator.After(delay, () => Pass(receiver, late));
        }

        protected override void TamperWithBroadcast(in ConsensusMessage message)
        {
            if (message.Body is not IProposalBody)
            {
                PassToAll(message);
                return;
            }

            var late = message;
            Simulator.After(delay, () => PassToAll(late));
        }
    }
}
