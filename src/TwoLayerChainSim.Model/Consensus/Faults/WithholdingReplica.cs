using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>
/// Keeps its votes to itself, and decisions too, since they may be proved by them; it still proposes when it leads and takes
/// part in changing views.
/// </summary>
/// <param name="window">When it does.</param>
public sealed class WithholdingReplica(FaultWindow window) : IReplicaFault
{
    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts) => parts.BuildWith(new Context(parts, window));

    private sealed class Context(ReplicaParts parts, FaultWindow window) : MessageTampering(parts, window)
    {
        protected override void Tamper(int receiver, in ConsensusMessage message)
        {
            if (!Withholds(message))
            {
                Pass(receiver, message);
            }
        }

        protected override void TamperWithBroadcast(in ConsensusMessage message)
        {
            if (!Withholds(message))
            {
                PassToAll(message);
            }
        }

        private bool Withholds(in ConsensusMessage message) => message.Body is Decision || IsVote(message);
    }
}
