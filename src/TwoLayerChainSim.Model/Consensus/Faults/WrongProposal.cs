using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>Proposes a value of its own invention whenever it leads, e.g. a wrong aggregate.</summary>
public sealed class WrongProposal : IReplicaFault
{
    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts) =>
        parts.BuildWith(new Context(parts.Context, parts.Settings.Signer));

    /// <summary>What is proposed instead of <paramref name="proposal"/>.</summary>
    /// <param name="proposal">The right proposal.</param>
    public static Proposal Spoil(Proposal proposal)
    {
        Span<byte> bytes = stackalloc byte[Digest.Bytes];
        proposal.Value.CopyTo(bytes);
        return proposal with { Value = Digest.Of(bytes), Content = null };
    }

    private sealed class Context(IReplicaContext inner, VoteSigner signer) : ReplicaContextDecorator(inner)
    {
        public override void Send(int receiver, in ConsensusMessage message) => base.Send(receiver, Spoiled(message));

        public override void Broadcast(in ConsensusMessage message) => base.Broadcast(Spoiled(message));

        private ConsensusMessage Spoiled(in ConsensusMessage message)
        {
            if (message.Body is not IProposalBody body)
            {
                return message;
            }

            var spoiled = body.Replace(Spoil(body.Proposal));
            var statement = VoteSigner.Statement(VotePhase.Prepare, message.Height, message.View, spoiled.Vote);
            return message with { Value = spoiled.Vote, Signature = signer.Sign(statement), Body = spoiled };
        }
    }
}
