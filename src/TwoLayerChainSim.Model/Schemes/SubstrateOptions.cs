using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// The substrate on which every compared scheme runs, so that a difference between curves is a difference between schemes.
/// Defaults: schemes.md, "Substrate defaults (feng2022)".
/// </summary>
public sealed record SubstrateOptions
{
    /// <summary>The unit t: the time one node needs to store a block (Feng et al. 2022). Default 0.1 s.</summary>
    public SimDuration TimeUnit { get; init; } = SimDuration.FromMilliseconds(100);

    /// <summary>Number of MEC nodes, each beside a base station, at least 1. Default 3 (Feng et al. 2022, Fig. 5a).</summary>
    public int MecNodes { get; init; } = 3;

    /// <summary>Devices of each MEC node that serves a task, at least 1. Default 10 (Feng et al. 2022, Fig. 5a).</summary>
    public int DevicesPerMec { get; init; } = 10;

    /// <summary>Number of learning tasks, each on MEC nodes of its own (task-specific shards), at least 1. Default 1.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>MEC nodes that have devices for one task; null to share out all of them evenly. Default null.</summary>
    public int? MecNodesPerShard { get; init; }

    /// <summary>MEC nodes of a shard.</summary>
    public int ShardSize => MecNodesPerShard ?? (MecNodes / Shards);

    /// <summary>Where devices are.</summary>
    public PlacementOptions Placement { get; init; } = new();

    /// <summary>The cellular radio.</summary>
    public RadioOptions Radio { get; init; } = new();

    /// <summary>The device-to-device radio.</summary>
    public D2dOptions D2d { get; init; } = new();

    /// <summary>Whether members of a local chain may reach each other directly. Default true.</summary>
    public bool D2dEnabled { get; init; } = true;

    /// <summary>The network between MEC nodes, when <see cref="BackboneGraph"/> is not given.</summary>
    public BackboneOptions Backbone { get; init; } = new();

    /// <summary>A given network between MEC nodes; null for the full mesh of <see cref="Backbone"/>.</summary>
    public BackboneGraph? BackboneGraph { get; init; }

    /// <summary>Computing power and energy of the devices.</summary>
    public DeviceOptions Devices { get; init; } = new();

    /// <summary>Blocks and consensus.</summary>
    public ChainOptions Chain { get; init; } = new();

    /// <summary>Who misbehaves.</summary>
    public AttackOptions Attacks { get; init; } = new();

    /// <summary>What else goes wrong, and when. Default nothing.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;
}

/// <summary>Computing power and energy of the devices (schemes.md, "Substrate defaults").</summary>
public sealed record DeviceOptions
{
    /// <summary>Slowest CPU frequency in Hz, positive. Default 1 GHz.</summary>
    public double MinimumFrequencyHz { get; init; } = 1e9;

    /// <summary>Fastest CPU frequency in Hz. Default 3 GHz.</summary>
    public double MaximumFrequencyHz { get; init; } = 3e9;

    /// <summary>
    /// Frequency in Hz at which a device processes a consensus message in the time of <see cref="ChainOptions.ProcessingUnits"/>,
    /// where an incentive sets frequencies: the mean of all devices.
    /// </summary>
    public double ReferenceFrequencyHz => 0.5 * (MinimumFrequencyHz + MaximumFrequencyHz);

    /// <summary>CPU cycles of one arithmetic operation, positive. Default 1.</summary>
    public double CyclesPerOperation { get; init; } = 1;

    /// <summary>Energy coefficient in J·s²/cycle³: energy = coefficient × cycles × f². Default 1e-28.</summary>
    public double EnergyCoefficient { get; init; } = 1e-28;
}

/// <summary>Who misbehaves, and how.</summary>
public sealed record AttackOptions
{
    /// <summary>Share of devices that tamper with their labels, [0, 1]. Default 0.3.</summary>
    public double MaliciousFraction { get; init; } = 0.3;

    /// <summary>How they tamper.</summary>
    public LabelAttack Labels { get; init; } = new();

    /// <summary>Number of MEC nodes that malfunction in each episode. Default 1.</summary>
    public int MalfunctioningMecNodes { get; init; } = 1;

    /// <summary>What a malfunctioning MEC node does to updates. Default Gaussian noise.</summary>
    public MalfunctionKind Malfunction { get; init; } = MalfunctionKind.Gaussian;

    /// <summary>How strongly, at least 0. Default 3.</summary>
    public double MalfunctionStrength { get; init; } = 3;

    /// <summary>Nobody misbehaves.</summary>
    public static AttackOptions None { get; } = new() { MaliciousFraction = 0, MalfunctioningMecNodes = 0 };
}
