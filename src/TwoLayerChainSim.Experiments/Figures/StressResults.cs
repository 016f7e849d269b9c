using System.Globalization;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>How often a committee failed at a point of the sweep.</summary>
/// <param name="Committee"><c>shard</c>, <c>gmuc</c>, or <c>episode</c> for a shard with the local chains of its MEC nodes.</param>
/// <param name="Misbehaviour">What Byzantine members do, as scenarios write it.</param>
/// <param name="ByzantineMecNodes">Byzantine MEC nodes among all.</param>
/// <param name="MaliciousPercent">Malicious devices in percent of all; null where no device takes part.</param>
public sealed record FailurePoint(string Committee, string Misbehaviour, int ByzantineMecNodes, int? MaliciousPercent)
{
    /// <summary>Number of trials.</summary>
    public required int Trials { get; init; }

    /// <summary>Trials without a decision.</summary>
    public required int NoProgress { get; init; }

    /// <summary>Trials in which the Byzantine members got what they want decided.</summary>
    public required int Captured { get; init; }

    /// <summary>Trials in which correct members decided different values.</summary>
    public required int Diverged { get; init; }

    /// <summary>Hypergeometric probability of enough Byzantine members; null for several committees together.</summary>
    public double? ClosedForm { get; init; }

    /// <summary>Members of the committee; null for several committees together.</summary>
    public int? Size { get; init; }

    /// <summary>Byzantine members that it tolerates; null for several committees together.</summary>
    public int? Tolerated { get; init; }

    /// <summary>Trials that failed in any way.</summary>
    public int Failures => NoProgress + Captured + Diverged;

    /// <summary>The share of failures with its exact interval (Clopper and Pearson).</summary>
    public Estimate Probability => Share(Failures);

    /// <summary>The share of captured committees with its exact interval.</summary>
    public Estimate CaptureProbability => Share(Captured);

    private Estimate Share(int count)
    {
        var share = Proportion.Of(count, Trials);
        return new(Trials, (double)count / Trials, null, share.Low, share.High);
    }
}

/// <summary>Accuracy at the end of training at a point of the sweep.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="MalfunctioningMecNodes">MEC nodes that malfunction in each episode.</param>
/// <param name="MaliciousPercent">Malicious devices in percent of all.</param>
/// <param name="Accuracy">Mean over the replications.</param>
/// <param name="Censored">Replications without a value.</param>
public sealed record AccuracyPoint(
    string Scheme, int MalfunctioningMecNodes, int MaliciousPercent, Estimate Accuracy, int Censored);

/// <summary>What the verb stress found, from the rows of summary.csv alone.</summary>
/// <param name="Failures">The points of the failure probability, in the order of the rows.</param>
/// <param name="Accuracies">The accuracies of the first task, in the order of the rows.</param>
public sealed record StressResults(IReadOnlyList<FailurePoint> Failures, IReadOnlyList<AccuracyPoint> Accuracies)
{
    /// <summary>Swept key: what Byzantine members do.</summary>
    public const string Misbehaviours = "stress.misbehaviours";

    /// <summary>Swept key: Byzantine or malfunctioning MEC nodes.</summary>
    public const string ByzantineMecNodes = "stress.byzantine-mec-nodes";

    /// <summary>Swept key: malicious devices in percent.</summary>
    public const string MaliciousDevices = "stress.malicious-devices";

    /// <summary>Reads the rows.</summary>
    /// <param name="summary">The rows of summary.csv.</param>
    public static StressResults From(IReadOnlyList<SummaryRow> summary)
    {
        var trials = summary.Where(row => row.ValueOf(Misbehaviours).Length > 0)
            .GroupBy(row => (
                row.Scheme,
                Word: row.ValueOf(Misbehaviours),
                Mec: row.ValueOf(ByzantineMecNodes),
                Devices: row.ValueOf(MaliciousDevices)))
            .Where(point => Number(point, Metrics.Trials) is not null)
            .Select(point => new FailurePoint(
                point.Key.Scheme, point.Key.Word, Whole(point.Key.Mec)!.Value, Whole(point.Key.Devices))
            {
                Trials = (int)Number(point, Metrics.Trials)!.Value,
                NoProgress = (int)Number(point, Metrics.TrialsNoProgress)!.Value,
                Captured = (int)Number(point, Metrics.TrialsCaptured)!.Value,
                Diverged = (int)Number(point, Metrics.TrialsDiverged)!.Value,
                ClosedForm = Number(point, Metrics.FailureClosedForm),
                Size = (int?)Number(point, Metrics.CommitteeSize),
                Tolerated = (int?)Number(point, Metrics.ByzantineTolerated),
            });
        var accuracies = summary
            .Where(row => row.Metric == Metrics.Accuracy && row.Task is "" or "0" && row.Estimate.Mean is not null)
            .Where(row => row.ValueOf(Misbehaviours).Length == 0 && row.ValueOf(MaliciousDevices).Length > 0)
            .GroupBy(row => (row.Scheme, Mec: row.ValueOf(ByzantineMecNodes), Devices: row.ValueOf(MaliciousDevices)))
            .Select(point => point.MaxBy(row => row.Episode)!)
            .Select(row => new AccuracyPoint(
                row.Scheme, Whole(row.ValueOf(ByzantineMecNodes))!.Value, Whole(row.ValueOf(MaliciousDevices))!.Value,
                row.Estimate, row.Censored));
        return new([.. trials], [.. accuracies]);
    }

    private static double? Number(IEnumerable<SummaryRow> rows, Metric metric) =>
        rows.Where(row => row.Metric == metric).Select(row => row.Estimate.Mean).FirstOrDefault();

    private static int? Whole(string text) => text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
