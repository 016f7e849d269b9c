namespace TwoLayerChainSim.Model.Incentives.PbftTiming;

/// <summary>What the replicas of the timing model share.</summary>
public enum PbftTimingMode
{
    /// <summary>Every replica has its own processor and uplink.</summary>
    Dedicated,

    /// <summary>All replicas run on one host, whose work and sending pass through one queue, as on the laptop of the paper.</summary>
    SingleHost,

    /// <summary>As <see cref="SingleHost"/>, and every vote carries the block and is hashed by its receiver (naive code).</summary>
    SingleHostFullVotes,
}

/// <summary>
/// Sizes and speeds of the PBFT round that agrees on a global model (Hu et al. 2021, Fig. 6). The paper gives no absolute times;
/// the defaults are those of the reference values.
/// </summary>
public sealed record PbftTimingOptions
{
    /// <summary>What the replicas share. Default dedicated.</summary>
    public PbftTimingMode Mode { get; init; } = PbftTimingMode.Dedicated;

    /// <summary>Size of a local update in bytes, positive. Default 300,000.</summary>
    public long UpdateBytes { get; init; } = 300_000;

    /// <summary>Size of the global model in bytes, positive. Default 300,000.</summary>
    public long ModelBytes { get; init; } = 300_000;

    /// <summary>Size of the block header in bytes, positive. Default 1,000.</summary>
    public long HeaderBytes { get; init; } = 1_000;

    /// <summary>Size of a signature in bytes, positive. Default 64.</summary>
    public long SignatureBytes { get; init; } = 64;

    /// <summary>Size of a vote or reply in bytes, positive. Default 512.</summary>
    public long VoteBytes { get; init; } = 512;

    /// <summary>Rate of an uplink in bytes per second, positive. Default 12.5e6 (100 Mbit/s).</summary>
    public double UplinkBytesPerSecond { get; init; } = 12.5e6;

    /// <summary>Propagation delay in seconds, at least 0. Default 0.005.</summary>
    public double PropagationSeconds { get; init; } = 0.005;

    /// <summary>Time to verify one signature in seconds, at least 0. Default 0.0002.</summary>
    public double VerifySeconds { get; init; } = 0.0002;

    /// <summary>Speed of hashing in bytes per second, positive. Default 4e8.</summary>
    public double HashBytesPerSecond { get; init; } = 4e8;

    /// <summary>Speed of aggregation in bytes of updates per second, positive. Default 1e9.</summary>
    public double AggregationBytesPerSecond { get; init; } = 1e9;

    /// <summary>Handling of one received message on a single host in seconds, at least 0. Default 0.002.</summary>
    public double HandlingSeconds { get; init; } = 0.002;

    /// <summary>Size of the block with the updates of all edge servers and the global model: B = E (S_u + 64) + S_g + 1000.</summary>
    /// <param name="edgeServers">Number E of edge servers, at least 1.</param>
    public long BlockBytes(int edgeServers) =>
        (edgeServers * (UpdateBytes + SignatureBytes)) + ModelBytes + HeaderBytes;

    /// <summary>What is wrong with the values, with what is allowed; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Check("update size in bytes", UpdateBytes, UpdateBytes > 0, "> 0"),
        .. Check("model size in bytes", ModelBytes, ModelBytes > 0, "> 0"),
        .. Check("header size in bytes", HeaderBytes, HeaderBytes > 0, "> 0"),
        .. Check("signature size in bytes", SignatureBytes, SignatureBytes > 0, "> 0"),
        .. Check("vote size in bytes", VoteBytes, VoteBytes > 0, "> 0"),
        .. Check("uplink rate in bytes per second", UplinkBytesPerSecond, UplinkBytesPerSecond > 0, "> 0"),
        .. Check("propagation delay in seconds", PropagationSeconds, PropagationSeconds >= 0, ">= 0"),
        .. Check("verification time in seconds", VerifySeconds, VerifySeconds >= 0, ">= 0"),
        .. Check("hashing speed in bytes per second", HashBytesPerSecond, HashBytesPerSecond > 0, "> 0"),
        .. Check("aggregation speed in bytes per second", AggregationBytesPerSecond, AggregationBytesPerSecond > 0, "> 0"),
        .. Check("handling time in seconds", HandlingSeconds, HandlingSeconds >= 0, ">= 0"),
    ];

    private static IEnumerable<string> Check(string name, double value, bool isInside, string allowed) =>
        isInside && double.IsFinite(value) ? [] : [FormattableString.Invariant($"{name} is {value}; allowed: {allowed}")];
}
