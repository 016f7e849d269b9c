using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>A figure in all its forms, made of the tables of a result folder.</summary>
public abstract record Figure
{
    /// <summary>Width of one column of a journal, in millimetres.</summary>
    public const int OneColumn = 88;

    /// <summary>Width of two columns of a journal, in millimetres.</summary>
    public const int TwoColumns = 180;

    /// <summary>Name of the files, e.g. <c>fig5a</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What the figure shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What a reader who cannot see the figure must know, in a sentence or two.</summary>
    public required string Description { get; init; }

    /// <summary>Width in millimetres: <see cref="OneColumn"/> (default) or <see cref="TwoColumns"/>.</summary>
    public int WidthMillimetres { get; init; } = OneColumn;

    /// <summary>The figure as SVG text.</summary>
    public abstract string ToSvg();

    /// <summary>Its points as a table.</summary>
    public abstract CsvTable ToTable();

    /// <summary>The figure as LaTeX source that reads the table.</summary>
    public abstract string ToTex();

    /// <summary>The description of the table.</summary>
    /// <param name="file">The file as it was written.</param>
    public abstract TableDescription Describe(WrittenFile file);
}
