using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using TwoLayerChainSim.Cli.Verbs;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Scenario.Reading;

namespace TwoLayerChainSim.Cli;

/// <summary>Parses the command line, runs the verb, and turns every failure into one line and an exit code.</summary>
internal sealed class CommandLine(IEnumerable<IVerb> verbs, Interruption interruption)
{
    private const int HelpWidth = 110;

    /// <summary>Runs what <paramref name="args"/> ask for.</summary>
    /// <returns>Exit code.</returns>
    public async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Simulates blockchain-based federated learning over the mobile edge network.");
        UseHelpWithExamples(root);
        foreach (var verb in verbs)
        {
            root.Add(verb.Create());
        }

        // No response files: a value may start with '@'.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
        {
            ExplainErrors(parsed);
            return ExitCodes.BadInput;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (OperationCanceledException) when (interruption.ExitCode is { } code)
        {
            return code;
        }
        catch (Exception e) when (e is InputException or ResultFolderException { IsBadInput: true })
        {
            foreach (var line in e.Message.Split('\n'))
            {
                Console.Error.WriteLine($"error: {OneLine(line)}");
            }

            return ExitCodes.BadInput;
        }
        catch (Exception e) when (Environment.GetEnvironmentVariable("TLC_DEBUG") != "1")
        {
            Console.Error.WriteLine($"error: {OneLine(e.Message)}");
            return ExitCodes.Failed;
        }
    }

    private static string OneLine(string message) =>
        string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Says on standard error what is wrong; System.CommandLine itself prints its help to standard output.</summary>
    private static void ExplainErrors(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var verbNames = string.Join(", ", command.Subcommands.Select(verb => verb.Name));
        IEnumerable<string> errors = command is not RootCommand ? parsed.Errors.Select(error => OneLine(error.Message))
            : parsed.UnmatchedTokens is [var word, ..] ? [$"unknown verb or option '{word}'; verbs: {verbNames}"]
            : [$"a verb is missing: {verbNames}"];
        foreach (var error in errors)
        {
            Console.Error.WriteLine($"error: {error}");
        }

        var known = command.Subcommands.Select(verb => verb.Name)
            .Concat(command.Options.Select(option => option.Name)).Append("--help").ToList();
        var unknown = parsed.UnmatchedTokens
            .Concat(parsed.Tokens.Where(token => token.Type == TokenType.Argument).Select(token => token.Value))
            .Where(word => parsed.UnmatchedTokens.Contains(word) || word.StartsWith('-'))
            .Distinct();
        foreach (var wrong in unknown)
        {
            if (Suggestion.For(wrong, known) is { } meant)
            {
                Console.Error.WriteLine($"did you mean '{meant}'?");
            }
        }

        var path = command is RootCommand ? "twolayerchain" : $"twolayerchain {command.Name}";
        Console.Error.WriteLine($"see {path} --help");
    }

    private static void UseHelpWithExamples(RootCommand root)
    {
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        var help = new HelpOption("--help", "-h");
        help.Action = new HelpWithExample((HelpAction)help.Action!);
        root.Add(help);
    }

    /// <summary>The library's help, then the example of the verb.</summary>
    private sealed class HelpWithExample(HelpAction help) : SynchronousCommandLineAction
    {
        /// <inheritdoc/>
        public override bool ClearsParseErrors => true;

        /// <inheritdoc/>
        public override int Invoke(ParseResult parseResult)
        {
            help.MaxWidth = HelpWidth;
            help.Invoke(parseResult);
            if (parseResult.CommandResult.Command is VerbCommand verb)
            {
                Console.Out.WriteLine($"Example:\n  {verb.Example}");
            }

            return ExitCodes.Done;
        }
    }
}
