using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

/// <summary>
/// The zero-determinant strategy that enforces E_b - x1 = χ (E_r - y1) against any requestor (Hu et al. 2021, Theorem IV.2).
/// The paper calls the scale φ by γ, which it also uses for something else.
/// </summary>
public sealed record ZeroDeterminantOptions
{
    /// <summary>Slope χ of the enforced line, at least <see cref="LeastSlope"/> (1 for the default payoffs). Default 2.</summary>
    public double Slope { get; init; } = 2;

    /// <summary>
    /// Scale φ, in (0, <see cref="GreatestScale"/>], which is 1 / (2 + 3χ) for the default payoffs. It sets only how fast the
    /// line is enforced. Default 0.1.
    /// </summary>
    public double Scale { get; init; } = 0.1;

    /// <summary>The least χ that leaves probabilities: (x1 - x4) / (y1 - y4), and no less than 1 as Theorem IV.2 asks.</summary>
    /// <param name="game">The payoffs.</param>
    public static double LeastSlope(PaymentGameOptions game) => Math.Max(
        1, (game.Leader.Cc - game.Leader.Dd) / (game.Requestor.Cc - game.Requestor.Dd));

    /// <summary>The greatest φ at which every probability is within [0, 1].</summary>
    /// <param name="game">The payoffs.</param>
    /// <param name="slope">χ, at least <see cref="LeastSlope"/>.</param>
    public static double GreatestScale(PaymentGameOptions game, double slope)
    {
        // p2 = 1 + φ b2 with b2 < 0, p3 = φ b3, p4 = φ b4; the order of the payoffs gives b4 < b3.
        var brackets = Brackets(game, slope);
        return 1 / Math.Max(-brackets.Cd, brackets.Dc);
    }

    /// <summary>What is wrong with χ and φ for these payoffs, with the feasible region; empty when nothing is.</summary>
    /// <param name="game">Valid payoffs.</param>
    public IReadOnlyList<string> Problems(PaymentGameOptions game)
    {
        var least = LeastSlope(game);
        if (!(Slope >= least && double.IsFinite(Slope)))
        {
            return
            [
                FormattableString.Invariant(
                    $"chi is {Slope}; allowed: chi >= {least}, and then 0 < phi <= {GreatestScale(game, least)} at chi = {least}"),
            ];
        }

        var greatest = GreatestScale(game, Slope);
        return Scale > 0 && Scale <= greatest
            ? []
            : [FormattableString.Invariant($"phi is {Scale}; allowed for chi = {Slope}: 0 < phi <= {greatest}")];
    }

    /// <summary>The probabilities p of the leader: p - (1, 1, 0, 0) = φ ((x - x1) - χ (y - y1)).</summary>
    /// <param name="game">Valid payoffs.</param>
    public LeaderStrategy Strategy(PaymentGameOptions game)
    {
        var problems = Problems(game);
        Require.That(problems.Count == 0, $"zero-determinant strategy: {string.Join("; ", problems)}");
        var brackets = Brackets(game, Slope);

        // At the greatest scale one probability is 0 or 1, from which rounding may stray by a unit in the last place.
        return new(new(
            1,
            Math.Clamp(1 + (Scale * brackets.Cd), 0, 1),
            Math.Clamp(Scale * brackets.Dc, 0, 1),
            Math.Clamp(Scale * brackets.Dd, 0, 1)));
    }

    /// <summary>(x - x1) - χ (y - y1) per outcome.</summary>
    private static PerOutcome Brackets(PaymentGameOptions game, double slope)
    {
        var (x, y) = (game.Leader, game.Requestor);
        double Bracket(PaymentOutcome outcome) => x[outcome] - x.Cc - (slope * (y[outcome] - y.Cc));
        return new(
            0, Bracket(PaymentOutcome.Cd), Bracket(PaymentOutcome.Dc), Bracket(PaymentOutcome.Dd));
    }
}
