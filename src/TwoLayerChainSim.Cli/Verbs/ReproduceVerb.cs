using System.CommandLine;
using TwoLayerChainSim.Cli.Output;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Reproduction;
using TwoLayerChainSim.Experiments.Scenario.Reading;

namespace TwoLayerChainSim.Cli.Verbs;

/// <summary><c>reproduce ID...</c>: figures of papers run again, with a verdict for each claim.</summary>
internal sealed class ReproduceVerb(Interruption interruption) : IVerb
{
    private const int QuickReplications = 30;
    private const int FullReplications = 400;

    private readonly Argument<string[]> _ids = new("id")
    {
        Description = "Figures: " + string.Join(", ", ReproductionCatalog.All.Select(one => one.Id)),
        Arity = ArgumentArity.ZeroOrMore,
        HelpName = "id",
    };

    private readonly Option<bool> _all = new("--all")
    {
        Description = $"All figures; updates {ReproductionPage.FileName} of a checkout",
    };

    private readonly Option<long?> _seed = WholeNumber.Option("--seed", "Seed of all random streams (default: 1)", 0, long.MaxValue);

    private readonly Option<bool> _quick = new("--quick") { Description = $"{QuickReplications} replications of what is random" };

    private readonly Option<bool> _full = new("--full")
    {
        Description = $"{FullReplications} replications of what is random (default: {new ReproductionSettings().Replications})",
    };

    /// <inheritdoc/>
    public Command Create()
    {
        _ids.CompletionSources.Add([.. ReproductionCatalog.All.Select(one => one.Id)]);
        var command = new VerbCommand(
            "reproduce", "Runs figures of papers again, as published and exact, and judges each claim", "reproduce wang2022/fig5");
        command.Add(_ids);
        foreach (var option in (ReadOnlySpan<Option>)
            [
                _all, _seed, _quick, _full, SharedOptions.Threads, SharedOptions.Output, SharedOptions.Force, SharedOptions.Format,
                SharedOptions.Progress,
            ])
        {
            command.Add(option);
        }

        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var settings = Settings(parsed);
        ExperimentOutcome outcome;
        IReadOnlyList<ReproductionRun> runs;
        using (var progress = ProgressReporter.OnStandardError(parsed.GetValue(SharedOptions.Progress)!))
        {
            (outcome, runs) = new ReproductionRunner(TimeProvider.System).Run(
                Asked(parsed), settings, SharedOptions.RunSettings(parsed), progress, interruption.Token);
        }

        OutcomeWriter.Print(outcome, parsed.GetValue(SharedOptions.Format)!);
        if (parsed.GetValue(_all) && interruption.ExitCode is null)
        {
            UpdatePage(runs, settings);
        }

        Console.Error.WriteLine(outcome.Folder);
        return interruption.ExitCode ?? (outcome.IsAsExpected ? ExitCodes.Done : ExitCodes.TargetNotMet);
    }

    private ReproductionSettings Settings(ParseResult parsed)
    {
        var (quick, full) = (parsed.GetValue(_quick), parsed.GetValue(_full));
        var usual = new ReproductionSettings();
        return quick && full
            ? throw new InputException("--quick and --full: give one of them")
            : new()
            {
                Seed = (ulong)(parsed.GetValue(_seed) ?? (long)usual.Seed),
                Replications = quick ? QuickReplications : full ? FullReplications : usual.Replications,
                Threads = SharedOptions.RunSettings(parsed).Threads,
            };
    }

    private IReproduction[] Asked(ParseResult parsed)
    {
        var ids = parsed.GetValue(_ids)!;
        if (parsed.GetValue(_all))
        {
            return ids.Length == 0
                ? [.. ReproductionCatalog.All]
                : throw new InputException($"--all and '{ids[0]}': give one of them");
        }

        var known = ReproductionCatalog.All.Select(one => one.Id).ToArray();
        var errors = ids.Except(known).Select(id =>
            $"unknown figure '{id}'" + (Suggestion.For(id, known) is { } meant ? $"; did you mean '{meant}'?" : "")).ToList();
        if (ids.Length == 0 || errors.Count > 0)
        {
            errors.Add($"figures: {string.Join(", ", known)}, or --all");
            throw new InputException(string.Join('\n', errors));
        }

        return [.. ids.Distinct().Select(id => ReproductionCatalog.All.Single(one => one.Id == id))];
    }

    /// <summary>Updates the page of a checkout; only with the usual seed and replications, with which a test compares it.</summary>
    private static void UpdatePage(IReadOnlyList<ReproductionRun> runs, ReproductionSettings settings)
    {
        if (!File.Exists(ReproductionPage.FileName) || settings != new ReproductionSettings { Threads = settings.Threads })
        {
            return;
        }

        var before = File.ReadAllText(ReproductionPage.FileName);
        if (ReproductionPage.Replace(before, ReproductionPage.Section(runs, settings)) is { } after && after != before)
        {
            File.WriteAllText(ReproductionPage.FileName, after);
            Console.Error.WriteLine($"{ReproductionPage.FileName} was updated");
        }
    }
}
