using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>
/// Which rows of metrics.csv and summary.csv a figure shows: one metric against the episode or against a swept key, for one
/// panel, that is one combination of the task and the other swept keys.
/// </summary>
/// <param name="Metric">The metric.</param>
/// <param name="XKey">The swept key on the x axis; null when the episode is there.</param>
/// <param name="Panel">The combination, e.g. <c>network.mec-nodes = 3, task digits</c>; empty when nothing else varies.</param>
public sealed record FigureRows(Metric Metric, string? XKey, string Panel)
{
    /// <summary>The panels that the rows allow, each with its curves, in the order of the rows.</summary>
    /// <param name="summary">The rows of summary.csv.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="xKey">The swept key on the x axis; null for the episode.</param>
    public static IReadOnlyList<(FigureRows Rows, IReadOnlyList<Curve> Curves)> Panels(
        IReadOnlyList<SummaryRow> summary, Metric metric, string? xKey)
    {
        var panels = summary
            .Where(row => row.Metric == metric && row.Estimate.Mean is not null && X(xKey, row.Swept, row.Episode) is not null)
            .GroupBy(row => PanelOf(xKey, row.Swept, row.Task));
        return [.. panels.Select(panel => (new FigureRows(metric, xKey, panel.Key), CurvesOf(panel, xKey)))];
    }

    /// <summary>Position of a row on the x axis; null when the figure does not show the row.</summary>
    /// <param name="row">A row of metrics.csv.</param>
    public double? XOf(MetricRow row)
    {
        var (metric, value, episode, task) = row.Measurement;
        return metric == Metric && value is not null && PanelOf(XKey, row.Run.Swept, task) == Panel
            ? X(XKey, row.Run.Swept, episode)
            : null;
    }

    /// <summary>A name of files: the figure's, with the panel when the figure has several.</summary>
    /// <param name="figure">Name of the figure, e.g. <c>fig5b</c>.</param>
    /// <param name="panels">Number of panels.</param>
    public string FileName(string figure, int panels)
    {
        var panel = string.Concat(Panel.Split([' ', '=', ','], StringSplitOptions.RemoveEmptyEntries).Select(word => $"-{word}"));
        return panels == 1 ? figure : figure + panel;
    }

    /// <summary>A title: the figure's, with the panel when the figure has several.</summary>
    /// <param name="title">Title of the figure.</param>
    /// <param name="panels">Number of panels.</param>
    public string Title(string title, int panels) => panels == 1 || Panel.Length == 0 ? title : $"{title}, {Panel}";

    private static IReadOnlyList<Curve> CurvesOf(IEnumerable<SummaryRow> rows, string? xKey) =>
    [
        .. rows.GroupBy(row => row.Scheme)
            .OrderBy(scheme => SchemeStyle.Rank(scheme.Key)).ThenBy(scheme => scheme.Key, StringComparer.Ordinal)
            .Select(scheme => new Curve(
                scheme.Key,
                [
                    .. scheme.Select(row => new CurvePoint(X(xKey, row.Swept, row.Episode)!.Value, row.Estimate, row.Censored))
                        .OrderBy(point => point.X),
                ])),
    ];

    private static double? X(string? xKey, IReadOnlyList<SweptValue> swept, int? episode) => xKey is null
        ? episode
        : episode is null ? CsvNumbers.TryParse(swept.FirstOrDefault(value => value.Key == xKey).Value ?? string.Empty) : null;

    private static string PanelOf(string? xKey, IReadOnlyList<SweptValue> swept, string task)
    {
        var parts = swept.Where(value => value.Key != xKey).Select(value => $"{value.Key} = {value.Value}");
        return string.Join(", ", task.Length > 0 ? parts.Append($"task {task}") : parts);
    }
}
