using TwoLayerChainSim.Experiments.Report;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Reproduction;

/// <summary>The statistics by which claims about numbers are judged; the course of a curve is judged by <see cref="Shape"/>.</summary>
public static class Judge
{
    /// <summary>Differences below this, relative to what is compared, are rounding.</summary>
    private const double RelativeTolerance = 1e-9;

    /// <summary>A yes or no that the numbers give.</summary>
    /// <param name="reading">Reading of the paper.</param>
    /// <param name="isSo">True when the numbers say what the paper says.</param>
    /// <param name="found">The numbers.</param>
    public static Finding That(string reading, bool isSo, string found) =>
        new(reading, isSo ? ClaimVerdict.Reproduced : ClaimVerdict.Contradicted, found);

    /// <summary>Whether a difference claimed positive is so: its whole 95 % interval; noise cannot decide.</summary>
    /// <param name="reading">Reading of the paper.</param>
    /// <param name="difference">The difference; without an interval it is exact.</param>
    /// <param name="what">What was subtracted from what.</param>
    public static Finding Positive(string reading, Estimate difference, string what)
    {
        var verdict = difference switch
        {
            { Low: > 0 } or { Low: null, Mean: > 0 } => ClaimVerdict.Reproduced,
            { High: < 0 } or { Low: null } => ClaimVerdict.Contradicted,
            _ => ClaimVerdict.NotReproducible,
        };
        return new(reading, verdict, $"{what} {Text(difference)}");
    }

    /// <summary>Whether none of the others is better: the whole 95 % interval of the difference to each of them is at least 0.</summary>
    /// <param name="reading">Reading of the paper.</param>
    /// <param name="value">The value claimed to be the best.</param>
    /// <param name="others">The others with their names.</param>
    public static Finding Best(string reading, Estimate value, params IReadOnlyList<(string Name, Estimate Value)> others)
    {
        var rounding = RelativeTolerance * Math.Max(1, Math.Abs(value.Mean!.Value));
        var best = others.MaxBy(other => other.Value.Mean!.Value);
        var low = (value.Low ?? value.Mean!.Value) - others.Max(other => other.Value.High ?? other.Value.Mean!.Value);
        var high = (value.High ?? value.Mean!.Value) - (best.Value.Low ?? best.Value.Mean!.Value);
        return new(
            reading,
            low >= -rounding ? ClaimVerdict.Reproduced : high < -rounding ? ClaimVerdict.Contradicted : ClaimVerdict.NotReproducible,
            $"{Text(value)} against {Text(best.Value)} of {best.Name}");
    }

    /// <summary>Whether a level is where the axis of the figure puts it.</summary>
    /// <param name="reading">Reading of the paper.</param>
    /// <param name="value">The level.</param>
    /// <param name="low">Least value that fits the axis.</param>
    /// <param name="high">Greatest value that fits the axis.</param>
    /// <param name="unstated">What the level hangs on and the paper does not state; null when it states all of it.</param>
    public static Finding Level(string reading, double value, double low, double high, string? unstated = null)
    {
        var isInside = value >= low - RelativeTolerance && value <= high + RelativeTolerance;
        var found = $"{Text(value)}, {(isInside ? "within" : "outside")} {Text(low)} to {Text(high)}";
        return isInside ? new(reading, ClaimVerdict.Reproduced, found)
            : unstated is null ? new(reading, ClaimVerdict.Contradicted, found)
            : new(reading, ClaimVerdict.NotReproducible, $"{found}; {unstated}");
    }

    /// <summary>A number for people: 4 significant digits, without zeros at its end.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="digits">Significant digits, 1 to 12.</param>
    public static string Text(double value, int digits = 4)
    {
        if (Math.Abs(value) is >= 1e7 or (< 1e-6 and > 0))
        {
            return value.ToString("0.###e0", System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');
        }

        var text = EstimateText.Significant(value, digits);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>A mean with the half width of its interval, or an exact number.</summary>
    /// <param name="estimate">The estimate, which exists.</param>
    public static string Text(Estimate estimate) => estimate.HalfWidth switch
    {
        null => Text(estimate.Mean!.Value),
        <= RelativeTolerance => $"{Text(estimate.Mean!.Value)} ± 0",
        _ => EstimateText.Of(estimate),
    };
}
