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
}
