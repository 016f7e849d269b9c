namespace TwoLayerChainSim.Tests.Support;

/// <summary>Kolmogorov-Smirnov distances (signed: positive when the sample lies to the left) and their p-values.</summary>
internal static class KolmogorovSmirnov
{
    public static double Distance(IEnumerable<double> sample, Func<double, double> cdf)
    {
        var sorted = sample.Order().ToArray();
        var largest = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var law = cdf(sorted[i]);
            largest = Farther(largest, ((i + 1.0) / sorted.Length) - law);
            largest = Farther(largest, ((double)i / sorted.Length) - law);
        }

        return largest;
    }

    public static double Distance(IEnumerable<double> one, IEnumerable<double> other)
    {
        var (a, b) = (one.Order().ToArray(), other.Order().ToArray());
        var (i, j, largest) = (0, 0, 0.0);
        while (i < a.Length && j < b.Length)
        {
            var value = Math.Min(a[i], b[j]);
            while (i < a.Length && a[i] <= value)
            {
                i++;
            }

            while (j < b.Length && b[j] <= value)
            {
                j++;
            }

            largest = Farther(largest, ((double)i / a.Length) - ((double)j / b.Length));
        }

        return largest;
    }

    /// <summary>Asymptotic p-value with the small-sample correction of Stephens (1970).</summary>
    public static double PValue(double distance, double effectiveCount)
    {
        var root = Math.Sqrt(effectiveCount);
        var lambda = (root + 0.12 + (0.11 / root)) * distance;
        if (lambda < 0.2)
        {
            return 1;
        }

        var sum = 0.0;
        for (var k = 1; k <= 100; k++)
        {
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2 * k * k * lambda * lambda);
        }

        return Math.Clamp(sum, 0, 1);
    }

    private static double Farther(double largest, double candidate) =>
        Math.Abs(candidate) > Math.Abs(largest) ? candidate : largest;
}
