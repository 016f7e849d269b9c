using System.Globalization;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Running;

namespace TwoLayerChainSim.Experiments.Reproduction;

/// <summary>Runs figures of papers again and writes figures, points and verdicts to one result folder.</summary>
/// <param name="clock">The wall clock, for folder names and timing.json only.</param>
public sealed class ReproductionRunner(TimeProvider clock)
{
    /// <summary>Runs reproductions, several at the same time.</summary>
    /// <param name="reproductions">What to run, at least one.</param>
    /// <param name="settings">Seed and replications.</param>
    /// <param name="experiment">Threads and result folder.</param>
    /// <param name="progress">Told about finished figures.</param>
    /// <param name="cancellation">Ends the work after the figures that are running; these are kept.</param>
    /// <returns>What came out, and the figures that were run, in the order asked for.</returns>
    public (ExperimentOutcome Outcome, IReadOnlyList<ReproductionRun> Runs) Run(
        IReadOnlyList<IReproduction> reproductions, ReproductionSettings settings, ExperimentSettings experiment,
        IProgress<ExperimentProgress> progress, CancellationToken cancellation)
    {
        var name = reproductions.Count == 1 ? reproductions[0].Id.Replace('/', '-') : "reproduce";
        var plan = new ResultPlan(name, Configuration(reproductions, settings), [], []);
        using var folder = ResultFolder.Create(
            new() { Output = experiment.OutputFolder, Force = experiment.Force }, plan, new DiskStore(), clock);
        var runs = Execute(reproductions, settings, experiment.Threads, progress, cancellation);
        var points = OutcomeTables.Points([.. runs.SelectMany(run => run.Result.Figures)]);
        var verdicts = VerdictTables.Exact(runs);
        Publish(folder, runs, settings, verdicts, points, runs.Length < reproductions.Count);
        return (
            new()
            {
                Folder = folder.Path,
                Findings = [.. runs.SelectMany(run => run.Result.Choices.Prepend(run.Summary))],
                Tables = [verdicts, points],
                Digest = [.. runs.Select(VerdictTables.Digest)],
                IsAsExpected = runs.All(run => run.IsReproduced),
            },
            runs);
    }

    private static ReproductionRun[] Execute(
        IReadOnlyList<IReproduction> reproductions, ReproductionSettings settings, int threads,
        IProgress<ExperimentProgress> progress, CancellationToken cancellation)
    {
        var runs = new ReproductionRun?[reproductions.Count];
        var done = 0;
        progress.Report(new(0, reproductions.Count, "running"));
        Parallel.For(0, reproductions.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            if (!cancellation.IsCancellationRequested)
            {
                runs[i] = new(reproductions[i], reproductions[i].Run(settings));
                progress.Report(new(Interlocked.Increment(ref done), reproductions.Count, reproductions[i].Id));
            }
        });
        return [.. runs.OfType<ReproductionRun>()];
    }

    private static void Publish(
        ResultFolder folder, ReproductionRun[] runs, ReproductionSettings settings, ResultTable verdicts, ResultTable points,
        bool isInterrupted)
    {
        var tables = new List<TableDescription>
        {
            VerdictTables.Describe(folder.Write("verdicts.csv", verdicts.ToCsv(), verdicts.Rows.Length)),
        };
        folder.Write("verdicts.md", ReproductionPage.Section(runs, settings));
        folder.Write("points.csv", points.ToCsv(), points.Rows.Length);
        tables.AddRange(runs.SelectMany(run => run.Result.Figures).Select(figure => FigureFiles.Of(figure).WriteTo(folder)));
        folder.Write(DataPackage.FileName, DataPackage.Write(folder.Plan.Scenario, tables, []));
        var facts = new ExperimentFacts
        {
            Title = "Reproduction of published figures",
            ToolVersion = ToolVersion.Text,
            Verdicts =
            [
                .. from run in runs
                   from claim in run.Result.Claims
                   from finding in claim.Findings
                   select new Verdict(
                       $"{run.Reproduction.Id}, {claim.Source}, {finding.Reading}: {claim.Says}", VerdictTables.Word(finding.Verdict), null,
                       finding.Found),
            ],
            Notes = [.. runs.SelectMany(run => run.Result.Choices.Select(choice => $"{run.Reproduction.Id}: {choice}"))],
            IsInterrupted = isInterrupted,
        };
        folder.Finish(files => Manifest.Of(folder.Plan, [], facts, files));
    }

    private static string Configuration(IReadOnlyList<IReproduction> reproductions, ReproductionSettings settings) => string.Create(
        CultureInfo.InvariantCulture,
        $"reproduce: [{string.Join(", ", reproductions.Select(one => one.Id))}]\nseed: {settings.Seed}\n"
        + $"replications: {settings.Replications}\n");
}
