namespace TwoLayerChainSim.Model.Incentives.Clustering;

/// <summary>How much updates point where most of the round do.</summary>
public static class UpdateSimilarity
{
    /// <summary>Cosine of the angle between each update and the median of all, coordinate by coordinate.</summary>
    /// <param name="updates">The updates of a round, all of the same length.</param>
    /// <returns>Numbers in [-1, 1]; 0 where the update or the median is 0.</returns>
    public static double[] ToMedian(IReadOnlyList<float[]> updates)
    {
        if (updates.Count == 0)
        {
            return [];
        }

        var median = Median(updates);
        var length = Length(median);
        return [.. updates.Select(update =>
        {
            double product = 0;
            for (var i = 0; i < median.Length; i++)
            {
                product += (double)update[i] * median[i];
            }

            var scale = Length(update) * length;
            return scale == 0 ? 0 : product / scale;
        })];
    }

    private static float[] Median(IReadOnlyList<float[]> updates)
    {
        var median = new float[updates[0].Length];
        var values = new float[updates.Count];
        for (var i = 0; i < median.Length; i++)
        {
            for (var n = 0; n < values.Length; n++)
            {
                values[n] = updates[n][i];
            }

            Array.Sort(values);
            median[i] = 0.5f * (values[(values.Length - 1) / 2] + values[values.Length / 2]);
        }

        return median;
    }

    private static double Length(float[] update) => Math.Sqrt(update.Sum(value => (double)value * value));
}
