using System.Collections.Immutable;
using System.Globalization;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>The tables that a verb prints.</summary>
internal static class OutcomeTables
{
    /// <summary>Final accuracy of each scheme, and delay of each scheme by number of devices, with 95 % intervals.</summary>
    /// <param name="results">The results of all runs.</param>
    public static ImmutableArray<ResultTable> OfComparison(IReadOnlyList<ReplicationResult> results)
    {
        var accuracy =
            from result in results
            from measurement in result.Measurements
            where measurement.Metric == Metrics.Accuracy
            group (measurement.Episode, measurement.Value) by (result.Run.Scheme, measurement.Task, result.Run.Replication) into run
            let last = run.MaxBy(entry => entry.Episode).Value
            where last is not null
            group last.Value by (run.Key.Scheme, run.Key.Task) into scheme
            select Row(Estimate.OfMean([.. scheme]), scheme.Key.Scheme, scheme.Key.Task);
        var delay =
            from result in results
            from measurement in result.Measurements
            where measurement.Metric == Metrics.Delay && measurement.Episode is null && result.Run.Swept.Count > 0
            group measurement.Value!.Value
            by (result.Run.Scheme, Devices: result.Run.ValueOf(Fig5bDelay.DevicesPerMec), measurement.Task) into point
            orderby point.Key.Scheme, double.Parse(point.Key.Devices, CultureInfo.InvariantCulture)
            select Row(Estimate.OfMean([.. point]), point.Key.Scheme, point.Key.Devices, point.Key.Task);
        return
        [
            new("accuracy", "Accuracy after the last episode",
                ["scheme", "task", "accuracy", "ci95_low", "ci95_high", "n"], [.. accuracy]),
            new("delay", "Delay of an episode",
                ["scheme", "devices_per_mec", "task", "delay_s", "ci95_low_s", "ci95_high_s", "n"], [.. delay]),
        ];
    }

    /// <summary>One line an episode.</summary>
    /// <param name="results">The result of one run.</param>
    public static ImmutableArray<ResultTable> OfEpisodes(IReadOnlyList<ReplicationResult> results)
    {
        var metrics = new[]
        {
            Metrics.Accuracy, Metrics.Loss, Metrics.Delay, Metrics.TrainDelay, Metrics.UploadDelay, Metrics.LmucDelay,
            Metrics.CrossChainDelay, Metrics.GmucDelay, Metrics.DownloadDelay, Metrics.RestartDelay, Metrics.Selected,
            Metrics.Rejected, Metrics.ViewChanges,
        };
        var rows =
            from result in results
            from measurement in result.Measurements
            where measurement.Episode is not null
            group measurement by (measurement.Task, Episode: measurement.Episode!.Value) into episode
            orderby episode.Key.Task, episode.Key.Episode
            select ImmutableArray.Create<ResultCell>(
                [
                    episode.Key.Task,
                    episode.Key.Episode,
                    .. metrics.Select(metric => (ResultCell)episode
                        .FirstOrDefault(measurement => measurement.Metric == metric).Value),
                ]);
        ImmutableArray<string> columns =
            ["task", "episode", .. metrics.Select(metric => metric.Unit == "1" ? metric.Name : $"{metric.Name}_{metric.Unit}")];
        return [new("episodes", "Episodes", columns, [.. rows])];
    }

    private static ImmutableArray<ResultCell> Row(Estimate estimate, params IEnumerable<string> key) =>
        [.. key.Select(text => (ResultCell)text), estimate.Mean, estimate.Low, estimate.High, estimate.Count];
}
