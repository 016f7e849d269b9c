using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>Proposes a value of its own invention whenever it leads, e.g. a wrong aggregate.</summary>
/// <param name="window">When it does.</param>
public sealed class WrongProposal(FaultWindow window) : IReplicaFault
{
    /// <summary>Always proposes wrong values.</summary>
    public WrongProposal()
        : this(FaultWindow.Always)
    {
    }

    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts) => parts.BuildWith(new Context(parts, window));

    /// <summary>What is proposed instead of <paramref name="proposal"/>.</summary>
    /// <param name="proposal">The right proposal.</param>
    public static Proposal Spoil(Proposal proposal)
    {
        Span<byte> bytes = stackalloc byte[Digest.Bytes];
        proposal.Value.CopyTo(bytes);
        return proposal with { Value = Digest.Of(bytes), Content = null };
    }

    private sealed class Context(ReplicaParts parts, FaultWindow window) : MessageTampering(parts, window)
    {
        protected override void Tamper(int receiver, in ConsensusMessage message) => Pass(receiver, Spoiled(message));

        protected override void TamperWithBroadcast(in ConsensusMessage message) => PassToAll(Spoiled(message));

        private ConsensusMessage Spoiled(in ConsensusMessage message)
        {
            if (message.Body is not IProposalBody body)
            {
                return message;
            }

            var spoiled = body.Replace(Spoil(body.Proposal));
            return Settings.Signer.Restate(message, spoiled);
        }
    }
}
