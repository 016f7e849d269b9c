namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>Draws a <see cref="LineFigure"/>: bands, dashed lines, markers, and each curve's name at its end.</summary>
public static class SvgLineChart
{
    private const double TextSize = 8;
    private const double MarkerRadius = 2.2;
    private const double LineWidth = 1.25;
    private const int MostMarkers = 8;
    private const string Grid = "#D9D9D9";
    private const string White = "#FFFFFF";
    private const string Black = SchemeStyle.Black;

    /// <summary>The figure as SVG text.</summary>
    /// <param name="figure">The figure.</param>
    public static string Draw(LineFigure figure)
    {
        var frame = new ChartFrame(figure, TextSize);
        using var canvas = new SvgCanvas(
            figure.Id, figure.Title, figure.Description, figure.WidthMillimetres, frame.Width, frame.Height);
        canvas.Rectangle(0, 0, frame.Width, frame.Height, White);
        DrawAxes(canvas, frame, figure);
        foreach (var curve in figure.Curves.Reverse())
        {
            DrawBands(canvas, frame, curve);
        }

        DrawLabels(canvas, frame, figure.Curves);

        // The first curve is the most important and is drawn over the others.
        for (var i = figure.Curves.Count - 1; i >= 0; i--)
        {
            DrawCurve(canvas, frame, figure.Curves[i], i, figure.Curves.Count);
        }

        return canvas.Finish();
    }

    private static void DrawAxes(SvgCanvas canvas, ChartFrame frame, LineFigure figure)
    {
        foreach (var tick in frame.YTicks.Major)
        {
            var y = frame.Y(tick);
            canvas.Line(frame.Left, y, frame.Right, y, Grid);
            canvas.Line(frame.Left - 3, y, frame.Left, y, Black);
            canvas.Text(frame.Left - 5, y + (0.35 * TextSize), FigureText.OfTick(tick), TextSize, TextAnchor.End);
        }

        foreach (var tick in frame.YTicks.Minor)
        {
            canvas.Line(frame.Left - 1.5, frame.Y(tick), frame.Left, frame.Y(tick), Black);
        }

        foreach (var tick in frame.XTicks.Major)
        {
            canvas.Line(frame.X(tick), frame.Bottom, frame.X(tick), frame.Bottom + 3, Black);
            canvas.Text(frame.X(tick), frame.Bottom + 3 + TextSize, FigureText.OfTick(tick), TextSize, TextAnchor.Middle);
        }

        canvas.Line(frame.Left, frame.Top, frame.Left, frame.Bottom, Black);
        canvas.Line(frame.Left, frame.Bottom, frame.Right, frame.Bottom, Black);
        canvas.Text(
            (frame.Left + frame.Right) / 2, frame.Height - 3, figure.X.TitleWithUnit, TextSize, TextAnchor.Middle);
        canvas.Text(TextSize, (frame.Top + frame.Bottom) / 2, figure.Y.TitleWithUnit, TextSize, TextAnchor.Middle, isVertical: true);
    }

    /// <summary>One band for each run of neighbouring points that have an interval.</summary>
    private static void DrawBands(SvgCanvas canvas, ChartFrame frame, Curve curve)
    {
        var run = new List<CurvePoint>();
        foreach (var point in curve.Points.Append(default))
        {
            if (point.Estimate.HalfWidth is not null)
            {
                run.Add(point);
                continue;
            }

            if (run.Count > 1)
            {
                var upper = run.Select(p => (frame.X(p.X), frame.Y(p.Estimate.High!.Value)));
                var lower = run.AsEnumerable().Reverse().Select(p => (frame.X(p.X), frame.Y(p.Estimate.Low!.Value)));
                canvas.Band(upper.Concat(lower), curve.Style.Color);
            }

            run.Clear();
        }
    }

    private static void DrawCurve(SvgCanvas canvas, ChartFrame frame, Curve curve, int index, int count)
    {
        var style = curve.Style;
        var points = curve.Points.Select(point => (X: frame.X(point.X), Y: frame.Y(point.Y))).ToArray();
        canvas.Polyline(points, style.Color, LineWidth, style.Dash);

        // Many points: every k-th has a marker, and each curve starts elsewhere so that markers do not hide each other.
        var step = (points.Length + MostMarkers - 1) / MostMarkers;
        for (var i = step * index / count; i < points.Length; i += step)
        {
            DrawMarker(canvas, points[i].X, points[i].Y, style);
        }
    }

    private static void DrawLabels(SvgCanvas canvas, ChartFrame frame, IReadOnlyList<Curve> curves)
    {
        var ends = curves.Where(curve => curve.Points.Count > 0).ToArray();
        var wanted = ends.Select(curve => frame.Y(curve.Points[^1].Y)).ToArray();
        var places = LabelPlaces.Spread(wanted, TextSize + 2, frame.Top, frame.Bottom);
        for (var i = 0; i < ends.Length; i++)
        {
            var style = ends[i].Style;
            var marker = frame.Right + ChartFrame.LeaderLength;
            canvas.Line(frame.X(ends[i].Points[^1].X), wanted[i], marker, places[i], style.Color);
            DrawMarker(canvas, marker, places[i], style);
            canvas.Text(marker + 5, places[i] + (0.35 * TextSize), style.Label, TextSize, TextAnchor.Start);
        }
    }

    internal static void DrawMarker(SvgCanvas canvas, double x, double y, SchemeStyle style)
    {
        var fill = style.IsOpen ? White : style.Color;
        const double r = MarkerRadius;
        (double, double)[] outline = style.Marker switch
        {
            Marker.Circle => [],
            Marker.Square => [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
            Marker.Triangle => [(x, y - (1.25 * r)), (x + (1.2 * r), y + r), (x - (1.2 * r), y + r)],
            Marker.TriangleDown => [(x, y + (1.25 * r)), (x + (1.2 * r), y - r), (x - (1.2 * r), y - r)],
            _ => [(x, y - (1.4 * r)), (x + (1.4 * r), y), (x, y + (1.4 * r)), (x - (1.4 * r), y)],
        };
        if (outline.Length == 0)
        {
            canvas.Circle(x, y, r, style.Color, fill);
        }
        else
        {
            canvas.Shape(outline, style.Color, fill);
        }
    }
}
