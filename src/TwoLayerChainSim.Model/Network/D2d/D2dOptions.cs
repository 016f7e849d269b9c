using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>The mean loss between two devices.</summary>
public enum D2dPathLoss
{
    /// <summary>148 + 40·log10(d/km) dB (default).</summary>
    DistancePower,

    /// <summary>WINNER+ B1 outdoor to outdoor (3GPP TR 36.843) with a random line-of-sight state of each link.</summary>
    WinnerB1,
}

/// <summary>How D2D transmitters get their channels.</summary>
public enum D2dScheduling
{
    /// <summary>The slowest transmitter becomes as fast as possible (default; Feng et al. 2022 "D2D resource scheduling").</summary>
    MinMax,

    /// <summary>Channel i mod channels for the i-th transmitter.</summary>
    RoundRobin,

    /// <summary>Uniformly at random.</summary>
    Random,
}

/// <summary>Device-to-device communication inside an LMUC. Defaults: schemes.md, "Substrate defaults", and models.md §8.</summary>
public sealed record D2dOptions
{
    /// <summary>Largest distance of a pair in metres, positive. Default 100.</summary>
    public double RangeMetres { get; init; } = 100;

    /// <summary>Number of channels, at least 1. Default 20: the uplink spectrum of a cell.</summary>
    public int Channels { get; init; } = 20;

    /// <summary>Bandwidth of a channel in Hz, positive. Default 1 MHz.</summary>
    public double ChannelBandwidthHz { get; init; } = 1e6;

    /// <summary>Law of the mean loss. Default 148 + 40·log10(d/km) dB.</summary>
    public D2dPathLoss PathLoss { get; init; } = D2dPathLoss.DistancePower;

    /// <summary>How transmitters get channels. Default min-max.</summary>
    public D2dScheduling Scheduling { get; init; } = D2dScheduling.MinMax;

    /// <summary>Propagation delay to each receiver. Default N(0.5t, 0.25t) with t = 0.1 s (Feng et al. 2022).</summary>
    public DelayLaw Propagation { get; init; } = new(new NormalDistribution(0.5, 0.25), SimDuration.FromMilliseconds(100));
}
