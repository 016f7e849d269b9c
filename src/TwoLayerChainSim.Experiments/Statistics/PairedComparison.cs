using MathNet.Numerics.Distributions;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Statistics;

/// <summary>
/// The difference of two schemes over the replications that both finished. The schemes share their random streams, so the
/// differences vary far less than the values (common random numbers).
/// </summary>
/// <param name="Difference">Mean of first minus second, with its interval.</param>
/// <param name="PValue">Two-sided p of the paired t test; null when fewer than two pairs exist.</param>
/// <param name="Unpaired">Replications that only one of the two finished; they are left out and must be reported.</param>
public readonly record struct PairedComparison(Estimate Difference, double? PValue, int Unpaired)
{
    /// <summary>Compares value by value.</summary>
    /// <typeparam name="TKey">What identifies a replication, e.g. its index.</typeparam>
    /// <param name="first">Value per replication of the first scheme.</param>
    /// <param name="second">Value per replication of the second scheme.</param>
    public static PairedComparison Of<TKey>(IReadOnlyDictionary<TKey, double> first, IReadOnlyDictionary<TKey, double> second)
        where TKey : IComparable<TKey>
    {
        var differences = first.Keys.Where(second.ContainsKey).Order()
            .Select(replication => first[replication] - second[replication])
            .ToArray();
        var unpaired = first.Count + second.Count - (2 * differences.Length);
        var difference = Estimate.OfMean(differences);
        return new PairedComparison(difference, TwoSidedP(difference), unpaired);
    }

    /// <summary>p values of a family of tests, adjusted so that the chance of any false alarm keeps its level (Holm 1979).</summary>
    /// <param name="pValues">p values in [0, 1]; null where no test was possible.</param>
    /// <returns>Adjusted values in the same order.</returns>
    public static IReadOnlyList<double?> Holm(IReadOnlyList<double?> pValues)
    {
        var adjusted = new double?[pValues.Count];
        var order = Enumerable.Range(0, pValues.Count).Where(i => pValues[i] is not null).OrderBy(i => pValues[i]).ToArray();
        var largest = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            var p = pValues[order[rank]]!.Value;
            Require.That(p is >= 0 and <= 1, $"{p} is not a p value");
            largest = Math.Max(largest, Math.Min(1, p * (order.Length - rank)));
            adjusted[order[rank]] = largest;
        }

        return adjusted;
    }

    private static double? TwoSidedP(Estimate difference)
    {
        if (difference.StandardDeviation is not { } deviation)
        {
            return null;
        }

        var mean = difference.Mean!.Value;
        if (deviation == 0)
        {
            return mean == 0 ? 1 : 0;
        }

        var t = mean / (deviation / Math.Sqrt(difference.Count));
        return 2 * StudentT.CDF(0, 1, difference.Count - 1, -Math.Abs(t));
    }
}
