using System.CommandLine;
using TwoLayerChainSim.Cli.Output;
using TwoLayerChainSim.Experiments.Games;

namespace TwoLayerChainSim.Cli.Verbs;

/// <summary><c>game FILE</c>: plays an incentive game alone, without a network.</summary>
internal sealed class GameVerb : IVerb
{
    /// <inheritdoc/>
    public Command Create()
    {
        var file = SharedOptions.File("Game file, see docs/games.md; kinds: " + string.Join(", ", GameDocument.Kinds), isRequired: true);
        var command = new VerbCommand(
            "game", "Plays an incentive game alone, without a network: table and figures", "game topologies/games/stackelberg.yaml");
        command.Add(file);
        foreach (var option in (ReadOnlySpan<Option>)[SharedOptions.Output, SharedOptions.Force, SharedOptions.Format])
        {
            command.Add(option);
        }

        command.SetAction(parsed => Run(parsed.GetRequiredValue(file)!, parsed));
        return command;
    }

    private static int Run(string file, ParseResult parsed)
    {
        var (outcome, errors) = new GameRunner(TimeProvider.System).Run(file, SharedOptions.RunSettings(parsed));
        if (outcome is null)
        {
            foreach (var error in errors)
            {
                Console.Error.WriteLine(error);
            }

            Console.Error.WriteLine(errors.Length == 1 ? "1 error; nothing was done" : $"{errors.Length} errors; nothing was done");
            return ExitCodes.BadInput;
        }

        OutcomeWriter.Print(outcome, parsed.GetValue(SharedOptions.Format)!);
        Console.Error.WriteLine(outcome.Folder);
        return ExitCodes.Done;
    }
}
