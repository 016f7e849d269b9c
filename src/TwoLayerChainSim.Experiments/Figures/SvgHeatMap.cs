using System.Globalization;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>
/// Draws a <see cref="HeatMapFigure"/>: darker is more, and each cell has its number, so that it can be read in grey and
/// without comparing shades.
/// </summary>
public static class SvgHeatMap
{
    private const double TextSize = 8;
    private const double PointsPerMillimetre = 72 / 25.4;
    private const double RowHeight = 22;
    private const string White = "#FFFFFF";

    /// <summary>Nearly black and white: a dark page must not exchange the ink of cells, whose shades stay.</summary>
    private const string DarkInk = "#010101";
    private const string LightInk = "#FEFEFE";

    private static readonly (double Red, double Green, double Blue) Least = (247, 251, 255);
    private static readonly (double Red, double Green, double Blue) Most = (8, 48, 107);

    /// <summary>The figure as SVG text.</summary>
    /// <param name="figure">The figure.</param>
    public static string Draw(HeatMapFigure figure)
    {
        var (columns, rows) = (figure.Columns, figure.Rows);
        var width = figure.WidthMillimetres * PointsPerMillimetre;
        var left = (1.75 * TextSize) + 5 + rows.Max(row => FigureText.Width(FigureText.OfTick(row), TextSize));
        var (top, right) = (2.2 * TextSize, width - 4);
        var bottom = top + (rows.Count * RowHeight);
        var height = bottom + (2.9 * TextSize);
        var cellWidth = (right - left) / columns.Count;
        using var canvas = new SvgCanvas(figure.Id, figure.Title, figure.Description, figure.WidthMillimetres, width, height);
        canvas.Rectangle(0, 0, width, height, White);
        canvas.Text((left + right) / 2, 1.3 * TextSize, figure.Value.TitleWithUnit, TextSize, TextAnchor.Middle);
        foreach (var cell in figure.Cells)
        {
            var x = left + (columns.IndexOf(cell.X) * cellWidth);
            var y = bottom - ((rows.IndexOf(cell.Y) + 1) * RowHeight);
            var (shade, ink) = Colors(cell.Value);
            canvas.Rectangle(x + 0.5, y + 0.5, cellWidth - 1, RowHeight - 1, shade);
            var number = cell.Value.ToString("0.00", CultureInfo.InvariantCulture);
            canvas.Text(x + (cellWidth / 2), y + (RowHeight / 2) + (0.35 * TextSize), number, TextSize, TextAnchor.Middle, ink);
        }

        for (var i = 0; i < columns.Count; i++)
        {
            canvas.Text(
                left + ((i + 0.5) * cellWidth), bottom + 3 + TextSize, FigureText.OfTick(columns[i]), TextSize, TextAnchor.Middle);
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var y = bottom - ((i + 0.5) * RowHeight);
            canvas.Text(left - 5, y + (0.35 * TextSize), FigureText.OfTick(rows[i]), TextSize, TextAnchor.End);
        }

        canvas.Text((left + right) / 2, height - 3, figure.X.TitleWithUnit, TextSize, TextAnchor.Middle);
        canvas.Text(TextSize, (top + bottom) / 2, figure.Y.TitleWithUnit, TextSize, TextAnchor.Middle, isVertical: true);
        return canvas.Finish();
    }

    /// <summary>The shade of a share, and ink of at least 4.5:1 contrast on it (WCAG 2.1).</summary>
    /// <param name="share">A share in [0, 1].</param>
    internal static (string Shade, string Ink) Colors(double share)
    {
        var red = Mixed(Least.Red, Most.Red, share);
        var green = Mixed(Least.Green, Most.Green, share);
        var blue = Mixed(Least.Blue, Most.Blue, share);
        var luminance = (0.2126 * Linear(red)) + (0.7152 * Linear(green)) + (0.0722 * Linear(blue));
        return (string.Create(CultureInfo.InvariantCulture, $"#{red:X2}{green:X2}{blue:X2}"), luminance < 0.179 ? LightInk : DarkInk);
    }

    private static int Mixed(double least, double most, double share) =>
        (int)Math.Round(least + ((most - least) * Math.Clamp(share, 0, 1)));

    private static double Linear(int channel) =>
        channel / 255.0 <= 0.04045 ? channel / 255.0 / 12.92 : Math.Pow(((channel / 255.0) + 0.055) / 1.055, 2.4);

    private static int IndexOf(this IReadOnlyList<double> values, double value)
    {
        var index = 0;
        while (values[index] != value)
        {
            index++;
        }

        return index;
    }
}
