namespace TwoLayerChainSim.Experiments.Results;

/// <summary>A column of a CSV file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in Table Schema: <c>string</c>, <c>integer</c> or <c>number</c>.</param>
/// <param name="Description">What it holds, with the unit.</param>
public sealed record ColumnDescription(string Name, string Type, string Description);

/// <summary>A CSV file of a result folder.</summary>
/// <param name="File">The file as it was written.</param>
/// <param name="Title">What it holds, in a few words.</param>
/// <param name="Columns">Its columns in order.</param>
/// <param name="PrimaryKey">The columns that together are different in every row.</param>
public sealed record TableDescription(
    WrittenFile File, string Title, IReadOnlyList<ColumnDescription> Columns, IReadOnlyList<string> PrimaryKey);

/// <summary>datapackage.json: every column of every CSV file (Frictionless Data Package 1.0, Table Schema).</summary>
public static class DataPackage
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "datapackage.json";

    private static readonly ColumnDescription[] Known =
    [
        new("run_id", "string", "id of the run: same scenario, scheme, swept values, replication and seed, same id"),
        new("scenario", "string", "name of the scenario"),
        new("scheme", "string", "name of the scheme"),
        new("task", "string", "name of the learning task; empty for all tasks together"),
        new("replication", "integer", "index of the replication, from 0; schemes of one replication share their random streams"),
        new("seed", "integer", "seed of the experiment"),
        new("episode", "integer", "episode; empty for a number of the whole run"),
        new("metric", "string", "what was measured"),
        new("unit", "string", "unit of the value; 1 for a number without dimension"),
        new("value", "number", "the measured number, in the unit of the same row; empty when it does not exist"),
        new("n", "integer", "replications used"),
        new("mean", "number", "mean over the replications, in the unit of the same row"),
        new("sd", "number", "sample standard deviation, in the unit of the same row; empty for n < 2"),
        new("ci95_low", "number", "lower end of the 95 % confidence interval (Student t; Clopper-Pearson for 'completed')"),
        new("ci95_high", "number", "upper end of the 95 % confidence interval (Student t; Clopper-Pearson for 'completed')"),
        new("planned", "integer", "replications planned: n + censored"),
        new("censored", "integer", "replications without a value; above 0 the mean is over the survivors only"),
    ];

    /// <summary>The description of metrics.csv.</summary>
    /// <param name="file">The file as it was written.</param>
    /// <param name="sweptKeys">Names of the swept columns in order.</param>
    public static TableDescription OfMetrics(WrittenFile file, IReadOnlyList<string> sweptKeys) => new(
        file, "one measured number a row", Describe(MetricCsv.Columns(sweptKeys)), ["run_id", "task", "episode", "metric"]);

    /// <summary>The description of summary.csv.</summary>
    /// <param name="file">The file as it was written.</param>
    /// <param name="sweptKeys">Names of the swept columns in order.</param>
    public static TableDescription OfSummary(WrittenFile file, IReadOnlyList<string> sweptKeys) => new(
        file, "mean and interval over the replications", Describe(SummaryCsv.Columns(sweptKeys)),
        ["scheme", .. sweptKeys, "task", "metric", "episode"]);

    /// <summary>The package of a folder.</summary>
    /// <param name="scenario">Name of the scenario.</param>
    /// <param name="tables">Its CSV files.</param>
    /// <param name="metrics">The metrics in them.</param>
    public static string Write(string scenario, IReadOnlyList<TableDescription> tables, IEnumerable<Metric> metrics) =>
        ResultJson.Write(new
        {
            profile = "tabular-data-package",
            name = scenario,
            resources = tables.Select(Resource),
            metrics = metrics.Distinct().OrderBy(metric => metric.Name, StringComparer.Ordinal).Select(metric => new
            {
                name = metric.Name,
                unit = metric.Unit,
                description = Metrics.All.FirstOrDefault(known => known.Metric == metric).Meaning,
            }),
        });

    private static object Resource(TableDescription table) => new
    {
        profile = "tabular-data-resource",
        name = Path.GetFileNameWithoutExtension(table.File.Path),
        title = table.Title,
        path = table.File.Path,
        format = "csv",
        mediatype = "text/csv",
        encoding = "utf-8",
        bytes = table.File.Bytes,
        hash = $"sha256:{table.File.Sha256}",
        dialect = new { delimiter = ",", lineTerminator = "\n", header = true },
        schema = new { fields = table.Columns, missingValues = new[] { string.Empty }, primaryKey = table.PrimaryKey },
    };

    private static IReadOnlyList<ColumnDescription> Describe(IReadOnlyList<string> columns) =>
    [
        .. columns.Select(column => Array.Find(Known, known => known.Name == column)
            ?? new ColumnDescription(column, "string", "swept key of the scenario, in its unit; empty where it is not swept")),
    ];
}
