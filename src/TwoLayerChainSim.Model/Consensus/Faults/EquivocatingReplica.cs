using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>
/// Byzantine: when it leads, it proposes one value to one half of the replicas and another to the other half, both properly
/// signed; it votes for each with the half that knows it. The members of a coalition do so for each other.
/// </summary>
/// <param name="coalition">Who acts together, this replica included.</param>
/// <param name="other">What the second half is told instead of a proposal.</param>
/// <param name="window">When it does.</param>
public sealed class EquivocatingReplica(Coalition coalition, Func<Proposal, Proposal> other, FaultWindow window) : IReplicaFault
{
    /// <summary>Always equivocates, with a value of its own invention for the second half.</summary>
    /// <param name="coalition">Who acts together, this replica included.</param>
    public EquivocatingReplica(Coalition coalition)
        : this(coalition, WrongProposal.Spoil, FaultWindow.Always)
    {
    }

    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts) => parts.BuildWith(new Context(parts, coalition, other, window));

    private sealed class Context(ReplicaParts parts, Coalition coalition, Func<Proposal, Proposal> other, FaultWindow window)
        : MessageTampering(parts, window)
    {
        protected override void Tamper(int receiver, in ConsensusMessage message) =>
            Pass(receiver, coalition.IsInSecondHalf(receiver) ? ForSecondHalf(message) : ForFirstHalf(message));

        protected override void TamperWithBroadcast(in ConsensusMessage message)
        {
            var (first, second) = (ForFirstHalf(message), ForSecondHalf(message));
            for (var receiver = 0; receiver < Settings.Replicas; receiver++)
            {
                if (receiver != Settings.Index)
                {
                    Pass(receiver, coalition.IsInSecondHalf(receiver) ? second : first);
                }
            }
        }

        private ConsensusMessage ForFirstHalf(in ConsensusMessage message) =>
            message.Body is not IProposalBody && IsVote(message) && coalition.Halves(message.Value) is { } halves
                ? Settings.Signer.Restate(message, halves.First)
                : message;

        private ConsensusMessage ForSecondHalf(in ConsensusMessage message)
        {
            if (message.Body is IProposalBody body)
            {
                var replaced = body.Replace(other(body.Proposal));
                coalition.Remember(message.Value, replaced.Vote);
                return Settings.Signer.Restate(message, replaced);
            }

            return IsVote(message) && coalition.Halves(message.Value) is { } halves
                ? Settings.Signer.Restate(message, halves.Second)
                : message;
        }
    }
}
