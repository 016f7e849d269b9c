namespace TwoLayerChainSim.Experiments.Results;

/// <summary>datapackage.json: the columns of the CSV files (Frictionless Data Package 1.0, Table Schema).</summary>
public static class DataPackage
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "datapackage.json";

    private static readonly Dictionary<string, (string Type, string Description)> Known = new()
    {
        ["run_id"] = ("string", "id of the run: same scenario, scheme, swept values, replication and seed, same id"),
        ["scenario"] = ("string", "name of the scenario"),
        ["scheme"] = ("string", "name of the scheme"),
        ["task"] = ("string", "name of the learning task; empty for all tasks together"),
        ["replication"] = ("integer", "index of the replication, from 0; schemes of one replication share their random streams"),
        ["seed"] = ("integer", "seed of the experiment"),
        ["episode"] = ("integer", "episode, from 0; empty for a number of the whole run"),
        ["metric"] = ("string", "what was measured"),
        ["unit"] = ("string", "unit of the value; 1 for a number without dimension"),
        ["value"] = ("number", "the measured number, in the unit of the same row; empty when it does not exist"),
        ["n"] = ("integer", "replications used"),
        ["mean"] = ("number", "mean over the replications, in the unit of the same row"),
        ["sd"] = ("number", "sample standard deviation, in the unit of the same row; empty for n < 2"),
        ["ci95_low"] = ("number", "lower end of the 95 % confidence interval (Student t; Clopper-Pearson for 'completed')"),
        ["ci95_high"] = ("number", "upper end of the 95 % confidence interval (Student t; Clopper-Pearson for 'completed')"),
        ["planned"] = ("integer", "replications planned: n + censored"),
        ["censored"] = ("integer", "replications without a value; above 0 the mean is over the survivors only"),
    };

    /// <summary>The package of a folder.</summary>
    /// <param name="scenario">Name of the scenario.</param>
    /// <param name="sweptKeys">Names of the swept columns in order.</param>
    /// <param name="metrics">metrics.csv as it was written.</param>
    /// <param name="summary">summary.csv as it was written.</param>
    public static string Write(
        string scenario, IReadOnlyList<string> sweptKeys, WrittenFile metrics, WrittenFile summary) => ResultJson.Write(new
        {
            profile = "tabular-data-package",
            name = scenario,
            resources = new[]
            {
                Resource(metrics, "one measured number a row", MetricCsv.Columns(sweptKeys), ["run_id", "task", "episode", "metric"]),
                Resource(
                    summary, "mean and interval over the replications", SummaryCsv.Columns(sweptKeys),
                    ["scheme", .. sweptKeys, "task", "metric", "episode"]),
            },
            metrics = Metrics.All.Select(known => new { name = known.Metric.Name, unit = known.Metric.Unit, description = known.Meaning }),
        });

    private static object Resource(
        WrittenFile file, string title, IReadOnlyList<string> columns, IReadOnlyList<string> primaryKey) => new
        {
            profile = "tabular-data-resource",
            name = Path.GetFileNameWithoutExtension(file.Path),
            title,
            path = file.Path,
            format = "csv",
            mediatype = "text/csv",
            encoding = "utf-8",
            bytes = file.Bytes,
            hash = $"sha256:{file.Sha256}",
            dialect = new { delimiter = ",", lineTerminator = "\n", header = true },
            schema = new { fields = columns.Select(Field), missingValues = new[] { string.Empty }, primaryKey },
        };

    private static object Field(string column)
    {
        var (type, description) = Known.TryGetValue(column, out var known)
            ? known
            : ("string", "swept key of the scenario, in the unit of the key; empty where it is not swept");
        return new { name = column, type, description };
    }
}
