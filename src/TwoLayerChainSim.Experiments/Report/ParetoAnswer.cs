using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>What is won by which incentive, in words, from the tables alone.</summary>
internal static class ParetoAnswer
{
    /// <summary>Of each figure who is not dominated, and how much each incentive changes against the first one.</summary>
    /// <param name="table">The rows of metrics.csv.</param>
    /// <param name="figures">The figures.</param>
    public static IReadOnlyList<string> Of(MetricTable table, IReadOnlyList<ParetoFigure> figures) =>
        [.. figures.SelectMany(figure => Changes(table, figure).Prepend(Front(figure)))];

    private static string Front(ParetoFigure figure)
    {
        var quantities = string.Join(", ", figure.Drawn.Select(quantity => figure.Quantities[quantity].Axis.Column));
        var front = figure.Points.Where(point => figure.IsNotDominated(point, figure.Drawn)).Select(point => figure.StyleOf(point).Label);
        return $"Not dominated in {quantities} together, by the means: {string.Join("; ", front)}.";
    }

    private static IEnumerable<string> Changes(MetricTable table, ParetoFigure figure)
    {
        foreach (var scheme in figure.Points.GroupBy(point => point.Scheme))
        {
            var first = scheme.First();
            foreach (var other in scheme.Skip(1))
            {
                var changes = figure.Drawn.Select(quantity => figure.Quantities[quantity].Axis).Select(axis =>
                    $"{axis.Column} {EstimateText.OfDifference(Difference(table, other, first, axis))}"
                    + (axis.Unit == "1" ? string.Empty : $" {axis.Unit}"));
                var against = first.Incentive == "none" ? "no incentive" : SchemeStyle.Of(first.Incentive).Label;
                yield return $"{SchemeStyle.Of(other.Incentive).Label} against {against} in {SchemeStyle.Of(scheme.Key).Label}: "
                    + $"{string.Join(", ", changes)}.";
            }
        }
    }

    private static Estimate Difference(MetricTable table, ParetoPoint point, ParetoPoint other, FigureAxis axis) =>
        PairedComparison.Of(Values(table, point, axis), Values(table, other, axis)).Difference;

    /// <summary>The number of each replication: of the whole run, or of its last episode.</summary>
    private static Dictionary<(ulong Seed, int Replication), double> Values(MetricTable table, ParetoPoint point, FigureAxis axis) =>
        table.Rows
            .Where(row => row.Run.Scheme == point.Scheme && row.Run.ValueOf(ParetoFigures.Incentive) == point.Incentive)
            .Where(row => row.Measurement.Metric.Name == axis.Column && row.Measurement.Value is not null)
            .GroupBy(row => (row.Run.Seed, row.Run.Replication))
            .ToDictionary(
                run => run.Key, run => run.MaxBy(row => row.Measurement.Episode ?? int.MaxValue)!.Measurement.Value!.Value);
}
