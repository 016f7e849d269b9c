using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Report;
using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>The tables that a verb prints.</summary>
/// <param name="Exact">For programs.</param>
/// <param name="Digest">For people.</param>
internal sealed record OutcomeTables(ImmutableArray<ResultTable> Exact, ImmutableArray<ResultTable> Digest)
{
    private static readonly ImmutableArray<Metric> OfAnEpisode =
    [
        Metrics.Accuracy, Metrics.Loss, Metrics.Delay, Metrics.TrainDelay, Metrics.UploadDelay, Metrics.LmucDelay,
        Metrics.CrossChainDelay, Metrics.GmucDelay, Metrics.DownloadDelay, Metrics.RestartDelay, Metrics.Selected,
        Metrics.Rejected, Metrics.ViewChanges,
    ];

    private static readonly ImmutableArray<Metric> OfItsIncentive =
    [
        Metrics.Energy, Metrics.Payment, Metrics.Abstaining, Metrics.Renegotiated, Metrics.Late, Metrics.TrainingFrequency,
        Metrics.SelectionHonest, Metrics.SelectionMalicious, Metrics.IncomeHonest, Metrics.IncomeMalicious,
    ];

    private static readonly ImmutableArray<Metric> OfCrowdsensing =
    [
        CrowdsensingMetrics.CollectDelay, CrowdsensingMetrics.Negotiations, CrowdsensingMetrics.Refusals,
        CrowdsensingMetrics.DataSubmitted, CrowdsensingMetrics.SamplesHeld, Metrics.Aggregated, CrowdsensingMetrics.InvalidUpdates,
        CrowdsensingMetrics.SensingPayment, CrowdsensingMetrics.BilledPayment, Metrics.Payment, CrowdsensingMetrics.Delivered,
        CrowdsensingMetrics.Cooperation,
    ];

    /// <summary>What the figures show: accuracy by episode and delay by devices.</summary>
    /// <param name="figures">The figures.</param>
    public static OutcomeTables OfComparison(IReadOnlyList<Figure> figures)
    {
        LineFigure[] curves = [.. figures.OfType<LineFigure>()];
        ParetoFigure[] weighed = [.. figures.OfType<ParetoFigure>()];
        ResultTable[] points = curves.Length > 0 || weighed.Length == 0 ? [Points(curves)] : [];
        return new([.. points, .. weighed.Select(Exactly)], [.. curves.Select(Curves), .. weighed.Select(Pareto)]);
    }

    /// <summary>What the verb stress found: every point of the failure probability, and every accuracy.</summary>
    /// <param name="published">What was published.</param>
    public static OutcomeTables OfStress(PublishedResults published)
    {
        var maps = published.Figures.OfType<HeatMapFigure>().Select(Map);
        var curves = published.Figures.OfType<LineFigure>().ToArray();
        return new([Points(curves), .. maps], [.. curves.Select(Curves), .. maps]);
    }

    /// <summary>The same with a further table, unless it is empty.</summary>
    /// <param name="table">The table.</param>
    public OutcomeTables And(ResultTable table) => table.Rows.IsEmpty ? this : new([.. Exact, table], [.. Digest, table]);

    /// <summary>One line an episode; people see the task when there are several.</summary>
    /// <param name="results">The result of one run.</param>
    /// <param name="hasIncentive">Whether devices are brought to work by something.</param>
    public static OutcomeTables OfEpisodes(IReadOnlyList<ReplicationResult> results, bool hasIncentive)
    {
        ImmutableArray<Metric> metrics = hasIncentive ? [.. OfAnEpisode, .. OfItsIncentive] : OfAnEpisode;
        var tasks = results.SelectMany(result => result.Measurements).Select(measurement => measurement.Task).Distinct().Count();
        var tables = new OutcomeTables(
            [Episodes("episodes", "Episodes", results, metrics, hasTask: true)],
            [Episodes("episodes", "Episodes", results, metrics, hasTask: tasks > 1)]);
        var sellsData = results.Any(result => result.Measurements.Any(
            measurement => measurement.Metric == CrowdsensingMetrics.Negotiations));
        return sellsData
            ? tables.And(Episodes("crowdsensing", "Data and payments", results, OfCrowdsensing, hasTask: tasks > 1))
            : tables;
    }

