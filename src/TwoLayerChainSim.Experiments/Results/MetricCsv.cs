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
    public static string Write(MetricTable table) =>
        CsvTable.Write(Columns(table.SweptKeys), table.Rows.Select(row => Cells(row, table.SweptKeys)));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <param name="text">The CSV text.</param>
    /// <exception cref="FormatException">The text is not a metrics table.</exception>
    public static MetricTable Read(string text)
    {
        using var lines = CsvTable.ReadLines(text).GetEnumerator();
        lines.MoveNext();
        var columns = lines.Current;
        var sweptKeys = columns.Skip(Before.Length).SkipLast(After.Length).ToArray();
        if (!columns.SequenceEqual(Columns(sweptKeys)))
        {
            throw new FormatException($"'{string.Join(',', columns)}' are not the columns of metrics.csv");
        }

        RunKey? run = null;
        var metrics = new Dictionary<(string Name, string Unit), Metric>();
        var rows = new List<MetricRow>();
        while (lines.MoveNext())
        {
            var cells = lines.Current;
            run = run?.RunId == cells[0] ? run : ReadRun(cells, sweptKeys);
            rows.Add(new MetricRow(run, ReadMeasurement(cells.AsSpan(Before.Length + sweptKeys.Length), metrics)));
        }

        return new MetricTable(sweptKeys, rows);
    }

    private static string[] Cells(MetricRow row, IReadOnlyList<string> sweptKeys)
    {
        var (metric, value, episode, task) = row.Measurement;
        return
        [
            row.Run.RunId, row.Run.Scenario, row.Run.Scheme,
            .. sweptKeys.Select(row.Run.ValueOf),
            task, CsvNumbers.Text(row.Run.Replication), row.Run.Seed.ToString(CultureInfo.InvariantCulture),
            CsvNumbers.Text(episode), metric.Name, metric.Unit, CsvNumbers.Text(value),
        ];
    }

    private static RunKey ReadRun(string[] cells, string[] sweptKeys)
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

    /// <summary>Equal metrics share one object: a long table has few of them.</summary>
    private static Measurement ReadMeasurement(
        ReadOnlySpan<string> cells, Dictionary<(string Name, string Unit), Metric> metrics)
    {
        if (!metrics.TryGetValue((cells[4], cells[5]), out var metric))
        {
            metrics.Add((cells[4], cells[5]), metric = new Metric(cells[4], cells[5]));
        }

        return new Measurement(
            metric,
            cells[6].Length == 0 ? null : double.Parse(cells[6], CultureInfo.InvariantCulture),
            cells[3].Length == 0 ? null : int.Parse(cells[3], CultureInfo.InvariantCulture),
            cells[0]);
    }
}
