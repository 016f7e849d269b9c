using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>The axes of a figure: the same in SVG and in LaTeX.</summary>
internal static class FigureTicks
{
    /// <summary>On a logarithmic axis an interval reaches at most this factor below the smallest mean.</summary>
    private const double MostBelow = 10;

    private const int IntervalsInOneColumn = 5;
    private const int IntervalsInTwoColumns = 10;

    /// <summary>Ticks of the horizontal axis; between whole numbers no tick has a fraction.</summary>
    public static Ticks OfX(LineFigure figure)
    {
        double[] positions = [.. Points(figure).Select(point => point.X)];
        var most = figure.WidthMillimetres == LineFigure.OneColumn ? IntervalsInOneColumn : IntervalsInTwoColumns;
        var intervals = positions.All(double.IsInteger) ? Math.Clamp(positions.Max() - positions.Min(), 1, most) : most;
        return Of(positions, figure.X.IsLogarithmic, (int)intervals);
    }

    /// <summary>Ticks of the vertical axis, which shows the means and their intervals as far as the quantity can reach.</summary>
    public static Ticks OfY(LineFigure figure)
    {
        var axis = figure.Y;
        var points = Points(figure);
        var lowest = axis.IsLogarithmic ? points.Min(point => point.Y) / MostBelow : axis.Lowest;
        var ends = points
            .SelectMany(point => new[] { point.Estimate.Low ?? point.Y, point.Estimate.High ?? point.Y })
            .Select(end => Math.Clamp(end, lowest, axis.Highest));
        return Of(points.Select(point => point.Y).Concat(ends), axis.IsLogarithmic, IntervalsInOneColumn);
    }

    private static CurvePoint[] Points(LineFigure figure)
    {
        var points = figure.Curves.SelectMany(curve => curve.Points).ToArray();
        Require.That(points.Length > 0, $"figure {figure.Id} has no point");
        return points;
    }

    private static Ticks Of(IEnumerable<double> values, bool isLogarithmic, int intervals)
    {
        var all = values.ToArray();
        return isLogarithmic ? Ticks.Logarithmic(all.Min(), all.Max()) : Ticks.Linear(all.Min(), all.Max(), intervals);
    }
}
