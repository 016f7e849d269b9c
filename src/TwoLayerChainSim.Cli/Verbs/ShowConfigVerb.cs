using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using TwoLayerChainSim.Cli.Output;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Cli.Verbs;

/// <summary><c>show-config FILE</c>: every resolved value and where it came from.</summary>
internal sealed class ShowConfigVerb : IVerb
{
    /// <inheritdoc/>
    public Command Create()
    {
        var file = SharedOptions.File("Scenario file", isRequired: true);
        var command = new VerbCommand(
            "show-config", "Shows every key with its value and where that came from",
            "show-config topologies/feng2022.yaml --set attacks.malicious-fraction=0.5");
        command.Add(file);
        command.Add(SharedOptions.Scheme);
        command.AddScenarioOptions();
        command.SetAction(parsed => Show(parsed.GetRequiredValue(file)!, parsed));
        return command;
    }

    private static int Show(string file, ParseResult parsed)
    {
        if (ScenarioSource.ReadOrExplain(file, parsed) is not { } scenario)
        {
            return ExitCodes.BadInput;
        }

        var table = ToTable(scenario);
        switch (parsed.GetValue(SharedOptions.Format))
        {
            case "json":
                TableWriter.WriteJson(new JsonObject
                {
                    ["name"] = scenario.Name,
                    ["config_hash"] = scenario.ConfigHash,
                    ["values"] = TableWriter.ToJson(table),
                });
                break;
            case "csv":
                TableWriter.WriteCsv(table);
                break;
            default:
                TableWriter.WriteForPeople([table]);
                Console.Out.WriteLine($"config hash {scenario.ConfigHash}");
                break;
        }

        return ExitCodes.Done;
    }

    private static ResultTable ToTable(ResolvedScenario scenario) => new(
        "values", "", ["key", "value", "si_value", "from"],
        [
            .. scenario.Values.SelectMany(value => value.Value.Faults.Length > 0 ? Faults(value) :
            [
                ImmutableArray.Create<ResultCell>(
                    value.Key.Path,
                    value.Value.Items.Length > 0 ? value.Value.Yaml : Plain(value),
                    value.Value.SiText(value.Key) is var si && value.Key.Kind == KeyKind.Quantity ? si : null,
                    value.Origin.ToString()),
            ]),
        ]);

    /// <summary>One row a fault.</summary>
    private static IEnumerable<ImmutableArray<ResultCell>> Faults(ResolvedValue value) =>
        value.Value.Faults.Select((fault, index) => ImmutableArray.Create<ResultCell>(
            FormattableString.Invariant($"{value.Key.Path}[{index}]"), fault.Yaml, value.Value.Items[index], fault.Origin.ToString()));

    private static string Plain(ResolvedValue value) =>
        value.Key.Kind == KeyKind.Quantity ? value.Value.Yaml : value.Value.Text;
}
