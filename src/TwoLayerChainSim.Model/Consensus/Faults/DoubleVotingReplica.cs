using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>
/// Byzantine: votes twice wherever it votes, for the value and against it, each half of the replicas getting another of the
/// two first. Against means for the other value of a proposal of its coalition, else for one that nobody proposed.
/// </summary>
/// <param name="coalition">Who acts together, this replica included.</param>
/// <param name="window">When it does.</param>
public sealed class DoubleVotingReplica(Coalition coalition, FaultWindow window) : IReplicaFault
{
    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts) => parts.BuildWith(new Context(parts, coalition, window));

    private sealed class Context(ReplicaParts parts, Coalition coalition, FaultWindow window) : MessageTampering(parts, window)
    {
        protected override void Tamper(int receiver, in ConsensusMessage message)
        {
            if (!IsVote(message))
            {
                Pass(receiver, message);
                return;
            }

            var (first, second) = coalition.Halves(message.Value) ?? (message.Value, WrongProposal.Spoil(new(message.Value, 0)).Value);
            var (sooner, later) = coalition.IsInSecondHalf(receiver) ? (second, first) : (first, second);
            Pass(receiver, Settings.Signer.Restate(message, sooner));
            Pass(receiver, Settings.Signer.Restate(message, later));
        }

        protected override void TamperWithBroadcast(in ConsensusMessage message)
        {
            if (!IsVote(message))
            {
                PassToAll(message);
                return;
            }

            for (var receiver = 0; receiver < Settings.Replicas; receiver++)
            {
                if (receiver != Settings.Index)
                {
                    Tamper(receiver, message);
                }
            }
        }
    }
}
