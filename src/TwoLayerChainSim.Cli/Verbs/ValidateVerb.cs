using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json.Nodes;
using TwoLayerChainSim.Cli.Output;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Cli.Verbs;

/// <summary><c>validate FILE</c>: everything that is wrong with a scenario.</summary>
internal sealed class ValidateVerb : IVerb
{
    private static readonly ImmutableArray<string> Columns =
        ["severity", "source", "line", "column", "key", "problem", "allowed", "suggestion"];

    /// <inheritdoc/>
    public Command Create()
    {
        var file = SharedOptions.File("Scenario file", isRequired: true);
        var command = new VerbCommand(
            "validate", "Checks a scenario and lists everything that is wrong with it", "validate topologies/feng2022.yaml");
        command.Add(file);
        command.Add(SharedOptions.Scheme);
        command.AddScenarioOptions();
        command.SetAction(parsed => Validate(parsed.GetRequiredValue(file)!, parsed));
        return command;
    }

    private static int Validate(string file, ParseResult parsed)
    {
        var result = ScenarioSource.Read(file, parsed);
        switch (parsed.GetValue(SharedOptions.Format))
        {
            case "json":
                TableWriter.WriteJson(new JsonObject
                {
                    ["file"] = file,
                    ["valid"] = result.Scenario is not null,
                    ["config_hash"] = result.Scenario?.ConfigHash,
                    ["diagnostics"] = TableWriter.ToJson(ToTable(result)),
                });
                break;
            case "csv":
                TableWriter.WriteCsv(ToTable(result));
                break;
            default:
                ScenarioSource.Explain(result);
                if (result.Scenario is { } scenario)
                {
                    var written = scenario.Values.Count(value => value.Origin != ValueOrigin.Default);
                    Console.Out.WriteLine($"{file}: valid, {written} keys written, {scenario.Values.Length - written} defaults");
                }

                break;
        }

        return result.Scenario is null ? ExitCodes.BadInput : ExitCodes.Done;
    }

    private static ResultTable ToTable(ScenarioReadResult result) => new(
        "diagnostics", "", Columns,
        [
            .. result.Diagnostics.Select(item => ImmutableArray.Create<ResultCell>(
                item.Severity == Severity.Error ? "error" : "warning",
                item.Origin.Source,
                item.Origin.Line > 0 ? item.Origin.Line : ResultCell.Missing,
                item.Origin.Line > 0 ? item.Origin.Column : ResultCell.Missing,
                item.Key,
                item.Problem,
                item.Allowed,
                item.Suggestion)),
        ]);
}
