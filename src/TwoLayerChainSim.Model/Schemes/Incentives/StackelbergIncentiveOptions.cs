using TwoLayerChainSim.Model.Incentives.Shapley;
using TwoLayerChainSim.Model.Incentives.Stackelberg;

namespace TwoLayerChainSim.Model.Schemes.Incentives;

/// <summary>
/// The Stackelberg game of arXiv:2202.10938 on the simulated network. Money is in tokens. The paper's amounts are for works of
/// 10 GHz min; an episode here is some 0.01 GHz min, so the defaults of money are of this project.
/// </summary>
public sealed record StackelbergIncentiveOptions
{
    /// <summary>How the publisher sets prices.</summary>
    public LeaderRule Leader { get; init; } = LeaderRule.Exact;

    /// <summary>How devices answer.</summary>
    public ClientRule Client { get; init; } = ClientRule.Exact;

    /// <summary>
    /// Chip constant ρ in tokens / (GHz^3 min), positive: a GHz min of work at q GHz costs a device ρ q^2. With the energy
    /// coefficient κ of the scenario it is a price of ρ / (6e28 κ) tokens per joule. Default 1.
    /// </summary>
    public double ChipConstant { get; init; } = 1;

    /// <summary>Budget η of an episode in tokens, positive. Default 150: ample, as in the paper.</summary>
    public double Budget { get; init; } = 150;

    /// <summary>Part η_m of it for consensus, [0, budget]. Default 100: here consensus is most of the work.</summary>
    public double MiningBudget { get; init; } = 100;

    /// <summary>Weight ξ of minutes and tokens against the value of the model, at least 0. Default 0.1 (the paper).</summary>
    public double TimeAndMoneyWeight { get; init; } = 0.1;

    /// <summary>Value in tokens of a model into which unlimited training goes, positive. Default 100.</summary>
    public double ModelValue { get; init; } = 100;

    /// <summary>Number of mean devices whose training gives 1 - 1/e of that value, positive. Default 100.</summary>
    public double ModelValueDevices { get; init; } = 100;

    /// <summary>Deadline T of training and consensus in s, positive; null for the time of <see cref="PaceHz"/>. Default null.</summary>
    public double? DeadlineSeconds { get; init; }

    /// <summary>
    /// CPU frequency at which the device with the most work just meets the deadline, in Hz, positive. Default 1.5 GHz: of the
    /// default 1 to 3 GHz one device in four is too slow for that and stands aside.
    /// </summary>
    public double PaceHz { get; init; } = 1.5e9;

    /// <summary>Share by which the optimal prices are raised, at least 0. Default 0.001.</summary>
    public double Margin { get; init; } = 1e-3;

    /// <summary>How the contribution of a set of devices is read.</summary>
    public ContributionReading Reading { get; init; } = ContributionReading.Mean;

    /// <summary>
    /// Target g of the contribution game as a multiple of the largest training work, positive. Default 1: everyone is below, as
    /// in the paper, and whoever trains more is worth more.
    /// </summary>
    public double ContributionTarget { get; init; } = 1;

    /// <summary>Least share of its samples that a device may be left with when all do not fit, (0, 1]. Default 1: no cut.</summary>
    public double WorkShareMin { get; init; } = 1;
}
