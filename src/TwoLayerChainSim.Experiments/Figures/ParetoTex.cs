using System.Globalization;
using System.Text;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>A <see cref="ParetoFigure"/> as LaTeX source for the package pgfplots that reads the table beside it.</summary>
internal static class ParetoTex
{
    /// <summary>The LaTeX source.</summary>
    /// <param name="figure">The figure.</param>
    public static string Write(ParetoFigure figure)
    {
        var panels = figure.Drawn.Skip(1).ToArray();
        var text = new StringBuilder()
            .Append("% \\usepackage{pgfplots}\\pgfplotsset{compat=1.18}\\usepgfplotslibrary{groupplots}\n")
            .Append("\\begin{tikzpicture}\n")
            .Append(CultureInfo.InvariantCulture, $"\\begin{{groupplot}}[group style={{group size={panels.Length} by 1,")
            .Append("horizontal sep=15mm},\n")
            .Append(CultureInfo.InvariantCulture, $" width={(figure.WidthMillimetres / panels.Length) - 2}mm,height=60mm,")
            .Append("table/col sep=comma,label style={font=\\small},tick label style={font=\\small,/pgf/number format/precision=4},\n")
            .Append(" error bars/x dir=both,error bars/x explicit,\n")
            .Append(" error bars/y dir=both,error bars/y explicit,legend columns=3,legend cell align=left,\n")
            .Append(" legend style={font=\\small,draw=none,at={(0,-0.3)},anchor=north west},\n")
            .Append(" scatter/classes={").AppendJoin(",", figure.Points.Select(point => Class(figure, point))).Append("}]\n");
        var x = ParetoFigure.Mean(figure.Quantities[figure.Drawn[0]]);
        foreach (var panel in panels)
        {
            var y = ParetoFigure.Mean(figure.Quantities[panel]);
            text.Append(CultureInfo.InvariantCulture, $"\\nextgroupplot[xlabel={{{Title(figure, figure.Drawn[0])}}},")
                .Append(CultureInfo.InvariantCulture, $"ylabel={{{Title(figure, panel)}}}]\n")
                .Append("\\addplot[only marks,scatter,scatter src=explicit symbolic]")
                .Append(CultureInfo.InvariantCulture, $" table[x={x},y={y},meta=point,")
                .Append(CultureInfo.InvariantCulture, $"{Errors("x", x)},{Errors("y", y)}]{{{figure.Id}.csv}};\n");
            if (panel == panels[0])
            {
                text.Append("\\legend{").AppendJoin(
                    ",", figure.Points.Select(point => $"{{{Pgfplots.Escape(figure.StyleOf(point).Label)}}}")).Append("}\n");
            }
        }

        return text.Append("\\end{groupplot}\n\\end{tikzpicture}\n").ToString();
    }

    private static string Title(ParetoFigure figure, int quantity) =>
        Pgfplots.Escape(figure.Quantities[quantity].Axis.TitleWithUnit);

    private static string Errors(string axis, string column) =>
        $"{axis} error plus expr=\\thisrow{{{column}_ci95_high}}-\\thisrow{{{column}}},"
        + $"{axis} error minus expr=\\thisrow{{{column}}}-\\thisrow{{{column}_ci95_low}}";

    private static string Class(ParetoFigure figure, ParetoPoint point)
    {
        var style = figure.StyleOf(point);
        var color = Pgfplots.Color(style.Color);
        return $"{point.Name}={{{Pgfplots.Mark(style)},draw={color},fill={(style.IsOpen ? "white" : color)}}}";
    }
}
