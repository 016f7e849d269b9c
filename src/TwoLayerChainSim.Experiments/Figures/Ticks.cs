using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>The range of an axis and where its ticks are.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Major">Ticks with a number.</param>
/// <param name="Minor">Ticks without a number.</param>
public sealed record Ticks(double Low, double High, IReadOnlyList<double> Major, IReadOnlyList<double> Minor)
{
    /// <summary>Ticks at multiples of 1, 2 or 5 times a power of ten that enclose the data.</summary>
    /// <param name="low">Smallest value.</param>
    /// <param name="high">Largest value.</param>
    /// <param name="intervals">Wanted number of intervals between ticks, at least 1.</param>
    public static Ticks Linear(double low, double high, int intervals)
    {
        Require.That(double.IsFinite(low) && double.IsFinite(high) && low <= high, $"[{low}, {high}] is not a range");
        var span = high > low ? high - low : Math.Max(Math.Abs(low), 1);
        var rough = span / intervals;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1, 2, 5, 10 }.First(factor => factor * power >= rough * (1 - 1e-9)) * power;
        var first = (long)Math.Floor((low / step) + 1e-9);
        var last = Math.Max((long)Math.Ceiling((high / step) - 1e-9), first + 1);
        double[] major = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Clean((first + i) * step, power))];
        return new Ticks(major[0], major[^1], major, []);
    }

    /// <summary>
    /// A logarithmic axis between 1, 2 or 5 times powers of ten that enclose the data; all of these have a number when the
    /// data spans at most two decades, else only the powers.
    /// </summary>
    /// <param name="low">Smallest value, above 0.</param>
    /// <param name="high">Largest value.</param>
    public static Ticks Logarithmic(double low, double high)
    {
        Require.That(low > 0 && low <= high && double.IsFinite(high), $"[{low}, {high}] is not a range of positive numbers");
        var firstPower = (int)Math.Floor(Math.Log10(low));
        var lastPower = (int)Math.Ceiling(Math.Log10(high) + 1e-12);
        double[] Multiples(params int[] factors) =>
        [
            .. Enumerable.Range(firstPower, lastPower - firstPower + 1)
                .SelectMany(power => factors.Select(factor => factor * Math.Pow(10, power))),
        ];
        var ends = Multiples(1, 2, 5);
        var from = ends.Last(tick => tick <= low * (1 + 1e-9));
        var to = ends.First(tick => tick >= high * (1 - 1e-9) && tick > from);
        var numbered = high / low <= 100 ? ends : Multiples(1);
        double[] major = [.. numbered.Where(tick => tick >= from && tick <= to)];
        double[] minor = [.. Multiples(1, 2, 3, 4, 5, 6, 7, 8, 9).Where(tick => tick >= from && tick <= to && !major.Contains(tick))];
        return new Ticks(from, to, major, minor);
    }

    /// <summary>Removes the rounding of a product: 3 · 0.1 becomes 0.3.</summary>
    private static double Clean(double value, double power)
    {
        var digits = Math.Clamp(1 - (int)Math.Floor(Math.Log10(power)), 0, 15);
        return Math.Round(value, digits) + 0.0;
    }
}
