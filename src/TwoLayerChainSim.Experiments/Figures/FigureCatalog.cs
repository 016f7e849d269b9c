using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>Every figure that is made when summary.csv has its rows. A new figure is one file and one line here.</summary>
public static class FigureCatalog
{
    /// <summary>The makers in the order of the report.</summary>
    public static IReadOnlyList<Func<IReadOnlyList<SummaryRow>, IReadOnlyList<LineFigure>>> All { get; } =
    [
        Fig5aAccuracy.From,
        Fig5bDelay.From,
    ];

    /// <summary>The figures that the rows allow.</summary>
    /// <param name="summary">The rows of summary.csv.</param>
    public static IReadOnlyList<LineFigure> From(IReadOnlyList<SummaryRow> summary) =>
        [.. All.SelectMany(maker => maker(summary))];
}
