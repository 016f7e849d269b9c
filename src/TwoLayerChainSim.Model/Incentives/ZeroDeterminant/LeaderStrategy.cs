namespace TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

/// <summary>
/// A memory-one strategy of the leader: the probability that it cooperates given the outcome of the last round. The leader moves
/// first in each round.
/// </summary>
/// <param name="Cooperation">Probabilities p, each in [0, 1].</param>
public sealed record LeaderStrategy(PerOutcome Cooperation)
{
    /// <summary>Cooperates always.</summary>
    public static LeaderStrategy AlwaysCooperate { get; } = new(new PerOutcome(1, 1, 1, 1));

    /// <summary>Defects always.</summary>
    public static LeaderStrategy AlwaysDefect { get; } = new(new PerOutcome(0, 0, 0, 0));

    /// <summary>Cooperates with probability 1/2 whatever happened.</summary>
    public static LeaderStrategy Random { get; } = new(new PerOutcome(0.5, 0.5, 0.5, 0.5));

    /// <summary>Does what the requestor did: the case χ = 1, φ = 1/5 of the zero-determinant strategies.</summary>
    public static LeaderStrategy TitForTat { get; } = new(new PerOutcome(1, 0, 1, 0));

    /// <summary>Repeats what paid and changes what did not.</summary>
    public static LeaderStrategy WinStayLoseShift { get; } = new(new PerOutcome(1, 0, 0, 1));

    /// <summary>
    /// The least discount factor at which a requestor that cooperates always has no reason to defect once: with p1 = 1,
    /// (y2-y1) / ((y2-y1)(1-p3) + (1-p2)(y1-y3)). A greater value is a weaker enforcement.
    /// </summary>
    /// <param name="game">The payoffs.</param>
    /// <returns>The threshold; 1 or more when no patience is enough, infinite when defecting is never answered.</returns>
    public double DiscountThreshold(PaymentGameOptions game)
    {
        var gain = game.Requestor.Cd - game.Requestor.Cc;
        return gain / ((gain * (1 - Cooperation.Dc))
            + ((1 - Cooperation.Cd) * (game.Requestor.Cc - game.Requestor.Dc)));
    }
}
