using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>A row of metrics.csv: one number and the run it belongs to.</summary>
public sealed record MetricRow
{
    /// <summary>Creates a row and checks that it can be written without loss.</summary>
    /// <param name="run">The run.</param>
    /// <param name="measurement">The number.</param>
    public MetricRow(RunKey run, Measurement measurement)
    {
        var (metric, value, episode, task) = measurement;
        Require.That(
            value is null || double.IsFinite(value.Value),
            $"{metric.Name} of {run.Scheme}, replication {run.Replication} is {value}, not a finite number");
        Require.That(episode is null or >= 0, $"episode {episode} of {metric.Name} is negative");
        Require.That(task.Length == 0 || NameRule.IsName(task), $"task '{task}' of {metric.Name} is not a name");
        (Run, Measurement) = (run, measurement);
    }

    /// <summary>The run.</summary>
    public RunKey Run { get; }

    /// <summary>The number.</summary>
    public Measurement Measurement { get; }
}
