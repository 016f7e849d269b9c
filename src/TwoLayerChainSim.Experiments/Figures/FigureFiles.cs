using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>A figure in its three forms: drawn, as a table, and as LaTeX source that reads the table.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Svg">Content of the SVG file.</param>
/// <param name="Table">The table.</param>
/// <param name="Tex">Content of the pgfplots file.</param>
public sealed record FigureFiles(Figure Figure, string Svg, CsvTable Table, string Tex)
{
    /// <summary>All forms of a figure.</summary>
    /// <param name="figure">The figure.</param>
    public static FigureFiles Of(Figure figure) => new(figure, figure.ToSvg(), figure.ToTable(), figure.ToTex());

    /// <summary>Writes all forms below <c>figures/</c>.</summary>
    /// <param name="folder">The result folder.</param>
    /// <returns>The description of the table.</returns>
    public TableDescription WriteTo(ResultFolder folder)
    {
        var path = $"figures/{Figure.Id}";
        folder.Write($"{path}.svg", Svg);
        folder.Write($"{path}.tex", Tex);
        var csv = folder.Write($"{path}.csv", Table.ToCsv(), Table.Rows.Count);
        return Figure.Describe(csv);
    }
}
