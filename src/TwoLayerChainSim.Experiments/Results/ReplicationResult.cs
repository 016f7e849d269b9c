using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>What one planned run left: its numbers, or the reason why there are none.</summary>
public sealed record ReplicationResult
{
    private ReplicationResult(RunKey run, IReadOnlyList<Measurement> measurements, string? censoredBecause) =>
        (Run, Measurements, CensoredBecause) = (run, measurements, censoredBecause);

    /// <summary>The run.</summary>
    public RunKey Run { get; }

    /// <summary>Its numbers; none for a censored run, so that a metric never mixes finished and broken runs.</summary>
    public IReadOnlyList<Measurement> Measurements { get; }

    /// <summary>Why the run gave no result; null for a finished run.</summary>
    public string? CensoredBecause { get; }

    /// <summary>A run that came to its end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="measurements">Its numbers, each (metric, episode, task) once.</param>
    public static ReplicationResult Finished(RunKey run, IReadOnlyList<Measurement> measurements) =>
        new(run, [.. measurements], null);

    /// <summary>A run that failed, reached a limit or was not finished.</summary>
    /// <param name="run">The run.</param>
    /// <param name="reason">Why, in one sentence.</param>
    public static ReplicationResult Censored(RunKey run, string reason)
    {
        Require.That(reason.Length > 0, "a censored run needs a reason");
        return new ReplicationResult(run, [], reason);
    }

    /// <summary>The rows of metrics.csv, with <see cref="Metrics.Completed"/> among them.</summary>
    public IEnumerable<MetricRow> Rows() =>
        Measurements
            .Append(new Measurement(Metrics.Completed, CensoredBecause is null ? 1 : 0))
            .Select(measurement => new MetricRow(Run, measurement));
}
