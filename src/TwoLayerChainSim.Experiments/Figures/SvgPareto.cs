namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>Draws a <see cref="ParetoFigure"/>: panels side by side over one legend.</summary>
public static class SvgPareto
{
    private const double TextSize = 8;
    private const double PointsPerMillimetre = 72 / 25.4;
    private const double PanelHeight = 140;
    private const double RingRadius = 5;
    private const double LegendRow = TextSize + 5;
    private const string Grid = "#D9D9D9";
    private const string White = "#FFFFFF";
    private const string Black = SchemeStyle.Black;

    /// <summary>The figure as SVG text.</summary>
    /// <param name="figure">The figure.</param>
    public static string Draw(ParetoFigure figure)
    {
        var width = figure.WidthMillimetres * PointsPerMillimetre;
        var panels = figure.Drawn.Skip(1).ToArray();
        var legend = Legend(figure, width);
        var bottom = (0.75 * TextSize) + PanelHeight;
        var legendTop = bottom + (4.4 * TextSize);
        var height = legendTop + ((legend.Max(entry => entry.Row) + 0.5) * LegendRow);
        using var canvas = new SvgCanvas(figure.Id, figure.Title, figure.Description, figure.WidthMillimetres, width, height);
        canvas.Rectangle(0, 0, width, height, White);
        for (var i = 0; i < panels.Length; i++)
        {
            new Panel(figure, panels[i], i * width / panels.Length, width / panels.Length, bottom).Draw(canvas);
        }

        foreach (var (point, text, x, row) in legend)
        {
            var y = legendTop + (row * LegendRow);
            if (point is null)
            {
                canvas.Circle(x, y, RingRadius, Black, "none");
            }
            else
            {
                SvgLineChart.DrawMarker(canvas, x, y, figure.StyleOf(point));
            }

            canvas.Text(x + 9, y + (0.35 * TextSize), text, TextSize, TextAnchor.Start);
        }

        return canvas.Finish();
    }

    private static List<(ParetoPoint? Point, string Text, double X, int Row)> Legend(ParetoFigure figure, double width)
    {
        (ParetoPoint? Point, string Text)[] entries =
        [
            .. figure.Points.Select(point => ((ParetoPoint?)point, figure.StyleOf(point).Label)),
            (null, "not dominated in the panel"),
        ];
        var room = 24 + entries.Max(entry => FigureText.Width(entry.Text, TextSize));
        var columns = Math.Clamp((int)(width / room), 1, entries.Length);
        return
        [
            .. entries.Select((entry, i) => (entry.Point, entry.Text, 12 + (i % columns * room), i / columns)),
        ];
    }

    /// <summary>One quantity against that of the x axis.</summary>
    private sealed class Panel
    {
        private readonly ParetoFigure _figure;
        private readonly int _quantity;
        private readonly Ticks _x;
        private readonly Ticks _y;
        private readonly (double Left, double Right, double Top, double Bottom) _plot;
        private readonly double _titleX;

        public Panel(ParetoFigure figure, int quantity, double from, double width, double bottom)
        {
            (_figure, _quantity) = (figure, quantity);
            (_x, _y) = (figure.TicksOf(figure.Drawn[0]), figure.TicksOf(quantity));
            var numbers = _y.Major.Max(tick => FigureText.Width(FigureText.OfTick(tick), TextSize));
            _titleX = from + TextSize;
            _plot = (from + (1.75 * TextSize) + 5 + numbers, from + width - 8, 0.75 * TextSize, bottom);
        }

        public void Draw(SvgCanvas canvas)
        {
            DrawAxes(canvas);
            foreach (var point in _figure.Points.Reverse())
            {
                DrawPoint(canvas, point);
            }
        }

        private void DrawAxes(SvgCanvas canvas)
        {
            var (left, right, top, bottom) = _plot;
            foreach (var tick in _y.Major)
            {
                canvas.Line(left, Y(tick), right, Y(tick), Grid);
                canvas.Line(left - 3, Y(tick), left, Y(tick), Black);
                canvas.Text(left - 5, Y(tick) + (0.35 * TextSize), FigureText.OfTick(tick), TextSize, TextAnchor.End);
            }

            foreach (var tick in _x.Major)
            {
                canvas.Line(X(tick), bottom, X(tick), bottom + 3, Black);
                canvas.Text(X(tick), bottom + 3 + TextSize, FigureText.OfTick(tick), TextSize, TextAnchor.Middle);
            }

            canvas.Line(left, top, left, bottom, Black);
            canvas.Line(left, bottom, right, bottom, Black);
            var (across, up) = (_figure.Quantities[_figure.Drawn[0]].Axis, _figure.Quantities[_quantity].Axis);
            canvas.Text((left + right) / 2, bottom + (2.7 * TextSize), across.TitleWithUnit, TextSize, TextAnchor.Middle);
            canvas.Text(_titleX, (top + bottom) / 2, up.TitleWithUnit, TextSize, TextAnchor.Middle, isVertical: true);
        }

        private void DrawPoint(SvgCanvas canvas, ParetoPoint point)
        {
            var style = _figure.StyleOf(point);
            var (across, up) = (point.Values[_figure.Drawn[0]], point.Values[_quantity]);
            var (x, y) = (X(across.Mean!.Value), Y(up.Mean!.Value));
            if (across is { Low: { } left, High: { } right })
            {
                canvas.Line(X(left), y, X(right), y, style.Color);
            }

            if (up is { Low: { } low, High: { } high })
            {
                canvas.Line(x, Y(low), x, Y(high), style.Color);
            }

            SvgLineChart.DrawMarker(canvas, x, y, style);
            if (_figure.IsNotDominated(point, [_figure.Drawn[0], _quantity]))
            {
                canvas.Circle(x, y, RingRadius, Black, "none");
            }
        }

        private double X(double value) => _plot.Left + ((_plot.Right - _plot.Left) * Share(value, _x));

        private double Y(double value) => _plot.Bottom - ((_plot.Bottom - _plot.Top) * Share(value, _y));

        private static double Share(double value, Ticks ticks) =>
            (Math.Clamp(value, ticks.Low, ticks.High) - ticks.Low) / (ticks.High - ticks.Low);
    }
}
