using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>Links between MEC nodes when no network file is given. Defaults: models.md §8 and schemes.md.</summary>
public sealed record BackboneOptions
{
    /// <summary>Propagation and switching delay of a link. Default N(2t, 1.1t) with t = 0.1 s (Feng et al. 2022).</summary>
    public DelayLaw Delay { get; init; } = new(new NormalDistribution(2, 1.1), SimDuration.FromMilliseconds(100));

    /// <summary>Rate of each direction of a link in bit/s, positive. Default 1 Gbit/s.</summary>
    public double RateBitsPerSecond { get; init; } = 1e9;
}
