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

/// <summary>The total orders of rows in files: they depend on the content only, never on which run finished first.</summary>
public static class RowOrder
{
    /// <summary>Order of runs: scheme, swept values in the order of the columns, replication, seed.</summary>
    /// <param name="a">A run.</param>
    /// <param name="b">Another run.</param>
    /// <param name="sweptKeys">The swept columns in order.</param>
    public static int OfRuns(RunKey a, RunKey b, IReadOnlyList<string> sweptKeys)
    {
        var order = string.CompareOrdinal(a.Scheme, b.Scheme);
        for (var i = 0; order == 0 && i < sweptKeys.Count; i++)
        {
            order = OfTexts(a.ValueOf(sweptKeys[i]), b.ValueOf(sweptKeys[i]));
        }

        order = order != 0 ? order : a.Replication.CompareTo(b.Replication);
        return order != 0 ? order : a.Seed.CompareTo(b.Seed);
    }

    /// <summary>Order of rows: run, task, episode (run level first), metric, unit.</summary>
    /// <param name="a">A row.</param>
    /// <param name="b">Another row.</param>
    /// <param name="sweptKeys">The swept columns in order.</param>
    public static int OfRows(MetricRow a, MetricRow b, IReadOnlyList<string> sweptKeys)
    {
        var order = ReferenceEquals(a.Run, b.Run) ? 0 : OfRuns(a.Run, b.Run, sweptKeys);
        return order != 0 ? order : OfMeasurements(a.Measurement, b.Measurement);
    }

    /// <summary>Order within a run: task, episode (run level first), metric, unit.</summary>
    /// <param name="a">A measurement.</param>
    /// <param name="b">Another measurement.</param>
    public static int OfMeasurements(Measurement a, Measurement b)
    {
        var order = OfTexts(a.Task, b.Task);
        order = order != 0 ? order : Nullable.Compare(a.Episode, b.Episode);
        order = order != 0 ? order : string.CompareOrdinal(a.Metric.Name, b.Metric.Name);
        return order != 0 ? order : string.CompareOrdinal(a.Metric.Unit, b.Metric.Unit);
    }

    /// <summary>Numbers by value and before names; equal numbers and names by their characters.</summary>
    /// <param name="a">A swept value or task.</param>
    /// <param name="b">Another.</param>
    public static int OfTexts(string a, string b)
    {
        var order = Number(a).CompareTo(Number(b));
        return order != 0 ? order : string.CompareOrdinal(a, b);
    }

    private static double Number(string text) =>
        text.Length == 0 ? double.NegativeInfinity : CsvNumbers.TryParse(text) ?? double.PositiveInfinity;
}
