using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>What happens to nodes without position.</summary>
public enum MissingPosition
{
    /// <summary>The file is refused (default).</summary>
    Refuse,

    /// <summary>
    /// The median latitude and longitude of the neighbours with a position, repeated until all nodes have one.
    /// </summary>
    MedianOfNeighbours,
}

/// <summary>How a GraphML file becomes a backbone.</summary>
public sealed record BackboneImportOptions
{
    /// <summary>What happens to nodes without position. Default: refuse.</summary>
    public MissingPosition MissingPosition { get; init; } = MissingPosition.Refuse;

    /// <summary>True to take the largest component of a disconnected network instead of refusing it. Default false.</summary>
    public bool LargestComponent { get; init; }

    /// <summary>Rate of a link of unknown speed in bit/s, positive. Default 1 Gbit/s.</summary>
    public double DefaultRateBitsPerSecond { get; init; } = 1e9;

    /// <summary>Length of the cable over that of the great circle, at least 1. Default 1.</summary>
    public double RouteFactor { get; init; } = 1;

    /// <summary>Speed of propagation in m/s, positive. Default 2·10⁸, light in fibre: 5 µs a kilometre.</summary>
    public double PropagationMetresPerSecond { get; init; } = 2e8;

    /// <summary>Least latency of a link, for links of length zero. Default 5 µs, one kilometre of fibre.</summary>
    public SimDuration MinimumLatency { get; init; } = SimDuration.FromSeconds(5e-6);
}
