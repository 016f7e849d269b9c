using System.Globalization;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>
/// summary.csv. Columns: scheme, the swept keys, task, metric, unit, episode, n, mean, sd, ci95_low, ci95_high, planned,
/// censored. planned = n + censored in every row.
/// </summary>
public static class SummaryCsv
{
    private static readonly string[] After =
    [
        "task", "metric", "unit", "episode", "n", "mean", "sd", "ci95_low", "ci95_high", "planned", "censored",
    ];

    /// <summary>The columns of the file.</summary>
    /// <param name="sweptKeys">Names of the swept columns in order.</param>
    public static IReadOnlyList<string> Columns(IReadOnlyList<string> sweptKeys) => ["scheme", .. sweptKeys, .. After];

    /// <summary>The rows as CSV text.</summary>
    /// <param name="rows">The rows in their order.</param>
    /// <param name="sweptKeys">Names of the swept columns in order.</param>
    public static string Write(IReadOnlyList<SummaryRow> rows, IReadOnlyList<string> sweptKeys)
    {
        var csv = new CsvTable(Columns(sweptKeys));
        foreach (var row in rows)
        {
            var estimate = row.Estimate;
            csv.Add(
            [
                row.Scheme, .. sweptKeys.Select(row.ValueOf), row.Task, row.Metric.Name, row.Metric.Unit,
                CsvNumbers.Text(row.Episode), CsvNumbers.Text(estimate.Count), CsvNumbers.Text(estimate.Mean),
                CsvNumbers.Text(estimate.StandardDeviation), CsvNumbers.Text(estimate.Low), CsvNumbers.Text(estimate.High),
                CsvNumbers.Text(row.Planned), CsvNumbers.Text(row.Censored),
            ]);
        }

        return csv.ToCsv();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="text">The CSV text.</param>
    /// <exception cref="FormatException">The text is not a summary table.</exception>
    public static IReadOnlyList<SummaryRow> Read(string text)
    {
        var csv = CsvTable.Parse(text);
        var sweptKeys = csv.Columns.Skip(1).SkipLast(After.Length).ToArray();
        if (!csv.Columns.SequenceEqual(Columns(sweptKeys)))
        {
            throw new FormatException($"'{string.Join(',', csv.Columns)}' are not the columns of summary.csv");
        }

        return [.. csv.Rows.Select(cells => ReadRow(cells, sweptKeys))];
    }

    private static SummaryRow ReadRow(IReadOnlyList<string> cells, string[] sweptKeys)
    {
        var after = cells.Skip(1 + sweptKeys.Length).ToArray();
        var swept = sweptKeys
            .Select((key, index) => new SweptValue(key, cells[1 + index]))
            .Where(value => value.Value.Length > 0)
            .ToArray();
        var estimate = new Estimate(
            Integer(after[4])!.Value, Number(after[5]), Number(after[6]), Number(after[7]), Number(after[8]));
        return new SummaryRow(
            cells[0], swept, after[0], new Metric(after[1], after[2]), Integer(after[3]), estimate, Integer(after[9])!.Value);
    }

    private static double? Number(string cell) =>
        cell.Length == 0 ? null : double.Parse(cell, CultureInfo.InvariantCulture);

    private static int? Integer(string cell) =>
        cell.Length == 0 ? null : int.Parse(cell, CultureInfo.InvariantCulture);
}
