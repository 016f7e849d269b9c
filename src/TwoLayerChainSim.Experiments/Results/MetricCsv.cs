using System.Globalization;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>
/// metrics.csv, tidy: one number a row, and every row says where it comes from. Columns: run_id, scenario, scheme, the swept
/// keys, task, replication, seed, episode, metric, unit, value.
/// </summary>
public static class MetricCsv
{
    private static readonly string[] Before = ["run_id", "scenario", "scheme"];
    private static readonly string[] After = ["task", "replication", "seed", "episode", "metric", "unit", "value"];

    /// <summary>The columns of the file.</summary>
    /// <param name="sweptKeys">Names of the swept columns in order.</param>
    public static IReadOnlyList<string> Columns(IReadOnlyList<string> sweptKeys) => [.. Before, .. sweptKeys, .. After];

    /// <summary>The table as CSV text.</summary>
    /// <param name="table">The table.</param>
    public static string Write(MetricTable table)
    {
        var csv = new CsvTable(Columns(table.SweptKeys));
        foreach (var row in table.Rows)
        {
            var (metric, value, episode, task) = row.Measurement;
            csv.Add(
            [
                row.Run.RunId, row.Run.Scenario, row.Run.Scheme,
                .. table.SweptKeys.Select(row.Run.ValueOf),
                task, CsvNumbers.Text(row.Run.Replication), row.Run.Seed.ToString(CultureInfo.InvariantCulture),
                CsvNumbers.Text(episode), metric.Name, metric.Unit, CsvNumbers.Text(value),
            ]);
        }

        return csv.ToCsv();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="text">The CSV text.</param>
    /// <exception cref="FormatException">The text is not a metrics table.</exception>
    public static MetricTable Read(string text)
    {
        var csv = CsvTable.Parse(text);
        var sweptKeys = csv.Columns.Skip(Before.Length).SkipLast(After.Length).ToArray();
        if (!csv.Columns.SequenceEqual(Columns(sweptKeys)))
        {
            throw new FormatException($"'{string.Join(',', csv.Columns)}' are not the columns of metrics.csv");
        }

        RunKey? run = null;
        var rows = new List<MetricRow>(csv.Rows.Count);
        foreach (var cells in csv.Rows)
        {
            run = run?.RunId == cells[0] ? run : ReadRun(cells, sweptKeys);
            rows.Add(new MetricRow(run, ReadMeasurement(cells, Before.Length + sweptKeys.Length)));
        }

        return new MetricTable(sweptKeys, rows);
    }

    private static RunKey ReadRun(IReadOnlyList<string> cells, string[] sweptKeys)
    {
        var swept = sweptKeys
            .Select((key, index) => new SweptValue(key, cells[Before.Length + index]))
            .Where(value => value.Value.Length > 0)
            .ToArray();
        var after = Before.Length + sweptKeys.Length;
        var run = new RunKey(
            cells[1], cells[2], swept,
            int.Parse(cells[after + 1], CultureInfo.InvariantCulture),
            ulong.Parse(cells[after + 2], CultureInfo.InvariantCulture));
        return run.RunId == cells[0]
            ? run
            : throw new FormatException($"run_id {cells[0]} does not belong to its row (expected {run.RunId})");
    }

    private static Measurement ReadMeasurement(IReadOnlyList<string> cells, int after) => new(
        new Metric(cells[after + 4], cells[after + 5]),
        cells[after + 6].Length == 0 ? null : double.Parse(cells[after + 6], CultureInfo.InvariantCulture),
        cells[after + 3].Length == 0 ? null : int.Parse(cells[after + 3], CultureInfo.InvariantCulture),
        cells[after]);
}
