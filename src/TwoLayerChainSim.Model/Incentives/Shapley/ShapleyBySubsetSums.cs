namespace TwoLayerChainSim.Model.Incentives.Shapley;

/// <summary>
/// Exact Shapley values of a <see cref="ContributionGame"/> whose works are whole numbers, by counting for each client the sets
/// of the others by size and sum: O(K N^2 Σμ) for K different works.
/// </summary>
/// <remarks>
/// The counts of the others are built anew for each different work from positive terms only. Taking one client out of the counts
/// of all would save the factor K, but its differences need integers of many words.
/// </remarks>
public static class ShapleyBySubsetSums
{
    /// <summary>Most players: their binomial coefficients still fit a double.</summary>
    public const int MostPlayers = 1000;

    /// <summary>Elementary steps that are still done when a method is chosen automatically: a fraction of a second.</summary>
    private const double MostSteps = 3e8;

    /// <summary>True when the works are whole and the counts are affordable.</summary>
    /// <param name="game">The game.</param>
    public static bool Suits(ContributionGame game)
    {
        double players = game.Works.Count;
        return players <= MostPlayers
            && game.Works.All(work => work == Math.Floor(work) && work < int.MaxValue)
            && game.Works.Distinct().Count() * players * players * (game.Works.Sum() + 1) <= MostSteps;
    }

    /// <summary>The Shapley values.</summary>
    /// <param name="game">A game that <see cref="Suits"/>.</param>
    public static double[] Of(ContributionGame game)
    {
        var byWork = game.Works.Distinct().ToDictionary(work => work, work => OfWork(game, (int)work));
        return [.. game.Works.Select(work => byWork[work])];
    }

    private static double OfWork(ContributionGame game, int own)
    {
        var others = game.Works.Select(work => (int)work).ToList();
        others.Remove(own);
        var counts = Count(others);
        var (value, combinations) = (0.0, 1.0);
        for (var size = 0; size <= others.Count; size++)
        {
            double marginals = 0;
            for (var sum = 0; sum < counts[size].Length; sum++)
            {
                if (counts[size][sum] > 0)
                {
                    marginals += counts[size][sum] / combinations
                        * (game.Value(size + 1, (double)sum + own) - game.Value(size, sum));
                }
            }

            value += marginals / game.Works.Count;
            combinations = combinations * (others.Count - size) / (size + 1);
        }

        return value;
    }

    // counts[s][x] is the number of sets of s of the works whose sum is x.
    private static double[][] Count(List<int> works)
    {
        var total = works.Sum();
        var counts = new double[works.Count + 1][];
        for (var size = 0; size < counts.Length; size++)
        {
            counts[size] = new double[total + 1];
        }

        counts[0][0] = 1;
        var (seen, reached) = (0, 0);
        foreach (var work in works)
        {
            for (var size = seen++; size >= 0; size--)
            {
                for (var sum = 0; sum <= reached; sum++)
                {
                    counts[size + 1][sum + work] += counts[size][sum];
                }
            }

            reached += work;
        }

        return counts;
    }
}
