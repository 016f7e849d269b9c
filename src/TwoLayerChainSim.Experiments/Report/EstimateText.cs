using System.Globalization;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>Estimates for people: the half width with one or two significant digits, the mean with as many decimals.</summary>
internal static class EstimateText
{
    /// <summary>E.g. <c>0.925 ± 0.004</c>; without ± when one replication allows no interval.</summary>
    public static string Of(Estimate estimate)
    {
        if (estimate.Mean is not { } mean)
        {
            return "no value";
        }

        if (estimate.HalfWidth is not { } half)
        {
            return $"{Significant(mean, 4)} (one run)";
        }

        if (estimate is { StandardDeviation: null, Low: { } low, High: { } high })
        {
            // The interval of a share is not symmetric.
            return string.Create(CultureInfo.InvariantCulture, $"{mean:0.000} [{low:0.000}, {high:0.000}]");
        }

        var decimals = IsRounding(half, mean) ? Decimals(mean, 4) : DecimalsOfUncertainty(half);
        return $"{Fixed(mean, decimals)} ± {Fixed(half, decimals)}";
    }

    /// <summary>E.g. <c>0.925 ± 0.004</c>, or the mean alone; the number of replications is in a column of its own.</summary>
    public static string InTable(Estimate estimate) =>
        estimate is { Mean: { } mean, HalfWidth: null } ? Significant(mean, 4) : Of(estimate);

    /// <summary>E.g. <c>+0.12 (95 % CI +0.10 to +0.14)</c>.</summary>
    public static string OfDifference(Estimate difference)
    {
        if (difference is not { Mean: { } mean, Low: { } low, High: { } high })
        {
            return difference.Mean is { } only ? $"{Signed(only, Decimals(only, 3))} (one pair)" : "no pair";
        }

        var half = (high - low) / 2;
        var decimals = IsRounding(half, mean) ? Decimals(mean, 3) : DecimalsOfUncertainty(half);
        return $"{Signed(mean, decimals)} (95 % CI {Signed(low, decimals)} to {Signed(high, decimals)})";
    }

    /// <summary>A number with a few significant digits, never in exponent form.</summary>
    public static string Significant(double value, int digits) => Fixed(value, Decimals(value, digits));

    /// <summary>Whether a half width is only what rounding leaves of equal values, e.g. 1E-17 of 0.01.</summary>
    private static bool IsRounding(double half, double mean) => half <= 1e-12 * Math.Max(1, Math.Abs(mean));

    /// <summary>The rule of the Particle Data Group: two digits when they are 10 to 35, else one.</summary>
    private static int DecimalsOfUncertainty(double half)
    {
        var two = half / Math.Pow(10, Math.Floor(Math.Log10(half)) - 1);
        return Decimals(half, two < 35.5 ? 2 : 1);
    }

    private static int Decimals(double value, int digits) => value == 0
        ? 0
        : Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 12);

    private static string Fixed(double value, int decimals) =>
        (Math.Round(value, decimals) + 0.0).ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Signed(double value, int decimals) => (value > 0 ? "+" : string.Empty) + Fixed(value, decimals);
}
