using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>Delay of an episode against the number of devices per MEC node (Feng et al. 2022, Fig. 5b).</summary>
public static class Fig5bDelay
{
    /// <summary>The swept key on the x axis.</summary>
    public const string DevicesPerMec = "network.devices-per-mec";

    /// <summary>Largest over smallest delay from which the axis is logarithmic: below, curves are easier to compare by eye.</summary>
    private const double LogarithmicFrom = 20;

    /// <summary>The figure for each point of the other swept keys; none when the number of devices is not swept.</summary>
    /// <param name="summary">The rows of summary.csv.</param>
    public static IReadOnlyList<LineFigure> From(IReadOnlyList<SummaryRow> summary)
    {
        var panels = FigureRows.Panels(summary, Metrics.Delay, DevicesPerMec);
        return [.. panels.Select(panel => Figure(panel.Rows, panel.Curves, panels.Count))];
    }

    private static LineFigure Figure(FigureRows rows, IReadOnlyList<Curve> curves, int panels)
    {
        var delays = curves.SelectMany(curve => curve.Points).Select(point => point.Y).ToArray();
        var isLogarithmic = delays.Min() > 0 && delays.Max() / delays.Min() >= LogarithmicFrom;
        return new LineFigure
        {
            Id = rows.FileName("fig5b", panels),
            Title = rows.Title("Delay by number of devices", panels),
            Description = "Simulated time of an episode against the number of devices per MEC node, one curve per scheme. Bands "
                + "are 95 % confidence intervals of the mean over replications."
                + (isLogarithmic ? " The vertical axis is logarithmic." : string.Empty),
            Rows = rows,
            X = new FigureAxis("devices_per_mec", "Devices per MEC node", "1"),
            Y = new FigureAxis(Metrics.Delay.Name, "Delay of an episode", Metrics.Delay.Unit, isLogarithmic) { Lowest = 0 },
            Words = new FigureWords("with {0} devices per MEC node", "slower", "faster"),
            Curves = curves,
        };
    }
}
