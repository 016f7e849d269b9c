using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>Accuracy of the global model against the episode (Feng et al. 2022, Fig. 5a).</summary>
public static class Fig5aAccuracy
{
    /// <summary>The figure for each task and each point of a sweep that measured accuracy; none when nothing was learned.</summary>
    /// <param name="summary">The rows of summary.csv.</param>
    public static IReadOnlyList<LineFigure> From(IReadOnlyList<SummaryRow> summary)
    {
        var panels = FigureRows.Panels(summary, Metrics.Accuracy, xKey: null);
        return
        [
            .. panels.Select(panel => new LineFigure
            {
                Id = panel.Rows.FileName("fig5a", panels.Count),
                Title = panel.Rows.Title("Accuracy by episode", panels.Count),
                Description = "Share of the test set that the global model classifies correctly, against the episode, one curve per "
                    + "scheme. Bands are 95 % confidence intervals of the mean over replications.",
                Rows = panel.Rows,
                X = new FigureAxis("episode", "Episode", "1"),
                Y = new FigureAxis(Metrics.Accuracy.Name, "Test accuracy (fraction)", Metrics.Accuracy.Unit)
                {
                    Lowest = 0,
                    Highest = 1,
                },
                Words = new FigureWords("after episode {0}", "more accurate", "less accurate"),
                Curves = panel.Curves,
            }),
        ];
    }
}
