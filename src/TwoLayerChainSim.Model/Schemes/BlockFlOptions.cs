using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>BlockFL with proof of work (Kim et al. 2020; models §1). The miners are the MEC nodes.</summary>
public sealed record BlockFlOptions
{
    /// <summary>Blocks that one miner finds per second, in Hz, positive. Default 0.1 (within Fig. 3a of the paper).</summary>
    public double MiningRateHz { get; init; } = 0.1;

    /// <summary>Least time from the start of an attempt to the start of mining. Default 1 s.</summary>
    public SimDuration Wait { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>Most attempts of an episode before the run is given up. Default 10,000.</summary>
    public int AttemptsMax { get; init; } = 10_000;
}
