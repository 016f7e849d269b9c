using System.Collections.Immutable;
using System.CommandLine;
using TwoLayerChainSim.Cli.Output;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Reproduction;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Cli.Verbs;

/// <summary><c>list</c>: everything that can be selected, with its source paper.</summary>
internal sealed class ListVerb : IVerb
{
    /// <inheritdoc/>
    public Command Create()
    {
        var keys = new Option<bool>("--keys") { Description = "Lists all keys of a scenario instead of the words to choose from" };
        var reproductions = new Option<bool>("--reproductions") { Description = "Lists the figures that the verb reproduce runs again" };
        var markdown = new Option<bool>("--markdown") { Description = "Writes topologies/README.md, the description of all keys" };
        var command = new VerbCommand("list", "Lists everything that can be selected, with its source", "list --keys");
        command.Aliases.Add("ls");
        command.Add(keys);
        command.Add(reproductions);
        command.Add(markdown);
        command.Add(SharedOptions.Format);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(markdown))
            {
                Console.Out.Write(KeyDocument.ToMarkdown());
            }
            else
            {
                Write(
                    parsed.GetValue(keys) ? Keys() : parsed.GetValue(reproductions) ? Reproductions() : null,
                    parsed.GetValue(SharedOptions.Format)!);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Write(ResultTable? table, string format) => TableWriter.Write(
        table ?? Choices(),
        format,
        table is null ? ScenarioKeys.WithFaultFields.Where(key => key.Kind == KeyKind.Choice).Select(Choices) : null);

    /// <summary>For people: the words of one key.</summary>
    private static ResultTable Choices(ScenarioKey key) => new(
        key.Path, "", [key.Path, "meaning", "source"],
        [
            .. key.Choices.Select(choice => ImmutableArray.Create<ResultCell>(
                choice.Name + (choice.Name == key.Default ? " (default)" : ""), choice.Description, choice.Source)),
        ]);

    private static ResultTable Choices() => new(
        "choices", "", ["key", "word", "default", "meaning", "source"],
        [
            .. from key in ScenarioKeys.WithFaultFields
               where key.Kind == KeyKind.Choice
               from choice in key.Choices
               select ImmutableArray.Create<ResultCell>(
                   key.Path, choice.Name, choice.Name == key.Default ? "yes" : "", choice.Description, choice.Source),
        ]);

    private static ResultTable Keys() => new(
        "keys", "", ["key", "default", "allowed", "meaning", "source"],
        [
            .. ScenarioKeys.WithFaultFields.Select(key =>
                ImmutableArray.Create<ResultCell>(key.Path, key.Default, key.Allowed, key.Description, key.Source)),
        ]);

    private static ResultTable Reproductions() => new(
        "reproductions", "", ["id", "shows", "source"],
        [
            .. ReproductionCatalog.All.Select(one => ImmutableArray.Create<ResultCell>(one.Id, one.Title, one.Source)),
        ]);
}
