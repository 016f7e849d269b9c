using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>Condenses metrics.csv into summary.csv.</summary>
public static class Summary
{
    /// <summary>
    /// One row per (scheme, swept values, task, metric, episode), in the order of the table. The planned replications are the
    /// <see cref="Metrics.Completed"/> rows of the cell, which every planned run has; their own interval is Clopper-Pearson's.
    /// </summary>
    /// <param name="table">The rows of metrics.csv.</param>
    public static IReadOnlyList<SummaryRow> Of(MetricTable table)
    {
        var summary = new List<SummaryRow>();
        var cells = table.Rows.Select(row => row.Run).Distinct()
            .ToDictionary(run => run, run => string.Join(',', table.SweptKeys.Select(run.ValueOf).Prepend(run.Scheme)));
        foreach (var cell in table.Rows.GroupBy(row => cells[row.Run]))
        {
            var planned = cell.Count(row => row.Measurement.Metric == Metrics.Completed);
            var groups = cell
                .GroupBy(row => row.Measurement with { Value = null })
                .OrderBy(group => group.Key, Comparer<Measurement>.Create(RowOrder.OfMeasurements));
            foreach (var group in groups)
            {
                var (metric, _, episode, task) = group.Key;
                var values = group.Select(row => row.Measurement.Value).OfType<double>().ToArray();
                Require.That(
                    values.Length <= planned, $"{metric.Name} of {cell.Key} has {values.Length} values of {planned} planned runs");
                var run = group.First().Run;
                summary.Add(new SummaryRow(
                    run.Scheme, run.Swept, task, metric, episode,
                    metric == Metrics.Completed ? Share(values) : Estimate.OfMean(values), planned));
            }
        }

        return summary;
    }

    private static Estimate Share(double[] completed)
    {
        var share = Proportion.Of(completed.Count(value => value == 1), completed.Length);
        return Estimate.OfMean(completed) with { Low = share.Low, High = share.High };
    }
}
