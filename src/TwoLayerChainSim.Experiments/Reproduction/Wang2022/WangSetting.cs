using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Model.Incentives.Stackelberg;

namespace TwoLayerChainSim.Experiments.Reproduction.Wang2022;

/// <summary>The setting of the experiments of arXiv:2202.10938, Sec. 5.1, with what it leaves open.</summary>
public sealed record WangSetting
{
    /// <summary>Paper.</summary>
    public const string Paper = "arXiv:2202.10938 (Wang et al. 2022)";

    /// <summary>Work of training μ in GHz min. Default 10, that of Figs. 2 and 6.</summary>
    public double Training { get; init; } = 10;

    /// <summary>Work of mining ψ in GHz min. Default 5; the paper does not state it.</summary>
    public double Mining { get; init; } = 5;

    /// <summary>Chip constant ρ. Default 0.01.</summary>
    public double ChipConstant { get; init; } = 0.01;

    /// <summary>Deadline T in min. Default 15.</summary>
    public double DeadlineMinutes { get; init; } = 15;

    /// <summary>Budget η of a round. Default 1500.</summary>
    public double Budget { get; init; } = 1500;

    /// <summary>Bound R_m on the payment for mining of one client. Default 5.</summary>
    public double MiningBound { get; init; } = 5;

    /// <summary>Weight ξ of minutes and money. Default 0.1.</summary>
    public double Weight { get; init; } = 0.1;

    /// <summary>Greatest number of clients. Default 50.</summary>
    public int Clients { get; init; } = 50;

    /// <summary>A client.</summary>
    public ClientWork Client => new()
    {
        TrainingGhzMinutes = Training,
        MiningGhzMinutes = Mining,
        DeadlineMinutes = DeadlineMinutes,
        ChipConstant = ChipConstant,
    };

    /// <summary>What each of some identical clients may be paid: equal Shapley values share the budget equally.</summary>
    /// <param name="clients">Their number.</param>
    public PaymentBounds EqualBounds(int clients) => new((Budget / clients) - MiningBound, MiningBound);

    /// <summary>What a client adds to the utility of the model owner, Eq. (2) with f(x) = x.</summary>
    /// <param name="client">The client.</param>
    /// <param name="reply">What it does.</param>
    /// <param name="paid">What it is paid.</param>
    public double OwnerUtility(ClientWork client, ClientReply reply, double paid) =>
        client.TrainingGhzMinutes - (Weight * (reply.TrainingMinutes + reply.MiningMinutes + paid));

    /// <summary>The same with the payment of the reply.</summary>
    /// <param name="client">The client.</param>
    /// <param name="reply">What it does.</param>
    public double OwnerUtility(ClientWork client, ClientReply reply) => OwnerUtility(client, reply, reply.Payment);

    /// <summary>The utility of a client without what rounding leaves of payments that just cover the energy.</summary>
    /// <param name="reply">What it does.</param>
    public static double ClientUtility(ClientReply reply) =>
        Math.Abs(reply.Utility) < 1e-9 * reply.Payment ? 0 : reply.Utility;

    internal static FigureAxis TrainingPrice { get; } = new("training_price", "Unit price of training", "money/min");

    internal static FigureAxis MiningPrice { get; } = new("mining_price", "Unit price of mining", "money/min");

    internal static FigureAxis TrainingWork { get; } = new("training_work", "Work of training", "GHz-min");

    internal static FigureAxis MiningWork { get; } = new("mining_work", "Work of mining", "GHz-min");

    internal static FigureAxis Frequency { get; } = new("frequency", "CPU frequency", "GHz");

    internal static FigureAxis Utility { get; } = new("utility", "Utility", "money");

    /// <summary>Evenly spaced positions up to and including the last.</summary>
    internal static double[] Positions(double last, int count) =>
        [.. Enumerable.Range(1, count).Select(i => last * i / count)];
}
