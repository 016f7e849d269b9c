using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>Delay, accuracy, energy and payment against each other, where devices are paid.</summary>
public static class ParetoFigures
{
    /// <summary>The swept key of runs under several incentives.</summary>
    public const string Incentive = "incentive";

    private static readonly (Metric Metric, string Title, ParetoGoal Goal)[] Wanted =
    [
        (Metrics.Delay, "Delay of an episode", ParetoGoal.Least),
        (Metrics.Accuracy, "Final test accuracy", ParetoGoal.Most),
        (Metrics.Energy, "Energy of an episode", ParetoGoal.Least),
        (Metrics.Payment, "Payment of an episode", ParetoGoal.Least),
        (Metrics.Abstaining, "Abstaining devices", ParetoGoal.None),
        (Metrics.Late, "Late devices", ParetoGoal.None),
        (Metrics.TrainingFrequency, "Training frequency", ParetoGoal.None),
    ];

    /// <summary>A figure for each task; none when nobody was paid and no incentives are compared.</summary>
    /// <param name="summary">The rows of summary.csv.</param>
    public static IReadOnlyList<ParetoFigure> From(IReadOnlyList<SummaryRow> summary)
    {
        var rows = summary.Where(row => row.Swept.All(value => value.Key == Incentive)).ToArray();
        var paid = rows.Any(row => row.Metric == Metrics.Payment && (row.ValueOf(Incentive).Length > 0 || row.Estimate.Mean > 0));
        SummaryRow[][] tasks = paid
            ? [.. rows.Where(row => row.Task.Length > 0).GroupBy(row => row.Task).Select(task => task.ToArray())]
            : [];
        return [.. tasks.Select(task => Of(task, tasks.Length)).OfType<ParetoFigure>()];
    }

    private static ParetoFigure? Of(SummaryRow[] rows, int tasks)
    {
        var cells = rows.GroupBy(row => (row.Scheme, Incentive: row.ValueOf(Incentive)))
            .Where(cell => Value(cell, Metrics.Payment) is not null).ToArray();
        var wanted = Wanted.Where(quantity => Array.TrueForAll(cells, cell => Value(cell, quantity.Metric) is not null)).ToArray();
        if (wanted.Count(quantity => quantity.Goal != ParetoGoal.None) < 2)
        {
            return null;
        }

        return new()
        {
            Id = tasks == 1 ? "pareto" : $"pareto-task-{rows[0].Task}",
            Title = "Delay, accuracy, energy and payment" + (tasks == 1 ? string.Empty : $", task {rows[0].Task}"),
            Description = "Each point is a scheme under an incentive: mean over the replications with a cross of 95 % confidence "
                + "intervals. Delay, energy and payment are means of an episode, accuracy is that of the last one. In each panel "
                + "the points with a ring are not dominated by another one in its two quantities; the upper reference is left out.",
            WidthMillimetres = Figure.TwoColumns,
            Quantities =
            [
                .. wanted.Select(quantity => new ParetoQuantity(
                    new(quantity.Metric.Name, quantity.Title, quantity.Metric.Unit)
                    {
                        Lowest = 0,
                        Highest = quantity.Metric == Metrics.Accuracy ? 1 : double.PositiveInfinity,
                    },
                    quantity.Goal)),
            ],
            Points =
            [
                .. cells
                    .OrderBy(cell => SchemeStyle.Rank(cell.Key.Scheme)).ThenBy(cell => cell.Key.Scheme, StringComparer.Ordinal)
                    .ThenBy(cell => SchemeStyle.Rank(cell.Key.Incentive)).ThenBy(cell => cell.Key.Incentive, StringComparer.Ordinal)
                    .Select(cell => new ParetoPoint(
                        cell.Key.Scheme, cell.Key.Incentive, [.. wanted.Select(quantity => Value(cell, quantity.Metric)!.Value)])),
            ],
        };
    }

    /// <summary>The number of the whole run, or that of its last episode; null when there is none.</summary>
    private static Estimate? Value(IEnumerable<SummaryRow> cell, Metric metric) =>
        cell.Where(row => row.Metric == metric && row.Estimate.Mean is not null)
            .OrderByDescending(row => row.Episode ?? int.MaxValue)
            .Select(row => (Estimate?)row.Estimate)
            .FirstOrDefault();
}
