using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Model.Learning;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>
/// Executes runs in parallel, each on one thread, and keeps each as soon as it has finished. Long runs start first; neither
/// the order nor the number of threads shows in the results.
/// </summary>
internal sealed class RunBatch
{
    private readonly RunFactory _factory;
    private readonly ImmutableArray<PlannedRun> _runs;
    private readonly IProgress<ExperimentProgress> _progress;
    private readonly double _totalWork;
    private readonly Lock _gate = new();
    private readonly List<(PlannedRun Run, string Reason)> _failures = [];
    private readonly List<(PlannedRun Run, string Sentence)> _remarks = [];
    private double _doneWork;

    /// <summary>A batch; every kind of run is built once, so that bad input is found before anything is written.</summary>
    /// <param name="factory">Builds runs.</param>
    /// <param name="runs">What to run.</param>
    /// <param name="ledgers">Keeps the verdicts.</param>
    /// <param name="progress">Told about finished work.</param>
    /// <exception cref="InputException">A run cannot be built from the scenario.</exception>
    public RunBatch(
        RunFactory factory, IReadOnlyList<PlannedRun> runs, LedgerBook ledgers, IProgress<ExperimentProgress> progress)
    {
        (_factory, Ledgers, _progress) = (factory, ledgers, progress);
        _runs = [.. runs.OrderByDescending(run => run.Work)];
        _totalWork = runs.Sum(run => run.Work);
        foreach (var kind in runs.Where(run => run.Trials is null).DistinctBy(run => (run.Request.Scheme, run.Request.TimingOnly)))
        {
            try
            {
                factory.Create(kind.Request);
            }
            catch (Exception exception) when (exception is NotEnoughSamplesException or ArgumentException)
            {
                throw new InputException(exception.Message, exception);
            }
        }
    }

    /// <summary>One sentence for each run that failed, in a fixed order.</summary>
    public IReadOnlyList<string> Failures =>
        [.. _failures.OrderBy(failure => failure.Run.Key.RunId, StringComparer.Ordinal).Select(failure => failure.Reason)];

    /// <summary>For each run in which an incentive did not win everybody at once, the first example, in a fixed order.</summary>
    public IReadOnlyList<string> Remarks =>
        [.. _remarks.OrderBy(remark => remark.Run.Key.RunId, StringComparer.Ordinal).Select(remark => remark.Sentence)];

    /// <summary>The verdicts on the ledgers of all finished runs.</summary>
    public LedgerBook Ledgers { get; }

    /// <summary>Runs everything, or until cancelled; finished runs are in the folder.</summary>
    /// <param name="folder">Keeps the results.</param>
    /// <param name="threads">Runs at the same time, at least 1.</param>
    /// <param name="cancellation">Stops the runs.</param>
    public void Execute(ResultFolder folder, int threads, CancellationToken cancellation)
    {
        _progress.Report(new(0, _totalWork, "starting"));
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        try
        {
            Parallel.ForEach(
                Partitioner.Create(_runs, EnumerablePartitionerOptions.NoBuffering),
                options,
                run => Execute(run, folder, cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The caller sees it on its token; what is finished is kept.
        }
        catch (AggregateException exception)
        {
            // The same full disk may have stopped several threads.
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    private void Execute(PlannedRun planned, ResultFolder folder, CancellationToken cancellation)
    {
        try
        {
            folder.Append(ReplicationResult.Finished(
                planned.Key, planned.Trials is { } point ? Try(planned, point, cancellation) : Run(planned, cancellation)));
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ResultFolderException or OutOfMemoryException))
        {
            var reason = $"{planned.Key.Scenario}, {planned.Key.Scheme}, replication {planned.Key.Replication}, "
                + $"seed {planned.Key.Seed}: {exception.Message}";
            folder.Append(ReplicationResult.Censored(planned.Key, reason));
            lock (_gate)
            {
                _failures.Add((planned, reason));
            }
        }
    }

    private IReadOnlyList<Measurement> Run(PlannedRun planned, CancellationToken cancellation)
    {
        var reports = new List<EpisodeReport>();
        var run = _factory.Create(planned.Request);
        var share = planned.Work / Math.Max(1, run.Episodes);
        run.EpisodeCompleted += report =>
        {
            reports.Add(report);
            Report(share, planned);
        };
        var verdicts = run.Execute(cancellation);
        Remark(planned, reports);
        Ledgers.Keep(planned.Key, verdicts, reports.Sum(report => report.Counts.Captured));
        return [.. reports.SelectMany(EpisodeMeasurements.Of), .. EpisodeMeasurements.OfRun(reports)];
    }

    private void Remark(PlannedRun planned, IEnumerable<EpisodeReport> reports)
    {
        if (reports.FirstOrDefault(report => report.Incentive.Reason.Length > 0) is { } report)
        {
            var (episode, incentive) = (report.Episode, report.Incentive);
            lock (_gate)
            {
                _remarks.Add((planned, FormattableString.Invariant(
                    $"Episode {episode}: {incentive.Abstaining} abstain, {incentive.Renegotiated} renegotiated; {incentive.Reason}.")));
            }
        }
    }

    private IReadOnlyList<Measurement> Try(PlannedRun planned, TrialPoint point, CancellationToken cancellation)
    {
        var share = planned.Work / point.Trials;
        return _factory.CreateTrials().Measure(point, () => Report(share, planned), cancellation);
    }

    private void Report(double work, PlannedRun planned)
    {
        lock (_gate)
        {
            _doneWork += work;
            _progress.Report(new(_doneWork, _totalWork, planned.Key.Scheme));
        }
    }
}
