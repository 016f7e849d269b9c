using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Cli;

/// <summary>
/// Options that mean the same in every verb. Values stay text until the scenario reader checks them, so the user's culture
/// never touches a number.
/// </summary>
internal static class SharedOptions
{
    private const int MostThreads = 1024;

    public static Option<string?> Seed { get; } = new("--seed")
    {
        Description = "Seed of all random streams (key seed)",
        HelpName = "n",
    };

    public static Option<string?> Replications { get; } = new("--replications")
    {
        Description = "Runs of each scheme that trains (key replications)",
        HelpName = "n",
    };

    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "Folder with MNIST-like IDX files, plain or .gz, instead of the generated digits",
        HelpName = "dir",
    };

    public static Option<string?> Scheme { get; } = WithWords(
        new Option<string?>("--scheme") { Description = "Scheme of the verb run (key scheme); see list", HelpName = "name" },
        Words("scheme"));

    public static Option<string?> Incentive { get; } = WithWords(
        new Option<string?>("--incentive")
        {
            Description = "Incentive of all runs (key incentive), or several a,b to compare (key compare.incentives)",
            HelpName = "name[,name]",
        },
        Words("incentive"));

    public static Option<string[]> Set { get; } = WithWords(
        new Option<string[]>("--set")
        {
            Description = "Sets a key of the scenario; repeatable",
            HelpName = "key=value",
            DefaultValueFactory = _ => [],
            Validators = { RequirePairs },
        },
        ScenarioKeys.All.Select(key => key.Path + "="));

    public static Option<bool> Quick { get; } = new("--quick")
    {
        Description = "At most 2 replications that train, 5 of each point of delay, 1 and 50 trials of each point of stress",
    };

    public static Option<int?> Threads { get; } = new("--threads")
    {
        Description = "Runs at the same time; no result depends on it (default: all processors)",
        HelpName = "n",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var threads)
                && threads is >= 1 and <= MostThreads)
            {
                return threads;
            }

            result.AddError($"--threads: found '{result.Tokens[0].Value}'; allowed: a whole number from 1 to {MostThreads}");
            return null;
        },
    };

    public static Option<string?> Output { get; } = new("--output")
    {
        Description = "Result folder (default: output/<name>/<time>-<hash>)",
        HelpName = "dir",
        Validators =
        {
            result =>
            {
                if (result.Tokens is [{ Value: var folder }] && string.IsNullOrWhiteSpace(folder))
                {
                    result.AddError("--output: the name of the folder is empty");
                }
            },
        },
    };

    public static Option<bool> Force { get; } = new("--force")
    {
        Description = "Moves an existing result folder aside instead of refusing it",
    };

    public static Option<string> Engine { get; } = Choice(
        "--engine", "Event engine; no result depends on it (simsharp needs a build with -p:UseSimSharp=true)", EngineChoice.Words);

    public static Option<string> Format { get; } = Choice("--format", "Form of the data on standard output", "table", "json", "csv");

    public static Option<string> Progress { get; } = Choice("--progress", "Progress on standard error", "auto", "plain", "off");

    /// <summary>Adds the options that shape the scenario.</summary>
    public static void AddScenarioOptions(this Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[Set, Seed, Replications, Data, Quick, Format])
        {
            command.Add(option);
        }
    }

    /// <summary>Adds the options that shape a run.</summary>
    public static void AddRunOptions(this Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[Threads, Output, Force, Progress, Engine])
        {
            command.Add(option);
        }
    }

    /// <summary>The values that the command line puts in place of those of the file.</summary>
    public static IEnumerable<ScenarioOverride> Overrides(ParseResult parsed)
    {
        foreach (var pair in parsed.GetValue(Set)!)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            yield return new(pair[..at], pair[(at + 1)..]);
        }

        foreach (var (option, key) in ((Option<string?>, string)[])
            [(Seed, "seed"), (Replications, "replications"), (Scheme, "scheme"), (Data, "learning.data-directory")])
        {
            if (parsed.GetValue(option) is { } value)
            {
                yield return new(key, value, option.Name);
            }
        }

        if (parsed.GetValue(Incentive) is { } incentives)
        {
            yield return new("compare.incentives", $"[{incentives}]", Incentive.Name);
            if (!incentives.Contains(',', StringComparison.Ordinal))
            {
                yield return new("incentive", incentives, Incentive.Name);
            }
        }

        if (parsed.GetValue(Data) is not null)
        {
            yield return new("learning.data", "idx", Data.Name);
        }
    }

    /// <summary>How to run.</summary>
    public static ExperimentSettings Settings(ParseResult parsed) => RunSettings(parsed) with
    {
        Calendar = EngineChoice.Calendar(parsed.GetValue(Engine)!),
    };

    /// <summary>How to run a verb without a choice of the event engine.</summary>
    public static ExperimentSettings RunSettings(ParseResult parsed) => new()
    {
        Threads = parsed.GetValue(Threads) ?? Environment.ProcessorCount,
        OutputFolder = parsed.GetValue(Output),
        Force = parsed.GetValue(Force),
    };

    /// <summary>The scenario file; a word that starts with <c>-</c> is a misspelt option.</summary>
    public static Argument<string?> File(string description, bool isRequired) => new("file")
    {
        Description = description,
        Arity = isRequired ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
        Validators =
        {
            result =>
            {
                if (result.Tokens is [{ Value: ['-', ..] word }])
                {
                    result.AddError($"Unrecognized option '{word}'.");
                }
            },
        },
    };

    private static void RequirePairs(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(token => !token.Value.Contains('=', StringComparison.Ordinal)))
        {
            result.AddError($"--set {token.Value}: write --set key=value");
        }
    }

    private static IEnumerable<string> Words(string key) =>
        ScenarioKeys.All[ScenarioKeys.IndexOf(key)].Choices.Select(choice => choice.Name);

    private static Option<string> Choice(string name, string description, params string[] words)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            DefaultValueFactory = _ => words[0],
        };
        option.AcceptOnlyFromAmong(words);
        return option;
    }

    private static Option<T> WithWords<T>(Option<T> option, IEnumerable<string> words)
    {
        option.CompletionSources.Add([.. words]);
        return option;
    }
}
