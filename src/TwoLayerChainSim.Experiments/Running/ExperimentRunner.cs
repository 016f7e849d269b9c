using TwoLayerChainSim.Experiments.Report;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>Runs the replications behind a verb and publishes their result folder.</summary>
/// <param name="clock">The wall clock, for folder names and timing.json only.</param>
public sealed class ExperimentRunner(TimeProvider clock) : IExperimentRunner
{
    /// <inheritdoc/>
    public Task<ExperimentOutcome> CompareAsync(
        ResolvedScenario scenario,
        ExperimentSettings settings,
        IProgress<ExperimentProgress> progress,
        CancellationToken cancellationToken) => Task.Run(
            () =>
            {
                var job = new ExperimentJob(
                    scenario, settings, PlannedRun.SweptKeys(scenario), PlannedRun.OfComparison(scenario));
                return Execute(
                    job, (published, _, _) => OutcomeTables.OfComparison(published.Figures), progress, cancellationToken);
            },
            CancellationToken.None);

    /// <inheritdoc/>
    public Task<ExperimentOutcome> RunAsync(
        ResolvedScenario scenario,
        ExperimentSettings settings,
        IProgress<ExperimentProgress> progress,
        CancellationToken cancellationToken) => Task.Run(
            () =>
            {
                var job = new ExperimentJob(scenario, settings, [], [PlannedRun.OfScheme(scenario, settings.Threads)]);
                return Execute(
                    job,
                    (_, results, ledgers) => OutcomeTables.OfEpisodes(results, scenario.Text("incentive") != "none").And(ledgers.Table),
                    progress,
                    cancellationToken);
            },
            CancellationToken.None);

    /// <inheritdoc/>
    public Task<ExperimentOutcome> StressAsync(
        ResolvedScenario scenario,
        ExperimentSettings settings,
        IProgress<ExperimentProgress> progress,
        CancellationToken cancellationToken) => Task.Run(
            () =>
            {
                var job = new ExperimentJob(scenario, settings, StressPlan.SweptKeys, new StressPlan(scenario).Runs)
                {
                    ContentOf = ReportContent.OfStress,
                    ExpectsVerdicts = false,
                };
                return Execute(job, (published, _, _) => OutcomeTables.OfStress(published), progress, cancellationToken);
            },
            CancellationToken.None);

    private ExperimentOutcome Execute(
        ExperimentJob job,
        Func<PublishedResults, IReadOnlyList<ReplicationResult>, LedgerBook, OutcomeTables> tablesOf,
        IProgress<ExperimentProgress> progress,
        CancellationToken cancellation)
    {
        progress.Report(new(0, 0, "preparing the data"));
        var data = job.Runs.Any(run => !run.Request.TimingOnly) ? DataSource.Load(job.Scenario) : null;
        var ledgers = new LedgerBook(job.ExpectsVerdicts ? job.Scenario.Choices("expect.verdicts") : null);
        var batch = new RunBatch(new(job.Scenario, data?.Images, job.Settings.Calendar), job.Runs, ledgers, progress);
        var plan = new ResultPlan(
            job.Scenario.Name, job.Scenario.ToYaml(), job.SweptKeys, [.. job.Runs.Select(run => run.Key)]);
        var location = new ResultLocation { Output = job.Settings.OutputFolder, Force = job.Settings.Force };
        using var folder = ResultFolder.Create(location, plan, new DiskStore(), clock);
        batch.Execute(folder, job.Settings.Threads, cancellation);

        progress.Report(new(0, 0, "writing tables and figures"));
        var facts = Facts(job, data, batch, cancellation.IsCancellationRequested);
        var published = Publication.Write(folder, facts, job.ContentOf);
        var results = folder.Results();
        var tables = tablesOf(published, results, ledgers);
        return new()
        {
            Folder = folder.Path,
            Findings =
            [
                .. Interruption(facts, results), .. batch.Ledgers.Verdicts.Select(Sentence), .. published.Answer,
                .. job.Runs.Count == 1 ? batch.Remarks : [],
            ],
            Tables = tables.Exact,
            Digest = tables.Digest,
            Failure = batch.Failures is [var first, ..] ? $"{batch.Failures.Count} of {job.Runs.Count} runs failed; {first}" : null,
            IsAsExpected = batch.Ledgers.Verdicts.All(verdict => verdict.IsAsExpected != false),
        };
    }

    private static ExperimentFacts Facts(ExperimentJob job, DataSource? data, RunBatch batch, bool isInterrupted) => new()
    {
        Title = job.Scenario.Text("description") is { Length: > 0 } description ? description : job.Scenario.Name,
        ToolVersion = Running.ToolVersion.Text,
        DataSet = data?.Name ?? string.Empty,
        DataSetSha256 = data?.Sha256() ?? string.Empty,
        Verdicts = batch.Ledgers.Verdicts,
        Ledgers = batch.Ledgers.Rows,
        Notes = Notes(job.Scenario),
        Limitations = ModelLimitations.All,
        IsInterrupted = isInterrupted,
    };

    private static string[] Interruption(ExperimentFacts facts, IReadOnlyList<ReplicationResult> results) => facts.IsInterrupted
        ? [$"Interrupted: {results.Count(result => result.CensoredBecause is null)} of {results.Count} runs finished and were kept."]
        : [];

    private static string Sentence(Verdict verdict)
    {
        var remark = verdict.IsAsExpected == false ? ", not as expected" : string.Empty;
        return $"{verdict.Claim}: {verdict.Outcome}{remark} ({verdict.Evidence}).";
    }

    private static List<string> Notes(ResolvedScenario scenario)
    {
        var notes = new List<string>();
        if (scenario.Text("radio.fading") == "ergodic")
        {
            notes.Add("Radio transfers use the ergodic rate of the fading channel instead of its gains.");
        }

        if (scenario.Whole("network.mec-nodes") < 4)
        {
            notes.Add("With fewer than 4 MEC nodes a BFT committee of MEC nodes tolerates no Byzantine member (f = 0).");
        }

        return notes;
    }
}

/// <summary>What a verb asks for.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Settings">How it is run.</param>
/// <param name="SweptKeys">Swept columns of the tables.</param>
/// <param name="Runs">All runs.</param>
internal sealed record ExperimentJob(
    ResolvedScenario Scenario, ExperimentSettings Settings, IReadOnlyList<string> SweptKeys, IReadOnlyList<PlannedRun> Runs)
{
    /// <summary>What the report shows and says.</summary>
    public Func<MetricTable, IReadOnlyList<SummaryRow>, ReportContent> ContentOf { get; init; } = ReportContent.OfComparison;

    /// <summary>Whether the scenario says which verdicts are as expected; false where verdicts are what is asked for.</summary>
    public bool ExpectsVerdicts { get; init; } = true;
}