    /// <summary>Every point of the figures, a row each.</summary>
    /// <param name="figures">The figures.</param>
    public static ResultTable Points(IReadOnlyList<LineFigure> figures)
    {
        var rows =
            from figure in figures
            from curve in figure.Curves
            from point in curve.Points
            let estimate = point.Estimate
            select ImmutableArray.Create<ResultCell>(
                figure.Id, curve.Scheme, figure.X.Column, point.X, figure.Y.Column, figure.Y.Unit,
                estimate.Mean, estimate.Low, estimate.High, estimate.Count);
        return new(
            "points", "Points of the figures",
            ["figure", "scheme", "x_name", "x", "metric", "unit", "mean", "ci95_low", "ci95_high", "n"], [.. rows]);
    }

    /// <summary>A figure with its x positions in rows and its schemes in columns.</summary>
    private static ResultTable Curves(LineFigure figure) => new(
        figure.Id,
        $"{figure.Title}: {figure.Y.TitleWithUnit}, {figure.EstimateWords}",
        [figure.X.TitleWithUnit, .. figure.Curves.Select(curve => curve.Style.Label)],
        [
            .. figure.PositionsOfTable().Select(x => ImmutableArray.Create<ResultCell>(
                [x, .. figure.Curves.Select(curve => (ResultCell)Text(curve, x))])),
        ]);

    private static ResultTable Map(HeatMapFigure map) => new(
        map.Id,
        $"{map.Title}: {map.Value.TitleWithUnit}",
        [map.Y.TitleWithUnit, .. map.Columns.Select(x => $"{map.X.Title} {FigureText.OfTick(x)}")],
        [
            .. map.Rows.Select(y => ImmutableArray.Create<ResultCell>(
                [y, .. map.Columns.Select(x => (ResultCell)map.At(x, y)?.Estimate.Mean)])),
        ]);

    private static ResultTable Exactly(ParetoFigure figure)
    {
        const int words = 3;
        var table = figure.ToTable();
        return new(
            figure.Id, figure.Title, [.. table.Columns],
            [
                .. table.Rows.Select(row => ImmutableArray.Create<ResultCell>(
                    [.. row.Select((cell, i) => i < words ? cell : (ResultCell)CsvNumbers.TryParse(cell))])),
            ])
        {
            KeyColumns = words,
        };
    }

    private static ResultTable Pareto(ParetoFigure figure) => new(
        figure.Id,
        $"{figure.Title}: mean ± half width of the 95 % confidence interval",
        ["Scheme, incentive", .. figure.Quantities.Select(quantity => quantity.Axis.TitleWithUnit)],
        [
            .. figure.Points.Select(point => ImmutableArray.Create<ResultCell>(
                [figure.StyleOf(point).Label, .. point.Values.Select(value => (ResultCell)EstimateText.InTable(value))])),
        ]);

    private static ResultTable Episodes(
        string name, string title, IReadOnlyList<ReplicationResult> results, ImmutableArray<Metric> metrics, bool hasTask)
    {
        var rows =
            from result in results
            from measurement in result.Measurements
            where measurement.Episode is not null
            group measurement by (measurement.Task, Episode: measurement.Episode!.Value) into episode
            orderby episode.Key.Task, episode.Key.Episode
            select ImmutableArray.Create<ResultCell>(
                [
                    .. hasTask ? (ImmutableArray<ResultCell>)[episode.Key.Task] : [],
                    episode.Key.Episode,
                    .. metrics.Select(metric => (ResultCell)episode
                        .FirstOrDefault(measurement => measurement.Metric == metric).Value),
                ]);
        ImmutableArray<string> columns =
        [
            .. hasTask ? (ImmutableArray<string>)["task"] : [],
            "episode",
            .. metrics.Select(metric => metric.Unit == "1" ? metric.Name : $"{metric.Name}_{metric.Unit}"),
        ];
        return new(name, title, columns, [.. rows]) { KeyColumns = hasTask ? 2 : 1 };
    }

    private static string Text(Curve curve, double x)
    {
        var here = curve.Points.Where(point => point.X == x).ToArray();
        return here.Length == 0 ? "" : EstimateText.InTable(here[0].Estimate);
    }
}
