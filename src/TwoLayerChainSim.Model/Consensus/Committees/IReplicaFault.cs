using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// Misbehaviour of a replica: a decorator of its state machine, of what it can do, or of both. Honest code knows nothing of it.
/// </summary>
public interface IReplicaFault
{
    /// <summary>The state machine that stands in the place of a correct replica.</summary>
    /// <param name="parts">What a correct replica is built of.</param>
    IConsensusProtocol Build(ReplicaParts parts);
}

/// <summary>What a replica is built of.</summary>
/// <param name="Protocol">The protocol of the committee.</param>
/// <param name="Settings">What the replica knows from the start.</param>
/// <param name="Context">What it can do.</param>
/// <param name="Application">What it decides about.</param>
/// <param name="Simulator">The run, for faults that begin or end at an instant.</param>
public sealed record ReplicaParts(
    CommitteeProtocol Protocol, ReplicaSettings Settings, IReplicaContext Context, IReplicaApplication Application,
    Simulator Simulator)
{
    /// <summary>The replica of these parts.</summary>
    public IConsensusProtocol Build() => Protocol.Create(Settings, Context, Application);

    /// <summary>The replica of these parts, with another context.</summary>
    /// <param name="context">What it can do instead.</param>
    public IConsensusProtocol BuildWith(IReplicaContext context) => Protocol.Create(Settings, context, Application);
}
