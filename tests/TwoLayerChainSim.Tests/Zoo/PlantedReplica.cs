using TwoLayerChainSim.Experiments.Swarm;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>What a replica with a bug is built of.</summary>
/// <param name="Record">The scenario.</param>
/// <param name="Settings">What it knows from the start.</param>
/// <param name="Context">What it can do.</param>
/// <param name="Application">What it decides about.</param>
internal sealed record BugParts(
    SwarmRecord Record, ReplicaSettings Settings, IReplicaContext Context, IReplicaApplication Application)
{
    /// <summary>The correct replica.</summary>
    /// <param name="context">What it can do.</param>
    public IConsensusProtocol BuildWith(IReplicaContext context) =>
        ConsensusCatalog.FindCommittee(Record.Protocol).Create(Settings, context, Application);
}

/// <summary>
/// A correct replica behind a layer that makes it wrong. A check that is left out is planted by repairing the message that
/// should have failed it: the layer knows all keys, so that what it repairs passes.
/// </summary>
internal abstract class PlantedReplica : ReplicaContextDecorator, IConsensusProtocol
{
    private readonly VoteSigner[] _signers;

    protected PlantedReplica(BugParts parts)
        : base(parts.Context)
    {
        Settings = parts.Settings;
        Inner = parts.BuildWith(this);
        _signers = VoteSigner.ForCommittee(new KeyRing(parts.Record.Seed), [.. Enumerable.Range(0, parts.Settings.Replicas)]);
    }

    protected ReplicaSettings Settings { get; }

    protected IConsensusProtocol Inner { get; set; }

    /// <summary>The last message that this replica sent for progress: its height, view and value.</summary>
    protected ConsensusMessage Last { get; private set; }

    public virtual void Start() => Inner.Start();

    public virtual void Receive(in ConsensusMessage message) => Inner.Receive(message);

    public virtual void TimerExpired(int timer) => Inner.TimerExpired(timer);

    public override void Broadcast(in ConsensusMessage message)
    {
        Last = message;
        base.Broadcast(message);
    }

    /// <summary>True for votes that travel by themselves.</summary>
    protected static bool IsPlainVote(in ConsensusMessage message) => message.Kind is MessageKind.Prepare or MessageKind.Commit;

    /// <summary>A vote as if a replica had signed it.</summary>
    protected ConsensusMessage Repaired(in ConsensusMessage message, int from) => message with
    {
        From = from,
        Signature = Sign(from, message.Kind.Vote()!.Value, message.Height, message.View, message.Value),
    };

    /// <summary>The signature of any replica.</summary>
    protected ulong Sign(int signer, VotePhase phase, int height, int view, in Digest value) =>
        _signers[signer].Sign(VoteSigner.Statement(phase, height, view, value));
}
