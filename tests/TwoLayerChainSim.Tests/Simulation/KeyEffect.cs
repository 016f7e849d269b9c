using System.Collections.Concurrent;
using System.Globalization;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Running;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>Where a key acts: a scheme, or the plan of the verb compare, and other settings.</summary>
internal sealed record KeyContext(string Scheme, params string[] Settings)
{
    /// <summary>The runs that the verb compare would make, instead of one run.</summary>
    public const string Plan = "plan of compare";

    /// <summary>The runs that the verb stress would make.</summary>
    public const string Stress = "plan of stress";

    /// <summary>The scheme that the scenario names.</summary>
    public const string SchemeOfScenario = "scheme of the scenario";
}

/// <summary>Whether a key changes a number that users see: a row of metrics.csv, a planned run, or the refusal of a file.</summary>
internal static class KeyEffect
{
    private static readonly ConcurrentDictionary<string, string> Known = new();

    /// <summary>Other values of a key that the reader accepts: 30 % more or less, the next whole number, every other word.</summary>
    public static IReadOnlyList<string> Alternatives(string path, KeyContext context) =>
        [.. Candidates(SchemeRuns.Scenario(context.Settings)[path]).Where(value =>
            SchemeRuns.Read([.. context.Settings, $"{path}={value}"]).Scenario is not null)];

    /// <summary>All numbers of a context as text.</summary>
    public static string Numbers(KeyContext context) => Known.GetOrAdd(
        $"{context.Scheme} {string.Join(' ', context.Settings)}", _ => Measure(context));

    /// <summary>All numbers of a context in which a key has another value.</summary>
    public static string Numbers(KeyContext context, string path, string value) =>
        Numbers(context with { Settings = [.. context.Settings, $"{path}={value}"] });

    private static string Measure(KeyContext context)
    {
        if (context.Scheme == KeyContext.Plan)
        {
            return string.Join('\n', PlannedRun.OfComparison(SchemeRuns.Scenario(context.Settings)).Select(run => run.ToString()));
        }

        if (context.Scheme == KeyContext.Stress)
        {
            return string.Join('\n', new StressPlan(SchemeRuns.Scenario(context.Settings)).Runs.Select(
                run => $"{run} {string.Join(' ', run.Key.Swept)}"));
        }

        try
        {
            var scheme = context.Scheme == KeyContext.SchemeOfScenario
                ? SchemeRuns.Scenario(context.Settings).Text("scheme")
                : context.Scheme;
            var rows = SchemeRuns.Run(scheme, context.Settings).Reports.SelectMany(EpisodeMeasurements.Of);
            return string.Join('\n', rows.Select(row => string.Create(
                CultureInfo.InvariantCulture, $"{row.Task} {row.Episode} {row.Metric.Name} {row.Value:R}")));
        }
        catch (InputException exception)
        {
            return exception.Message;
        }
    }

    private static IEnumerable<string> Candidates(ResolvedValue current)
    {
        var (key, value) = (current.Key, current.Value);
        return key.Kind switch
        {
            KeyKind.Quantity => [$"{Scaled(value, 1.3)} {key.Dimension!.SiUnit}", $"{Scaled(value, 0.7)} {key.Dimension.SiUnit}"],
            KeyKind.Number => [Scaled(value, 1.3), Scaled(value, 0.7)],
            KeyKind.Whole => [NumberText.Shortest(value.Number + 1), NumberText.Shortest(value.Number - 1)],
            KeyKind.WholeOrAll => value.Text == "all" ? ["2", "1"] : [NumberText.Shortest(value.Number + 1), "all"],
            KeyKind.Boolean => [value.Number == 0 ? "true" : "false"],
            KeyKind.Choice => key.Choices.Select(choice => choice.Name).Where(name => name != value.Text),
            KeyKind.ChoiceList => [$"[{value.Items[0]}]"],
            KeyKind.WholeList => ["[3]"],
            KeyKind.FaultList => ["[{kind: slow-device, count: 1, factor: 10}]"],
            KeyKind.File => [SensitivityContexts.GraphMl("traps.graphml")],
            _ => ["other"],
        };
    }

    private static string Scaled(ScenarioValue value, double factor)
    {
        Assert.True(value.Number != 0, "a share of 0 is 0; the context must set another value");
        return NumberText.Shortest(value.Number * factor);
    }
}
