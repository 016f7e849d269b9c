using System.CommandLine;
using System.Globalization;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Cli;

/// <summary>Reads the scenario that the command line asks for.</summary>
internal static class ScenarioSource
{
    /// <summary>Upper limits of <c>--quick</c>.</summary>
    private static readonly (string Key, int Most)[] QuickLimits =
        [("replications", 2), ("compare.delay-replications", 5), ("stress.trials", 50), ("stress.replications", 1)];

    /// <summary>The scenario with the options applied, or what is wrong.</summary>
    /// <param name="file">Scenario file; null for the built-in scenario.</param>
    /// <param name="parsed">Command line.</param>
    public static ScenarioReadResult Read(string? file, ParseResult parsed)
    {
        var overrides = SharedOptions.Overrides(parsed).ToList();
        var result = file is null
            ? ScenarioReader.ReadText(BuiltInScenario.Text, BuiltInScenario.Name, overrides)
            : ScenarioReader.ReadFile(file, overrides);
        return parsed.GetValue(SharedOptions.Quick) && result.Scenario is { } scenario ? Quick(scenario) : result;
    }

    /// <summary>The scenario, after its warnings were shown; null after its errors were shown.</summary>
    public static ResolvedScenario? ReadOrExplain(string? file, ParseResult parsed)
    {
        var result = Read(file, parsed);
        Explain(result);
        return result.Scenario;
    }

    /// <summary>Writes errors and warnings to standard error.</summary>
    public static void Explain(ScenarioReadResult result)
    {
        foreach (var diagnostic in result.Diagnostics)
        {
            Console.Error.WriteLine(diagnostic);
        }

        var errors = result.Diagnostics.Count(item => item.Severity == Severity.Error);
        if (errors > 0)
        {
            Console.Error.WriteLine(errors == 1 ? "1 error; nothing was done" : $"{errors} errors; nothing was done");
        }
    }

    /// <summary>Lowers what the file says; what the command line says stays.</summary>
    private static ScenarioReadResult Quick(ResolvedScenario scenario) => scenario.With(QuickLimits
        .Where(limit => scenario.Whole(limit.Key) > limit.Most
            && (scenario[limit.Key].Origin.Line > 0 || scenario[limit.Key].Origin == ValueOrigin.Default))
        .Select(limit => new ScenarioOverride(limit.Key, limit.Most.ToString(CultureInfo.InvariantCulture), "--quick")));
}
