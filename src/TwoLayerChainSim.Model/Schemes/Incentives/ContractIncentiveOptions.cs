using TwoLayerChainSim.Model.Incentives.Clustering;
using TwoLayerChainSim.Model.Incentives.Contracts;

namespace TwoLayerChainSim.Model.Schemes.Incentives;

/// <summary>
/// The reputation-based contract of Kang et al. 2019 on the simulated network, with the reward factors of Feng et al. 2022.
/// </summary>
public sealed record ContractIncentiveOptions
{
    /// <summary>
    /// The contract problem; its types and number of workers are those of the episode, its budget is
    /// <see cref="BudgetPerDevice"/> times that number.
    /// </summary>
    public ContractOptions Problem { get; init; } = new();

    /// <summary>How devices are divided into types.</summary>
    public ClusteringOptions Clustering { get; init; } = new();

    /// <summary>Rounds of a device that count for its type, at least 1. Default 10.</summary>
    public int Rounds { get; init; } = 10;

    /// <summary>Local accuracy ε of the lowest type, (0, 1). Default 0.2 (Kang et al. 2019, Table II).</summary>
    public double AccuracyLow { get; init; } = 0.2;

    /// <summary>Local accuracy of the highest type, (<see cref="AccuracyLow"/>, 1). Default 0.92.</summary>
    public double AccuracyHigh { get; init; } = 0.92;

    /// <summary>Budget R_max over workers N, in the money of the paper. Default 100 (10 000 for 100 workers).</summary>
    public double BudgetPerDevice { get; init; } = 100;

    /// <summary>
    /// Frequency in Hz that a unit of the paper's frequency stands for, positive. Default 2 GHz: its items of 0.53 to 0.70 become
    /// 1.07 to 1.40 GHz, within the 1 to 3 GHz of devices.
    /// </summary>
    public double FrequencyUnitHz { get; init; } = 2e9;

    /// <summary>
    /// Tokens that a unit of the paper's money stands for, positive. Default 0.01: a device earns about 0.6 tokens an episode.
    /// </summary>
    public double RewardUnit { get; init; } = 0.01;

    /// <summary>
    /// Multiple of the computing time at the agreed frequency after which an update is not used and not paid, at least 1.
    /// Default 2.
    /// </summary>
    public double Patience { get; init; } = 2;

    /// <summary>Reward R_b in tokens of who proposed a local block, at least 0. Default 1.</summary>
    public double BlockReward { get; init; } = 1;

    /// <summary>Reward R_c in tokens for a megabyte that a device sent to devices, at least 0. Default 1.</summary>
    public double RelayReward { get; init; } = 1;

    /// <summary>The contract problem of an episode.</summary>
    /// <param name="shares">Share of each type.</param>
    /// <param name="devices">Devices that have a type.</param>
    public ContractOptions ProblemFor(IReadOnlyList<double> shares, int devices) => Problem with
    {
        Types = ContractOptions.WithShares(shares, AccuracyLow, AccuracyHigh),
        Workers = devices,
        Budget = BudgetPerDevice * devices,
    };
}
