namespace TwoLayerChainSim.Model.Incentives.Shapley;

/// <summary>
/// Shapley values of a <see cref="ContributionGame"/> in closed form, where there is one: works on one side of the target O(N),
/// squared distance O(N^2), sums below the target O(N).
/// </summary>
public static class ShapleyClosedForm
{
    /// <summary>The Shapley values, or null when the game has no closed form.</summary>
    /// <param name="game">The game.</param>
    public static double[]? Of(ContributionGame game)
    {
        var total = game.Works.Sum();
        return game.Reading switch
        {
            ContributionReading.Squared => Each(game, work => Squared(game, work, Others(game, work, total))),
            ContributionReading.Sum when total <= game.Works.Count * game.Target => Each(game, work => work),
            ContributionReading.Mean when game.Works.Max() <= game.Target =>
                Each(game, work => Below(game, work, Others(game, work, total))),
            ContributionReading.Mean when game.Works.Min() >= game.Target =>
                Each(game, work => Above(game, work, Others(game, work, total))),
            _ => null,
        };
    }

    private static double[] Each(ContributionGame game, Func<double, double> timesPlayers) =>
        [.. game.Works.Select(work => timesPlayers(work) / game.Works.Count)];

    // The mean of the others; a lone client has none, and its value does not depend on it.
    private static double Others(ContributionGame game, double work, double total) =>
        game.Works.Count == 1 ? 0 : (total - work) / (game.Works.Count - 1);

    // A client that joins s ≥ 1 others moves the mean by (μ_i - mean) / (s+1); E mean is the mean of the others.
    private static double Below(ContributionGame game, double work, double others)
    {
        var harmonic = Harmonic(game.Works.Count);
        return (harmonic * work) - ((harmonic - 1) * others);
    }

    private static double Above(ContributionGame game, double work, double others) =>
        (2 * game.Target) - work - ((Harmonic(game.Works.Count) - 1) * (work - others));

    private static double Squared(ContributionGame game, double work, double others)
    {
        var (n, target) = (game.Works.Count - 1, game.Target);
        var variance = n == 0 ? 0 : Math.Max(0, ((SumOfSquares(game, others) - Square(work - others)) / n));
        var sum = Square(target) - Square(work - target);
        for (var size = 1; size <= n; size++)
        {
            // Variance of the mean of a sample of s out of n without replacement.
            var ofMean = n == 1 ? 0 : variance / size * (n - size) / (n - 1);
            sum += ofMean + Square(others - target)
                - (Square(size / (size + 1.0)) * ofMean)
                - Square((((size * others) + work) / (size + 1)) - target);
        }

        return sum;
    }

    private static double SumOfSquares(ContributionGame game, double centre) =>
        game.Works.Sum(work => Square(work - centre));

    private static double Harmonic(int n) => Enumerable.Range(1, n).Sum(i => 1.0 / i);

    private static double Square(double value) => value * value;
}
