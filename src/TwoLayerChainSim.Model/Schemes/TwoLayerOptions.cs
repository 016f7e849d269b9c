using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Incentives;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>How shards and tasks relate (Feng et al. 2022, task sharding).</summary>
public enum ShardStrategy
{
    /// <summary>One shard a task; tasks run side by side (default).</summary>
    Isolation,

    /// <summary>One task over several shards, which exchange their global models every few episodes.</summary>
    Cooperation,
}

/// <summary>The two-layer scheme of Feng et al. 2022.</summary>
public sealed record TwoLayerOptions
{
    /// <summary>
    /// Consensus of the local chains among the full devices and the MEC node: a name in <see cref="ConsensusCatalog"/>.
    /// Default "pbft" (Feng et al. 2022 describe BFT-type consensus and mining).
    /// </summary>
    public string LocalConsensus { get; init; } = "pbft";

    /// <summary>Consensus of a shard of the global chain among its MEC nodes: a committee protocol. Default "pbft".</summary>
    public string GlobalConsensus { get; init; } = "pbft";

    /// <summary>Full devices of a cell, the best-reputed first; null for all selected ones. Default null.</summary>
    public int? LocalCommittee { get; init; }

    /// <summary>Whether the shard verifies the certificate of a relayed local block. Default true.</summary>
    public bool CertificateCheck { get; init; } = true;

    /// <summary>Least reputation of a selected device, [0, 1]. Default 0.5 (Kang et al. 2019, Table II).</summary>
    public double SelectionThreshold { get; init; } = 0.5;

    /// <summary>Devices selected in a cell, the best-reputed first; null for all above the threshold. Default null.</summary>
    public int? SelectedDevices { get; init; }

    /// <summary>Blocks that one member finds per second when a local chain uses proof of work, in Hz. Default 1.</summary>
    public double LocalMiningRateHz { get; init; } = 1;

    /// <summary>Subjective logic.</summary>
    public SubjectiveLogicOptions Reputation { get; init; } = new();

    /// <summary>Least probability q that a packet of a device arrives, [0, 1]; uniform up to 1. Default 0.8 (Kang et al. 2019).</summary>
    public double SuccessProbabilityMinimum { get; init; } = 0.8;

    /// <summary>Largest probability q. Default 1.</summary>
    public double SuccessProbabilityMaximum { get; init; } = 1;

    /// <summary>How shards and tasks relate. Default isolation.</summary>
    public ShardStrategy Strategy { get; init; } = ShardStrategy.Isolation;

    /// <summary>Episodes between two exchanges of cooperating shards, at least 1. Default 5.</summary>
    public int ExchangeInterval { get; init; } = 5;
}

/// <summary>Draws what a device is like for the reputation.</summary>
internal static class PacketSuccess
{
    public static double Draw(TwoLayerOptions options, long stableId, RandomStreams streams) =>
        options.SuccessProbabilityMinimum
        + ((options.SuccessProbabilityMaximum - options.SuccessProbabilityMinimum)
            * streams.Stream("packet-success", stableId).NextDouble());
}
