using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Schemes.Crowdsensing;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>What one episode of one task gave; announced when the episode ends.</summary>
public sealed record EpisodeReport
{
    /// <summary>Number of the task, from 0.</summary>
    public required int Task { get; init; }

    /// <summary>Number of the episode, from 1.</summary>
    public required int Episode { get; init; }

    /// <summary>Accuracy of the new global model on the test set, [0, 1]; null where nothing is learned.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Mean cross-entropy of the new global model on the test set, in nats; null where nothing is learned.</summary>
    public double? Loss { get; init; }

    /// <summary>When the episode ended.</summary>
    public required SimTime EndedAt { get; init; }

    /// <summary>Its length and how it divides.</summary>
    public required DelayParts Delay { get; init; }

    /// <summary>What it sent and computed.</summary>
    public required Effort Effort { get; init; }

    /// <summary>What happened in it.</summary>
    public required EpisodeCounts Counts { get; init; }

    /// <summary>What was agreed on with the devices and paid to them.</summary>
    public required IncentiveReport Incentive { get; init; }

    /// <summary>What happened in it beside that in the crowdsensing scheme; null in others.</summary>
    public CrowdsensingReport? Crowdsensing { get; init; }
}

/// <summary>The length of an episode along its critical path; the parts add up to the total.</summary>
/// <param name="Collect">Crowdsensing: until the last edge server has bought its data.</param>
/// <param name="Train">Until the last device finished its training.</param>
/// <param name="Upload">Until the last update reached its MEC node (two-layer: all full devices of the cell too).</param>
/// <param name="LocalChain">Until the last local chain (LMUC) stored its block.</param>
/// <param name="CrossChain">Until the MEC nodes of the shard (or the miners) hold each other's updates.</param>
/// <param name="GlobalChain">Until the global block (or the chain's only block) is stored, or the server has aggregated.</param>
/// <param name="Download">Until the last device has the new model.</param>
/// <param name="Restarts">Time lost in attempts that a fork undid.</param>
public sealed record DelayParts(
    SimDuration Collect,
    SimDuration Train,
    SimDuration Upload,
    SimDuration LocalChain,
    SimDuration CrossChain,
    SimDuration GlobalChain,
    SimDuration Download,
    SimDuration Restarts)
{
    /// <summary>Length of the episode.</summary>
    public SimDuration Total => Collect + Train + Upload + LocalChain + CrossChain + GlobalChain + Download + Restarts;
}

/// <summary>What an episode sent and computed.</summary>
/// <param name="UplinkBits">Bits that devices sent to base stations.</param>
/// <param name="DownlinkBits">Bits that base stations sent; a multicast counts once.</param>
/// <param name="D2dBits">Bits that devices sent to devices; a broadcast counts once.</param>
/// <param name="BackboneBits">Bits between MEC nodes, each message once.</param>
/// <param name="LocalChainMessages">Consensus messages of the local chains.</param>
/// <param name="GlobalChainMessages">Consensus messages of the global chain, or of the only chain.</param>
/// <param name="DeviceEnergyJoules">Energy of all devices: computing and radio transmission.</param>
public sealed record Effort(
    long UplinkBits,
    long DownlinkBits,
    long D2dBits,
    long BackboneBits,
    long LocalChainMessages,
    long GlobalChainMessages,
    double DeviceEnergyJoules);

/// <summary>What happened in an episode.</summary>
public sealed record EpisodeCounts
{
    /// <summary>Devices that took part.</summary>
    public int Selected { get; init; }

    /// <summary>Malicious devices among them.</summary>
    public int SelectedMalicious { get; init; }

    /// <summary>Updates that the quality check refused.</summary>
    public int Rejected { get; init; }

    /// <summary>Updates of malicious devices among the refused ones.</summary>
    public int RejectedMalicious { get; init; }

    /// <summary>Updates that went into the aggregate.</summary>
    public int Aggregated { get; init; }

    /// <summary>View changes of all consensus instances.</summary>
    public int ViewChanges { get; init; }

    /// <summary>Forks that forced a restart.</summary>
    public int Forks { get; init; }

    /// <summary>Local blocks that failed verification after the relay and were fetched another way.</summary>
    public int Refetches { get; init; }

    /// <summary>Local blocks or instances that were lost for the episode.</summary>
    public int Lost { get; init; }

    /// <summary>Blocks decided as a coalition of validators wanted them.</summary>
    public int Captured { get; init; }

    /// <summary>Messages between members of local chains that went over D2D.</summary>
    public long MessagesOverD2d { get; init; }

    /// <summary>Messages between members of local chains that went through the base station.</summary>
    public long MessagesOverCellular { get; init; }
}
