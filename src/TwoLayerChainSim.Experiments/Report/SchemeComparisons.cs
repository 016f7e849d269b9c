using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>A scheme against another one, replication by replication.</summary>
/// <param name="First">The scheme.</param>
/// <param name="Other">The other scheme.</param>
/// <param name="Comparison">First minus other.</param>
/// <param name="AdjustedP">p value after Holm over the schemes compared; null when there are fewer than two pairs.</param>
public sealed record SchemeComparison(string First, string Other, PairedComparison Comparison, double? AdjustedP);

/// <summary>Compares schemes on one number, e.g. the accuracy of the last episode (TESTING.md Q11).</summary>
public static class SchemeComparisons
{
    /// <summary>The first scheme (two-layer where it is present) against each other one, in the order of legends.</summary>
    /// <param name="table">The rows of metrics.csv.</param>
    /// <param name="rows">The rows of a figure.</param>
    /// <param name="x">A position on its x axis.</param>
    public static IReadOnlyList<SchemeComparison> Of(MetricTable table, FigureRows rows, double x)
    {
        var values = table.Rows
            .Where(row => rows.XOf(row) == x)
            .GroupBy(row => row.Run.Scheme)
            .OrderBy(group => SchemeStyle.Rank(group.Key)).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (
                Scheme: group.Key,
                Values: group.ToDictionary(row => (row.Run.Seed, row.Run.Replication), row => row.Measurement.Value!.Value)))
            .ToArray();
        var comparisons = values.Skip(1).Select(other => PairedComparison.Of(values[0].Values, other.Values)).ToArray();
        var adjusted = PairedComparison.Holm([.. comparisons.Select(comparison => comparison.PValue)]);
        return [.. comparisons.Select(
            (comparison, i) => new SchemeComparison(values[0].Scheme, values[i + 1].Scheme, comparison, adjusted[i]))];
    }
}
