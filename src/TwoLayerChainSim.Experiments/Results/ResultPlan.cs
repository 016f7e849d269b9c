using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>What a result folder is for, known before the first run starts.</summary>
/// <param name="Scenario">Name of the scenario; see <see cref="NameRule"/>.</param>
/// <param name="ConfigYaml">The resolved configuration as config.yaml holds it; running it again gives the same bytes.</param>
/// <param name="SweptKeys">Names of the swept columns in the order of the scenario.</param>
/// <param name="Runs">Every run that is planned, each once.</param>
public sealed record ResultPlan(
    string Scenario, string ConfigYaml, IReadOnlyList<string> SweptKeys, IReadOnlyList<RunKey> Runs)
{
    /// <summary>Names of the swept columns in the order of the scenario; none is the name of another column.</summary>
    public IReadOnlyList<string> SweptKeys { get; } = DistinctColumns(SweptKeys);

    /// <summary>SHA-256 of <see cref="ConfigYaml"/> in UTF-8, in hexadecimal.</summary>
    public string ConfigSha256 { get; } = FileHash.Of(System.Text.Encoding.UTF8.GetBytes(ConfigYaml));

    private static IReadOnlyList<string> DistinctColumns(IReadOnlyList<string> sweptKeys)
    {
        string[] columns = [.. MetricCsv.Columns(sweptKeys), .. SummaryCsv.Columns([])];
        foreach (var key in sweptKeys)
        {
            NameRule.RequireName(key, "swept key");
            Require.That(columns.Count(column => column == key) == 1, $"swept key '{key}' is already a column of the tables");
        }

        return [.. sweptKeys];
    }
}
