using System.Collections.Immutable;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Protocols;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>A replica without a vote that believes what it is told, without looking at the certificate.</summary>
internal sealed class TrustsTheCommittee(BugParts parts)
    : DecisionFollower(parts.Settings.ForCommittee(ReducedBft.CommitteeSize(parts.Settings.Replicas)), parts.Context)
{
    private int _height;

    public static IConsensusProtocol In(BugParts parts) =>
        parts.Settings.ForCommittee(ReducedBft.CommitteeSize(parts.Settings.Replicas)).Leaders.Contains(parts.Settings.Index)
            ? parts.BuildWith(parts.Context)
            : new TrustsTheCommittee(parts);

    protected override Decision? Proved(in ConsensusMessage message)
    {
        if (message.Body is not Decision decision || decision.Height != _height)
        {
            return null;
        }

        _height++;
        return decision;
    }
}

/// <summary>Takes the order of any instance that is the first for the decision (redundant BFT).</summary>
internal sealed class TakesTheFirstInstance(BugParts parts) : RedundantBft(parts.Settings, parts.Context, parts.Application)
{
    private int _height;

    protected override bool Counts(int instance, Decision decision)
    {
        var isFirst = decision.Height == _height;
        _height += isFirst ? 1 : 0;
        return isFirst;
    }
}

/// <summary>Gives the votes of all instances to the master (redundant BFT).</summary>
internal sealed class MixesInstances(BugParts parts) : PlantedReplica(parts)
{
    public override void Receive(in ConsensusMessage message) => Inner.Receive(
        IsPlainVote(message) && message.Instance != 0 ? Repaired(message, message.From) with { Instance = 0 } : message);
}

/// <summary>A later round proposes what its leader likes, and the others expect nothing else (IBFT).</summary>
internal sealed class DropsPreparedInRounds(BugParts parts) : Ibft(parts.Settings, parts.Context, parts.Application)
{
    protected override PreparedValue? ValueToKeep(ImmutableArray<ViewChange> viewChanges) => null;
}

/// <summary>Takes the view of the decision into the state of a checkpoint, although it may differ from replica to replica.</summary>
internal sealed class TellsTheViewInCheckpoints(BugParts parts) : PlantedReplica(parts)
{
    public override void Broadcast(in ConsensusMessage message)
    {
        if (message.Kind != MessageKind.Checkpoint)
        {
            base.Broadcast(message);
            return;
        }

        var state = Digest.Of([.. message.Value.ToString().Select(digit => (byte)digit), (byte)message.View]);
        base.Broadcast(message with
        {
            Value = state,
            Signature = Sign(Settings.Index, VotePhase.Checkpoint, message.Height, 0, state),
        });
    }
}

/// <summary>Forgets the decisions up to its own checkpoint, before a quorum has made that stable.</summary>
internal sealed class ForgetsAtItsCheckpoint(BugParts parts) : PlantedReplica(parts)
{
    private int _checkpoint = -1;

    public override void Broadcast(in ConsensusMessage message)
    {
        _checkpoint = message.Kind == MessageKind.Checkpoint ? message.Height : _checkpoint;
        base.Broadcast(message);
    }

    public override void Send(int receiver, in ConsensusMessage message)
    {
        if (message.Kind != MessageKind.Decision || message.Height > _checkpoint)
        {
            base.Send(receiver, message);
        }
    }
}
