using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

/// <summary>How leaders play the payment game.</summary>
public enum LeaderPolicy
{
    /// <summary>The zero-determinant strategy (default; Hu et al. 2021, Theorem IV.2).</summary>
    ZeroDeterminant,

    /// <summary>Does what the requestor did.</summary>
    TitForTat,

    /// <summary>Repeats what paid and changes what did not.</summary>
    WinStayLoseShift,

    /// <summary>Always publishes the model.</summary>
    AlwaysCooperate,

    /// <summary>Never publishes the model.</summary>
    AlwaysDefect,

    /// <summary>Tosses a coin.</summary>
    Random,
}

/// <summary>How the requestor adapts in the payment game.</summary>
public enum RequestorPolicy
{
    /// <summary>Climbs its long-run payoff (default).</summary>
    LongRunGradient,

    /// <summary>Cooperates more while it is ahead of the leader.</summary>
    FairnessAdaptive,

    /// <summary>Climbs the payoff of the round alone.</summary>
    Myopic,

    /// <summary>Never adapts.</summary>
    Fixed,
}

/// <summary>What the policies of leaders and requestors stand for.</summary>
public static class PaymentPolicies
{
    /// <summary>The memory-one strategy of leaders with this policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="game">The payoffs.</param>
    /// <param name="zeroDeterminant">Slope and scale of the zero-determinant strategy.</param>
    public static LeaderStrategy Strategy(
        this LeaderPolicy policy, PaymentGameOptions game, ZeroDeterminantOptions zeroDeterminant) => policy switch
        {
            LeaderPolicy.ZeroDeterminant => zeroDeterminant.Strategy(game),
            LeaderPolicy.TitForTat => LeaderStrategy.TitForTat,
            LeaderPolicy.WinStayLoseShift => LeaderStrategy.WinStayLoseShift,
            LeaderPolicy.AlwaysCooperate => LeaderStrategy.AlwaysCooperate,
            LeaderPolicy.AlwaysDefect => LeaderStrategy.AlwaysDefect,
            LeaderPolicy.Random => LeaderStrategy.Random,
            _ => throw new InvariantException($"unknown leader {policy}"),
        };

    /// <summary>The rule of requestors with this policy. One that begins with q1 = q2 keeps them equal.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="game">The payoffs.</param>
    /// <param name="leader">The strategy that it meets.</param>
    /// <param name="rate">Step of the adaptation, positive.</param>
    /// <param name="first">The mix with which it begins.</param>
    public static IRequestorRule Rule(
        this RequestorPolicy policy, PaymentGameOptions game, LeaderStrategy leader, double rate, RequestorMix first) =>
        policy switch
        {
            RequestorPolicy.LongRunGradient =>
                new LongRunGradient(game, leader, rate, isShared: first.AfterCooperation == first.AfterDefection),
            RequestorPolicy.FairnessAdaptive => new FairnessAdaptive(rate),
            RequestorPolicy.Myopic => new Myopic(game, rate),
            RequestorPolicy.Fixed => new FixedMix(),
            _ => throw new InvariantException($"unknown requestor {policy}"),
        };
}
