using TwoLayerChainSim.Model.Incentives.Payments;
using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

namespace TwoLayerChainSim.Model.Schemes.Crowdsensing;

/// <summary>How the work of a task is paid (Hu et al. 2021, Sec. IV-D): the game between leaders and requestor, and the rates.</summary>
public sealed record SettlementOptions
{
    /// <summary>How leaders play. Default zero-determinant.</summary>
    public LeaderPolicy Leader { get; init; } = LeaderPolicy.ZeroDeterminant;

    /// <summary>Slope and scale of the zero-determinant strategy.</summary>
    public ZeroDeterminantOptions ZeroDeterminant { get; init; } = new();

    /// <summary>How the requestor adapts. Default long-run gradient.</summary>
    public RequestorPolicy Requestor { get; init; } = RequestorPolicy.LongRunGradient;

    /// <summary>Step of the adaptation, positive. Default 0.02.</summary>
    public double AdaptationRate { get; init; } = 0.02;

    /// <summary>Probabilities with which the requestor pays in full at first. Default 0.5 each.</summary>
    public RequestorMix FirstMix { get; init; } = new(0.5, 0.5);

    /// <summary>Share of the bill that a requestor pays which does not cooperate, [0, 1]. Default 0.</summary>
    public double DefectionShare { get; init; }

    /// <summary>Tokens with which the requestor starts, positive. Default 100,000.</summary>
    public double Budget { get; init; } = 100_000;

    /// <summary>Flat rates of learning, aggregation and blocks.</summary>
    public TaskRates Rates { get; init; } = new();

    /// <summary>The memory-one strategy of the leaders.</summary>
    /// <param name="game">The payoffs.</param>
    internal LeaderStrategy Strategy(PaymentGameOptions game) => Leader.Strategy(game, ZeroDeterminant);

    /// <summary>The rule of the requestor.</summary>
    /// <param name="game">The payoffs.</param>
    internal IRequestorRule Rule(PaymentGameOptions game) => Requestor.Rule(game, Strategy(game), AdaptationRate, FirstMix);
}
