using System.Globalization;
using TwoLayerChainSim.Experiments.Report;
using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Tests.Results;

/// <summary>A small experiment with fixed numbers: two curves over episodes and two over a swept key, three replications.</summary>
internal static class SampleExperiment
{
    public const string Key = "network.devices-per-mec";

    private static readonly string[] Schemes = ["flchain", "two-layer"];

    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "tlcs", "out"));

    public static ExperimentFacts Facts { get; } = new()
    {
        Title = "Sample",
        ToolVersion = "0.1.0",
        DataSet = "generated digits",
        DataSetSha256 = new string('a', 64),
        Verdicts = [new Verdict("two-layer is more accurate than FLchain", "held", true, "difference 0.05, CI [0.04, 0.06]")],
        Notes = ["ergodic rates replace long transfers"],
        Limitations = ["signatures are not computed"],
    };

    public static ResultPlan Plan { get; } = new("sample", "name: sample\n", [Key], [.. Results().Select(result => result.Run)]);

    public static MetricTable Table { get; } = new([Key], Results().SelectMany(result => result.Rows()));

    public static IReadOnlyList<ReplicationResult> Results()
    {
        var results = new List<ReplicationResult>();
        foreach (var scheme in Schemes)
        {
            var offset = scheme == "two-layer" ? 0.05 : 0;
            for (var replication = 0; replication < 3; replication++)
            {
                var wobble = 0.01 * (replication - 1);
                results.Add(ReplicationResult.Finished(
                    new RunKey("sample", scheme, [], replication, 42),
                    [.. Enumerable.Range(0, 4).Select(episode => new Measurement(
                        Metrics.Accuracy, 0.9 + offset - (0.4 / (episode + 1)) + (wobble * (1 + (0.1 * episode))), episode, "digits"))]));
                foreach (var devices in (int[])[2, 10, 50])
                {
                    results.Add(ReplicationResult.Finished(
                        new RunKey(
                            "sample", scheme, [new SweptValue(Key, devices.ToString(CultureInfo.InvariantCulture))], replication, 42),
                        [new Measurement(Metrics.Delay, (1.5 + (devices * (0.3 - offset))) * (1 + wobble))]));
                }
            }
        }

        return results;
    }

    /// <summary>Create, append everything, publish: what the command does.</summary>
    public static void Run(
        IResultStore store, bool force = false, IEnumerable<ReplicationResult>? results = null, Action<ReplicationResult>? appended = null)
    {
        var location = new ResultLocation { Output = Folder, Force = force };
        using var folder = ResultFolder.Create(location, Plan, store, new FixedClock());
        foreach (var result in results ?? Results())
        {
            folder.Append(result);
            appended?.Invoke(result);
        }

        Publication.Write(folder, Facts);
    }

    /// <summary>A clock that stands at 13:15 on 20 November 2026.</summary>
    internal sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 13, 15, 0, TimeSpan.Zero);
    }
}
