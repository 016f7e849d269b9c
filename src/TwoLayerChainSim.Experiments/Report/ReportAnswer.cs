using System.Globalization;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>The answer in words: what each figure says, with numbers, from the tables alone.</summary>
internal static class ReportAnswer
{
    /// <summary>Chance of any false statement of a difference within one comparison of schemes.</summary>
    private const double Significance = 0.05;

    /// <summary>
    /// For each figure the values at the end of the x axis and how the first scheme compares there; for a swept key also the
    /// values at its start and the growth between.
    /// </summary>
    public static IReadOnlyList<string> Of(MetricTable table, IReadOnlyList<LineFigure> figures) =>
        [.. figures.SelectMany(figure => Sentences(table, figure).Select(sentence => PanelOf(figure, figures) + sentence))];

    /// <summary>E.g. <c>Task 1: </c> when the tasks have figures of their own.</summary>
    private static string PanelOf(LineFigure figure, IReadOnlyList<LineFigure> figures)
    {
        var panel = figure.Rows.Panel;
        var isOne = figures.Count(other => other.Rows with { Panel = panel } == figure.Rows) == 1;
        return isOne || panel.Length == 0 ? string.Empty : $"{char.ToUpperInvariant(panel[0])}{panel[1..]}: ";
    }

    private static IEnumerable<string> Sentences(MetricTable table, LineFigure figure)
    {
        var positions = figure.Curves.SelectMany(curve => curve.Points).Select(point => point.X).ToArray();
        var (first, last) = (positions.Min(), positions.Max());
        var quantity = figure.Y.TitleWithUnit;
        if (figure.Rows.XKey is null || first == last)
        {
            yield return $"{quantity} {At(figure, last)}: {Values(figure, last)}.";
        }
        else
        {
            yield return $"{quantity} {At(figure, first)}: {Values(figure, first)}.";
            yield return $"{quantity} {At(figure, last)}: {Values(figure, last)}.";
            yield return $"Growth factor between the two: {Growth(figure, first, last)}.";
        }

        foreach (var (scheme, other, comparison, p) in SchemeComparisons.Of(table, figure.Rows, last))
        {
            var difference = comparison.Difference;
            var finding = p is null ? "cannot be compared statistically with"
                : p >= Significance ? "is not shown to differ from"
                : difference.Mean > 0 ? $"is {figure.Words.More} than" : $"is {figure.Words.Less} than";
            var unpaired = comparison.Unpaired > 0 ? $", without a partner {comparison.Unpaired}" : string.Empty;
            yield return $"{SchemeStyle.Of(scheme).Label} {finding} {SchemeStyle.Of(other).Label} {At(figure, last)}: difference "
                + $"{EstimateText.OfDifference(difference)}, {difference.Count} pairs of replications{unpaired}.";
        }
    }

    private static string At(LineFigure figure, double x) =>
        string.Format(CultureInfo.InvariantCulture, figure.Words.At, FigureText.OfTick(x));

    private static string Values(LineFigure figure, double x) => string.Join(", ", figure.Curves
        .Where(curve => PointAt(curve, x) is not null)
        .Select(curve => $"{Label(curve)} {EstimateText.Of(PointAt(curve, x)!.Value.Estimate)}"));

    private static string Growth(LineFigure figure, double first, double last) => string.Join(", ", figure.Curves
        .Where(curve => PointAt(curve, first) is { Y: > 0 } && PointAt(curve, last) is not null)
        .Select(curve => (Label: Label(curve), Factor: PointAt(curve, last)!.Value.Y / PointAt(curve, first)!.Value.Y))
        .Select(curve => $"{curve.Label} {EstimateText.Significant(curve.Factor, 2)}"));

    private static CurvePoint? PointAt(Curve curve, double x) =>
        curve.Points.Where(point => point.X == x).Select(point => (CurvePoint?)point).FirstOrDefault();

    private static string Label(Curve curve) => SchemeStyle.Of(curve.Scheme).Label;
}
