using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

namespace TwoLayerChainSim.Experiments.Reproduction.Hu2021;

/// <summary>The rules by which requestors may adapt. The paper gives none, so its claims are judged under each.</summary>
internal static class RequestorRules
{
    /// <summary>What to say wherever a rule matters.</summary>
    public const string Choice = "The paper gives no rule by which the requestor adapts; each claim is judged under three: it climbs its "
        + "long-run payoff, it cooperates more while it is ahead of the leader (our proposal), it climbs the payoff of the round alone.";

    /// <summary>The rules with their names.</summary>
    public static IReadOnlyList<(string Name, Func<PaymentGameOptions, LeaderStrategy, IRequestorRule> Create)> All { get; } =
    [
        ("long-run gradient", (game, leader) => new LongRunGradient(game, leader)),
        ("fairness", (_, _) => new FairnessAdaptive()),
        ("myopic", (game, _) => new Myopic(game)),
    ];
}
