using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>Where things are in a chart, in points: the plot rectangle and the maps from values to positions.</summary>
internal sealed class ChartFrame
{
    /// <summary>Distance from the plot to the markers of the names.</summary>
    public const double LeaderLength = 12;

    private const double PointsPerMillimetre = 72 / 25.4;
    private readonly bool _isLogX;
    private readonly bool _isLogY;

    public ChartFrame(LineFigure figure, double textSize)
    {
        var points = figure.Curves.SelectMany(curve => curve.Points).ToArray();
        Require.That(points.Length > 0, $"figure {figure.Id} has no point");
        (_isLogX, _isLogY) = (figure.X.IsLogarithmic, figure.Y.IsLogarithmic);
        Width = figure.WidthMillimetres * PointsPerMillimetre;
        Height = figure.WidthMillimetres == LineFigure.OneColumn ? 0.66 * Width : 0.48 * Width;
        XTicks = Ticks(points.Select(p => p.X), _isLogX, figure.WidthMillimetres == LineFigure.OneColumn ? 5 : 10);
        YTicks = Ticks(points.SelectMany(Extent), _isLogY, 5);

        var names = figure.Curves.Max(curve => FigureText.Width(SchemeStyle.Of(curve.Scheme).Label, textSize));
        Left = (1.75 * textSize) + 5 + YTicks.Major.Max(tick => FigureText.Width(FigureText.OfTick(tick), textSize));
        Right = Width - names - LeaderLength - 6;
        Top = 0.75 * textSize;
        Bottom = Height - (2.9 * textSize);
    }

    public double Width { get; }

    public double Height { get; }

    public double Left { get; }

    public double Right { get; }

    public double Top { get; }

    public double Bottom { get; }

    public Ticks XTicks { get; }

    public Ticks YTicks { get; }

    public double X(double value) => Left + ((Right - Left) * Share(value, XTicks, _isLogX));

    public double Y(double value) => Bottom - ((Bottom - Top) * Share(value, YTicks, _isLogY));

    private static double Share(double value, Ticks ticks, bool isLog) => isLog
        ? Math.Log(Math.Max(value, ticks.Low) / ticks.Low) / Math.Log(ticks.High / ticks.Low)
        : (value - ticks.Low) / (ticks.High - ticks.Low);

    /// <summary>The mean and its interval; on a logarithmic axis an end at or below 0 is cut at the edge of the plot.</summary>
    private IEnumerable<double> Extent(CurvePoint point) =>
        new[] { point.Y, point.Estimate.Low ?? point.Y, point.Estimate.High ?? point.Y }.Where(value => !_isLogY || value > 0);

    private static Ticks Ticks(IEnumerable<double> values, bool isLog, int intervals)
    {
        var all = values.ToArray();
        return isLog
            ? Figures.Ticks.Logarithmic(all.Min(), all.Max())
            : Figures.Ticks.Linear(all.Min(), all.Max(), intervals);
    }
}
