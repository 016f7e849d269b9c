using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Model.Incentives.DataSubmission;

namespace TwoLayerChainSim.Experiments.Reproduction.Hu2021;

/// <summary>What the figures of Hu et al. 2021 have in common.</summary>
internal static class HuSetting
{
    /// <summary>Paper.</summary>
    public const string Paper = "Hu et al. 2021 (arXiv:2110.08671)";

    /// <summary>A name of a reading in which server and device are exchanged in the prose.</summary>
    public const string Exchanged = "server and device exchanged";

    public static FigureAxis Utility { get; } = new("utility", "Maximized utility per period", "1");

    public static FigureAxis Loss { get; } = new("loss_per_value", "Loss per unit of value", "1", IsLogarithmic: true);

    public static FigureAxis Weight { get; } = new("value_weight", "Weight of the value", "1");

    public static FigureAxis Cooperation { get; } = new("cooperation", "Cooperation probability of the requestor", "1")
    {
        Lowest = 0,
        Highest = 1,
    };

    public static FigureAxis Round { get; } = new("round", "Round", "1");

    /// <summary>Positions with equal ratios, both ends included.</summary>
    public static IEnumerable<double> Geometric(double first, double last, int count) =>
        Enumerable.Range(0, count).Select(i => first * Math.Pow(last / first, (double)i / (count - 1)));

    /// <summary>Utilities of the published pair without bounds; null where it is undefined.</summary>
    public static (double Server, double Device)? Published(SubmissionGame game) => game.Published() is { } pair
        ? (game.ServerUtility(pair.Value, pair.Profit), game.DeviceUtility(pair.Value, pair.Profit))
        : null;

    /// <summary>Random parameters with ηξ > 1, over wide ranges about those of the paper.</summary>
    public static DataSubmissionOptions Draw(RandomStream draws)
    {
        double Uniform(double low, double high) => low + (draws.NextDouble() * (high - low));
        return new()
        {
            Reward = Uniform(5, 20),
            LeakageSlope = Uniform(0, 5),
            LeakageConstant = Uniform(0, 5),
            PrivacyLeakage = Uniform(0, 1),
            MaxValue = Math.Pow(10, Uniform(1, 2)),
            MaxProfit = Math.Pow(10, Uniform(1, 3)),
            SensingCost = Uniform(0, 5),
            LossPerValue = 1 + Math.Pow(10, Uniform(-1, 1.5)),
            ValueWeight = Uniform(0.05, 1),
        };
    }
}
