using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;

namespace TwoLayerChainSim.Model.Attacks;

/// <summary>
/// A MEC node that malfunctions takes part in the consensus of its shard: when it leads, it proposes the wrong aggregate that
/// it computed; when it follows, its own aggregate never equals the proposal, so it withholds its votes.
/// </summary>
public sealed class MalfunctioningReplica : IReplicaFault
{
    /// <inheritdoc/>
    public IConsensusProtocol Build(ReplicaParts parts) => parts.BuildWith(new Context(parts.Context));

    private sealed class Context(IReplicaContext inner) : ReplicaContextDecorator(inner)
    {
        public override void Send(int receiver, in ConsensusMessage message)
        {
            if (message.Kind.Vote() is null)
            {
                base.Send(receiver, message);
            }
        }

        public override void Broadcast(in ConsensusMessage message)
        {
            if (message.Body is IProposalBody || message.Kind == MessageKind.AppendEntries)
            {
                base.Broadcast(message);
            }
        }
    }
}
