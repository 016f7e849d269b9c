using System.Globalization;
using System.Text;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>
/// A figure as LaTeX source for the package pgfplots; it reads the wide CSV beside it, so numbers can be changed or restyled
/// without the simulator. Compiled with pgfplots 1.18.1.
/// </summary>
public static class Pgfplots
{
    /// <summary>TeX runs out of memory between 8 000 and 20 000 points; above this number every k-th is drawn.</summary>
    public const int MostPoints = 2000;

    /// <summary>The LaTeX source.</summary>
    /// <param name="figure">The figure.</param>
    public static string Write(LineFigure figure)
    {
        var file = $"{figure.Id}.csv";
        var x = WideCsv.ColumnOf(figure.X);
        var text = new StringBuilder()
            .Append("% \\usepackage{pgfplots}\\pgfplotsset{compat=1.18}\\usepgfplotslibrary{fillbetween}\n")
            .Append("\\begin{tikzpicture}\n")
            .Append(Axis(figure));
        for (var i = 0; i < figure.Curves.Count; i++)
        {
            var curve = figure.Curves[i];
            var style = curve.Style;
            var color = Color(style.Color);
            if (curve.Points.Count(point => point.Estimate.HalfWidth is not null) > 1)
            {
                foreach (var (path, column) in new[] { ("low", WideCsv.Low(figure, curve)), ("high", WideCsv.High(figure, curve)) })
                {
                    text.Append(CultureInfo.InvariantCulture, $"\\addplot[name path={path}{i},draw=none,forget plot]")
                        .Append(CultureInfo.InvariantCulture, $" table[x={x},y={column}]{{{file}}};\n");
                }

                text.Append(CultureInfo.InvariantCulture, $"\\addplot[color={color},opacity=0.18,forget plot]")
                    .Append(CultureInfo.InvariantCulture, $" fill between[of=low{i} and high{i}];\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"\\addplot[color={color},{Dash(style)}{Mark(style)}]")
                .Append(CultureInfo.InvariantCulture, $" table[x={x},y={WideCsv.Mean(figure, curve)}]{{{file}}};")
                .Append(CultureInfo.InvariantCulture, $" \\addlegendentry{{{Escape(style.Label)}}}\n");
        }

        return text.Append("\\end{axis}\n\\end{tikzpicture}\n").ToString();
    }

    private static string Axis(LineFigure figure)
    {
        const int columnsOfACurve = 3;
        var points = figure.Curves.Sum(curve => curve.Points.Count) * columnsOfACurve;
        var every = (points + MostPoints - 1) / MostPoints;
        var (x, y) = (FigureTicks.OfX(figure), FigureTicks.OfY(figure));
        string[] options =
        [
            $"width={figure.WidthMillimetres}mm", "height=60mm", "table/col sep=comma",
            FormattableString.Invariant($"xmin={x.Low},xmax={x.High},ymin={y.Low},ymax={y.High}"),
            $"xlabel={{{Escape(figure.X.TitleWithUnit)}}}", $"ylabel={{{Escape(figure.Y.TitleWithUnit)}}}",
            .. figure.X.IsLogarithmic ? ["xmode=log"] : Array.Empty<string>(),
            .. figure.Y.IsLogarithmic ? ["ymode=log"] : Array.Empty<string>(),
            .. every > 1 ? [$"each nth point={every}", "filter discard warning=false"] : Array.Empty<string>(),
            "label style={font=\\small}", "tick label style={font=\\small}",
            "every axis plot/.append style={line width=1pt}", "mark repeat=" + Repeat(figure),
            "legend style={font=\\small,at={(0.5,1.03)},anchor=south,draw=none}", "legend columns=2", "legend cell align=left",
        ];
        return $"\\begin{{axis}}[{string.Join(",\n ", options)}]\n";
    }

    private static string Repeat(LineFigure figure) =>
        Math.Max(1, figure.Curves.Max(curve => curve.Points.Count) / 10).ToString(CultureInfo.InvariantCulture);

    internal static string Color(string color)
    {
        var (red, green, blue) = (Part(color[1..3]), Part(color[3..5]), Part(color[5..7]));
        return FormattableString.Invariant($"{{rgb,255:red,{red};green,{green};blue,{blue}}}");
    }

    private static int Part(string hexadecimal) => int.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Dash(SchemeStyle style)
    {
        if (style.Dash.Length == 0)
        {
            return string.Empty;
        }

        var lengths = style.Dash.Split(' ');
        var pattern = lengths.Select((length, i) => $"{(i % 2 == 0 ? "on" : "off")} {length}pt");
        return $"dash pattern={string.Join(' ', pattern)},";
    }

    internal static string Mark(SchemeStyle style)
    {
        var filled = style.IsOpen ? string.Empty : "*";
        var mark = style.Marker switch
        {
            Marker.Circle => style.IsOpen ? "o" : "*",
            Marker.Square => "square" + filled,
            Marker.Diamond => "diamond" + filled,
            _ => "triangle" + filled,
        };
        return $"mark={mark},mark options={{solid{(style.Marker == Marker.TriangleDown ? ",rotate=180" : string.Empty)}}}";
    }

    internal static string Escape(string text) => string.Concat(text.Select(character =>
        "#$%&_{}".Contains(character, StringComparison.Ordinal) ? $"\\{character}" : $"{character}"));
}
