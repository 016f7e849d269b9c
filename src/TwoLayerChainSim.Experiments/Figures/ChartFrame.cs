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
        (_isLogX, _isLogY) = (figure.X.IsLogarithmic, figure.Y.IsLogarithmic);
        Width = figure.WidthMillimetres * PointsPerMillimetre;
        Height = figure.WidthMillimetres == LineFigure.OneColumn ? 0.66 * Width : 0.48 * Width;
        XTicks = FigureTicks.OfX(figure);
        YTicks = FigureTicks.OfY(figure);

        var names = figure.Curves.Max(curve => FigureText.Width(curve.Style.Label, textSize));
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

    /// <summary>Position in [0, 1]; what lies beyond the axis is cut at its end.</summary>
    private static double Share(double value, Ticks ticks, bool isLog)
    {
        var inside = Math.Clamp(value, ticks.Low, ticks.High);
        return isLog
            ? Math.Log(inside / ticks.Low) / Math.Log(ticks.High / ticks.Low)
            : (inside - ticks.Low) / (ticks.High - ticks.Low);
    }
}
