using System.Globalization;
using TwoLayerChainSim.Cli;
using TwoLayerChainSim.Cli.Verbs;
using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Tests.Cli;

/// <summary>
/// The program with an experiment that does what the study's description says, so that exit codes and signals can be tested
/// in a child process: <c>expected</c>, <c>unexpected</c>, <c>input</c>, <c>folder</c>, <c>disk</c>, <c>bug</c>,
/// <c>cleanup</c> (keeps its results for
/// some seconds after a signal), <c>cancelled</c> (throws on a signal), <c>deaf</c> (ignores signals).
/// </summary>
internal sealed class ScriptedProgram : IExperimentRunner
{
    private const int CleanupSeconds = 3;

    public static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using var interruption = new Interruption();
        return await Create(interruption, new ScriptedProgram()).RunAsync(args);
    }

    /// <summary>The command line with all verbs.</summary>
    public static CommandLine Create(Interruption interruption, IExperimentRunner runner) => new(
        [
            new CompareVerb(interruption, runner), new StressVerb(interruption, runner), new RunVerb(interruption, runner),
            new ValidateVerb(), new ShowConfigVerb(), new ListVerb(),
            new CampaignVerb(interruption), new ReproduceVerb(interruption), new GameVerb(),
        ],
        interruption);

    public Task<ExperimentOutcome> CompareAsync(
        ResolvedScenario scenario, ExperimentSettings settings, IProgress<ExperimentProgress> progress,
        CancellationToken cancellationToken) =>
        RunAsync(scenario, settings, progress, cancellationToken);

    public Task<ExperimentOutcome> StressAsync(
        ResolvedScenario scenario, ExperimentSettings settings, IProgress<ExperimentProgress> progress,
        CancellationToken cancellationToken) =>
        RunAsync(scenario, settings, progress, cancellationToken);

    public async Task<ExperimentOutcome> RunAsync(
        ResolvedScenario scenario, ExperimentSettings settings, IProgress<ExperimentProgress> progress,
        CancellationToken cancellationToken)
    {
        var script = scenario.Text("description");
        switch (script)
        {
            case "input":
                throw new InputException("digits.idx: truncated\nlabels.idx: no such file");
            case "folder":
                throw new ResultFolderException("results exists already", isBadInput: true);
            case "disk":
                throw new ResultFolderException("the disk is full", isBadInput: false);
            case "bug":
                throw new InvalidOperationException("something\nunforeseen");
            case "cleanup":
                Ready();
                await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
                await Task.Delay(TimeSpan.FromSeconds(CleanupSeconds), CancellationToken.None);
                await File.WriteAllTextAsync("kept.txt", "finished replications", CancellationToken.None);
                break;
            case "cancelled":
                Ready();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case "deaf":
                Ready();
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                break;
        }

        progress.Report(new(1, 1, "done"));
        return new ExperimentOutcome
        {
            Folder = settings.OutputFolder ?? "output/default",
            Findings = ["two-layer is above FLchain"],
            IsAsExpected = script != "unexpected",
            Tables =
            [
                new(
                    "accuracy", "Accuracy", ["scheme", "accuracy", "n"],
                    [["two-layer", 0.123456789012, 5], ["flchain, \"x\"", ResultCell.Missing, 5]]),
                new("delay", "Delay", ["scheme", "delay_s"], [["flchain", 1.5]]),
            ],
        };
    }

    private static void Ready() => Console.Error.WriteLine("ready");
}
