using System.CommandLine;
using TwoLayerChainSim.Cli.Output;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Cli.Verbs;

/// <summary>What <c>compare</c> and <c>run</c> have in common: read, run, print.</summary>
internal static class ExperimentVerb
{
    /// <summary>One of the two methods of <see cref="IExperimentRunner"/>.</summary>
    public delegate Task<ExperimentOutcome> Experiment(
        ResolvedScenario scenario, ExperimentSettings settings, IProgress<ExperimentProgress> progress, CancellationToken stop);

    /// <summary>Reads the scenario, runs the experiment and prints its outcome.</summary>
    /// <param name="file">Scenario file; null for the built-in scenario.</param>
    /// <param name="parsed">Command line.</param>
    /// <param name="interruption">Signals.</param>
    /// <param name="experiment">What to run.</param>
    /// <returns>Exit code.</returns>
    public static async Task<int> RunAsync(string? file, ParseResult parsed, Interruption interruption, Experiment experiment)
    {
        if (ScenarioSource.ReadOrExplain(file, parsed) is not { } scenario)
        {
            return ExitCodes.BadInput;
        }

        ExperimentOutcome outcome;
        using (var progress = ProgressReporter.OnStandardError(parsed.GetValue(SharedOptions.Progress)!))
        {
            outcome = await experiment(scenario, SharedOptions.Settings(parsed), progress, interruption.Token);
        }

        OutcomeWriter.Print(outcome, parsed.GetValue(SharedOptions.Format)!);
        if (outcome.Failure is { } failure)
        {
            Console.Error.WriteLine($"error: {failure}");
        }

        Console.Error.WriteLine(outcome.Folder);
        return interruption.ExitCode
            ?? (outcome.Failure is not null ? ExitCodes.Failed
                : outcome.IsAsExpected ? ExitCodes.Done
                : ExitCodes.NotAsExpected);
    }
}
