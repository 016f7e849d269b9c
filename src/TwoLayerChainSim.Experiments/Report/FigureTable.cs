using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Figures;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>The points of a figure as a table for the screen and for programs, one row per point.</summary>
public static class FigureTable
{
    /// <summary>Columns: x, scheme, mean, ends of the 95 % confidence interval, replications used and censored.</summary>
    /// <param name="figure">The figure.</param>
    public static ResultTable Of(LineFigure figure)
    {
        var y = WideCsv.ColumnOf(figure.Y);
        var rows =
            from curve in figure.Curves
            from point in curve.Points
            select ImmutableArray.Create<ResultCell>(
                point.X, curve.Scheme, point.Y, point.Estimate.Low, point.Estimate.High, point.Estimate.Count, point.Censored);
        return new ResultTable(
            figure.Id, $"{figure.Title}: mean and 95 % confidence interval",
            [WideCsv.ColumnOf(figure.X), "scheme", y, $"{y}_ci95_low", $"{y}_ci95_high", "n", "censored"], [.. rows]);
    }
}
