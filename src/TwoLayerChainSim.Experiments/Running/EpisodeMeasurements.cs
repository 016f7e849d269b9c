using System.Collections.Immutable;
using System.Globalization;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Model.Incentives.Payments;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>The numbers of a run as rows of metrics.csv.</summary>
internal static class EpisodeMeasurements
{
    private static readonly ImmutableArray<Metric> OfWholeRuns =
    [
        Metrics.Delay, Metrics.Energy, Metrics.Payment, Metrics.Abstaining, Metrics.Renegotiated, Metrics.Late,
        Metrics.TrainingFrequency,
    ];

    /// <summary>The rows of one episode.</summary>
    /// <param name="report">What the episode gave.</param>
    public static IEnumerable<Measurement> Of(EpisodeReport report)
    {
        var task = report.Task.ToString(CultureInfo.InvariantCulture);
        return Values(report).Select(value => new Measurement(value.Metric, value.Value, report.Episode, task));
    }

    /// <summary>The rows of a whole run: means over its episodes.</summary>
    /// <param name="reports">All episodes.</param>
    public static IEnumerable<Measurement> OfRun(IReadOnlyList<EpisodeReport> reports) =>
        from report in reports
        from value in Values(report)
        where OfWholeRuns.Contains(value.Metric)
        group value by (report.Task, value.Metric) into values
        orderby values.Key.Task
        select new Measurement(
            values.Key.Metric,
            values.Average(value => value.Value),
            Task: values.Key.Task.ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<(Metric Metric, double? Value)> Values(EpisodeReport report)
    {
        if (report.Accuracy is not null)
        {
            yield return (Metrics.Accuracy, report.Accuracy);
            yield return (Metrics.Loss, report.Loss is { } loss && double.IsFinite(loss) ? loss : null);
        }

        yield return (Metrics.Delay, report.Delay.Total.TotalSeconds);
        yield return (Metrics.TrainDelay, report.Delay.Train.TotalSeconds);
        yield return (Metrics.UploadDelay, report.Delay.Upload.TotalSeconds);
        yield return (Metrics.LmucDelay, report.Delay.LocalChain.TotalSeconds);
        yield return (Metrics.CrossChainDelay, report.Delay.CrossChain.TotalSeconds);
        yield return (Metrics.GmucDelay, report.Delay.GlobalChain.TotalSeconds);
        yield return (Metrics.DownloadDelay, report.Delay.Download.TotalSeconds);
        yield return (Metrics.RestartDelay, report.Delay.Restarts.TotalSeconds);
        yield return (Metrics.LmucMessages, report.Effort.LocalChainMessages);
        yield return (Metrics.GmucMessages, report.Effort.GlobalChainMessages);
        yield return (Metrics.UplinkBytes, report.Effort.UplinkBits / 8.0);
        yield return (Metrics.DownlinkBytes, report.Effort.DownlinkBits / 8.0);
        yield return (Metrics.D2dBytes, report.Effort.D2dBits / 8.0);
        yield return (Metrics.BackboneBytes, report.Effort.BackboneBits / 8.0);
        yield return (Metrics.Energy, report.Effort.DeviceEnergyJoules);
        foreach (var (metric, value) in OfIncentive(report.Incentive))
        {
            if (value is not null)
            {
                yield return (metric, value);
            }
        }

        yield return (Metrics.Selected, report.Counts.Selected);
        yield return (Metrics.SelectedMalicious, report.Counts.SelectedMalicious);
        yield return (Metrics.Rejected, report.Counts.Rejected);
        yield return (Metrics.RejectedMalicious, report.Counts.RejectedMalicious);
        yield return (Metrics.Aggregated, report.Counts.Aggregated);
        yield return (Metrics.ViewChanges, report.Counts.ViewChanges);
        yield return (Metrics.Forks, report.Counts.Forks);
        yield return (Metrics.Refetches, report.Counts.Refetches);
        yield return (Metrics.Lost, report.Counts.Lost);
        yield return (Metrics.Captured, report.Counts.Captured);
        var messages = report.Counts.MessagesOverD2d + report.Counts.MessagesOverCellular;
        if (messages > 0)
        {
            yield return (Metrics.D2dShare, (double)report.Counts.MessagesOverD2d / messages);
        }

        foreach (var value in CrowdsensingMeasurements.Of(report))
        {
            yield return value;
        }
    }

    private static IEnumerable<(Metric Metric, double? Value)> OfIncentive(IncentiveReport incentive) =>
    [
        (Metrics.Payment, (double)incentive.Payment.Micro / Tokens.MicroPerToken),
        (Metrics.Abstaining, incentive.Abstaining),
        (Metrics.Renegotiated, incentive.Renegotiated),
        (Metrics.Late, incentive.Late),
        (Metrics.TrainingFrequency, incentive.MeanTrainingHz / 1e9),
        (Metrics.SelectionHonest, incentive.Honest?.SelectionRate),
        (Metrics.SelectionMalicious, incentive.Malicious?.SelectionRate),
        (Metrics.IncomeHonest, incentive.Honest?.Income),
        (Metrics.IncomeMalicious, incentive.Malicious?.Income),
    ];
}
