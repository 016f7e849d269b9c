using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>The rows of metrics.csv in their total order; (run id, task, episode, metric) is unique.</summary>
public sealed class MetricTable
{
    /// <summary>Sorts the rows and checks that no number stands there twice.</summary>
    /// <param name="sweptKeys">Names of the swept columns in the order of the scenario.</param>
    /// <param name="rows">The rows in any order.</param>
    public MetricTable(IReadOnlyList<string> sweptKeys, IEnumerable<MetricRow> rows)
    {
        SweptKeys = [.. sweptKeys];
        var runs = rows.GroupBy(row => row.Run).ToArray();
        foreach (var run in runs)
        {
            var unknown = run.Key.Swept.FirstOrDefault(swept => !SweptKeys.Contains(swept.Key));
            Require.That(unknown.Key is null, $"swept key {unknown.Key} of run {run.Key.RunId} is not a column");
        }

        Array.Sort(runs, (a, b) => RowOrder.OfRuns(a.Key, b.Key, SweptKeys));
        Rows = [.. runs.SelectMany(SortedRowsOf)];
    }

    /// <summary>Names of the swept columns in order.</summary>
    public IReadOnlyList<string> SweptKeys { get; }

    /// <summary>The rows, sorted by <see cref="RowOrder.OfRuns"/>, then <see cref="RowOrder.OfMeasurements"/>.</summary>
    public IReadOnlyList<MetricRow> Rows { get; }

    private static MetricRow[] SortedRowsOf(IGrouping<RunKey, MetricRow> run)
    {
        MetricRow[] sorted = [.. run];
        Array.Sort(sorted, (a, b) => RowOrder.OfMeasurements(a.Measurement, b.Measurement));
        for (var i = 1; i < sorted.Length; i++)
        {
            var (metric, _, episode, _) = sorted[i].Measurement;
            Require.That(
                RowOrder.OfMeasurements(sorted[i - 1].Measurement, sorted[i].Measurement) < 0,
                $"{metric.Name} of {run.Key.Scheme}, replication {run.Key.Replication}, episode {episode} was measured twice");
        }

        return sorted;
    }
}
