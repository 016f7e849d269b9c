using System.Text;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>What a result folder is for, known before the first run starts.</summary>
public sealed record ResultPlan
{
    /// <summary>Creates a plan and checks its names.</summary>
    /// <param name="scenario">Name of the scenario; see <see cref="NameRule"/>.</param>
    /// <param name="configYaml">The resolved configuration; running it again gives the same bytes.</param>
    /// <param name="sweptKeys">Names of the swept columns in the order of the scenario; none is the name of another column.</param>
    /// <param name="runs">Every run that is planned, each once.</param>
    public ResultPlan(string scenario, string configYaml, IReadOnlyList<string> sweptKeys, IReadOnlyList<RunKey> runs)
    {
        NameRule.RequireName(scenario, "scenario");
        string[] columns = [.. MetricCsv.Columns(sweptKeys), .. SummaryCsv.Columns([])];
        foreach (var key in sweptKeys)
        {
            NameRule.RequireName(key, "swept key");
            Require.That(columns.Count(column => column == key) == 1, $"swept key '{key}' is already a column of the tables");
        }

        var known = new HashSet<RunKey>();
        foreach (var run in runs)
        {
            Require.That(known.Add(run), $"{run.Scheme}, replication {run.Replication} is planned twice");
        }

        (Scenario, ConfigYaml, SweptKeys, Runs) = (scenario, configYaml, [.. sweptKeys], [.. runs]);
        ConfigSha256 = FileHash.Of(Encoding.UTF8.GetBytes(configYaml));
    }

    /// <summary>Name of the scenario.</summary>
    public string Scenario { get; }

    /// <summary>The resolved configuration as config.yaml holds it.</summary>
    public string ConfigYaml { get; }

    /// <summary>SHA-256 of <see cref="ConfigYaml"/> in UTF-8, in hexadecimal.</summary>
    public string ConfigSha256 { get; }

    /// <summary>Names of the swept columns in the order of the scenario.</summary>
    public IReadOnlyList<string> SweptKeys { get; }

    /// <summary>Every run that is planned, each once.</summary>
    public IReadOnlyList<RunKey> Runs { get; }
}
