using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>Proposes a value of its own invention whenever it leads, e.g. a wrong aggregate.</summary>
public sealed class WrongProposal : IReplicaFault
{
    /// <inheritdoc/>
    public IReplicaContext Wrap(IReplicaContext context, ReplicaSettings replica, Simulator simulator) =>
        new Context(context, replica.Signer);

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
        public override void Broadcast(in ConsensusMessage message) => base.Broadcast(message.Body switch
        {
            Proposal proposal => Signed(message, Spoil(proposal), Spoil(proposal)),
            NewView opening => Signed(message, Spoil(opening.Proposal), opening with { Proposal = Spoil(opening.Proposal) }),
            _ => message,
        });

        private ConsensusMessage Signed(in ConsensusMessage message, Proposal proposal, IMessageBody body)
        {
            var statement = VoteSigner.Statement(VotePhase.Prepare, message.Height, message.View, proposal.Value);
            return message with { Value = proposal.Value, Signature = signer.Sign(statement), Body = body };
        }
    }
}
