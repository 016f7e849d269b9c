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
        var sorted = rows.ToArray();
        foreach (var run in sorted.Select(row => row.Run).Distinct())
        {
            var unknown = run.Swept.FirstOrDefault(swept => !SweptKeys.Contains(swept.Key));
            Require.That(unknown.Key is null, $"swept key {unknown.Key} of run {run.RunId} is not a column");
        }

        Array.Sort(sorted, (a, b) => RowOrder.OfRows(a, b, SweptKeys));
        for (var i = 1; i < sorted.Length; i++)
        {
            var (previous, row) = (sorted[i - 1], sorted[i]);
            var (run, number) = (row.Run, row.Measurement);
            Require.That(
                RowOrder.OfRows(previous, row, SweptKeys) < 0,
                $"{number.Metric.Name} of {run.Scheme}, replication {run.Replication}, episode {number.Episode} was measured twice");
        }

        Rows = sorted;
    }

    /// <summary>Names of the swept columns in order.</summary>
    public IReadOnlyList<string> SweptKeys { get; }

    /// <summary>The rows, sorted by <see cref="RowOrder.OfRows"/>.</summary>
    public IReadOnlyList<MetricRow> Rows { get; }
}
