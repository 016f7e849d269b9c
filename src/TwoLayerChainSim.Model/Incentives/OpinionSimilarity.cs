namespace TwoLayerChainSim.Model.Incentives;

/// <summary>How alike two publishers judge workers: the modified cosine similarity of Kang et al. 2019, Sec. IV-B.</summary>
public static class OpinionSimilarity
{
    /// <summary>
    /// Similarity of two sets of reputations. Means are over the workers that both judge; the sums in the denominator are over
    /// all workers of each.
    /// </summary>
    /// <param name="own">Reputation per worker, NaN where there is none.</param>
    /// <param name="other">Reputation per worker of the recommender, NaN where there is none; same length.</param>
    /// <returns>A number in [-1, 1]; 0 where it is undefined.</returns>
    public static double Between(ReadOnlySpan<double> own, ReadOnlySpan<double> other)
    {
        var (count, ownSum, otherSum) = (0, 0.0, 0.0);
        for (var j = 0; j < own.Length; j++)
        {
            if (!double.IsNaN(own[j]) && !double.IsNaN(other[j]))
            {
                (count, ownSum, otherSum) = (count + 1, ownSum + own[j], otherSum + other[j]);
            }
        }

        if (count == 0)
        {
            return 0;
        }

        var (ownMean, otherMean) = (ownSum / count, otherSum / count);
        var (product, ownSquares, otherSquares) = (0.0, 0.0, 0.0);
        for (var j = 0; j < own.Length; j++)
        {
            var ownDeviation = double.IsNaN(own[j]) ? 0 : own[j] - ownMean;
            var otherDeviation = double.IsNaN(other[j]) ? 0 : other[j] - otherMean;
            product += double.IsNaN(own[j]) || double.IsNaN(other[j]) ? 0 : ownDeviation * otherDeviation;
            ownSquares += ownDeviation * ownDeviation;
            otherSquares += otherDeviation * otherDeviation;
        }

        return ownSquares == 0 || otherSquares == 0 ? 0 : product / (Math.Sqrt(ownSquares) * Math.Sqrt(otherSquares));
    }
}
