using System.Collections.Immutable;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Experiments.Swarm.Twins;

/// <summary>What the schedules of twins gave.</summary>
/// <param name="Schedules">Schedules run.</param>
/// <param name="Events">Events executed in all.</param>
/// <param name="AllDecided">Schedules in which all three correct replicas decided.</param>
/// <param name="SomeDecided">Schedules in which some did.</param>
/// <param name="Broken">Schedules in which a checker noticed a violation.</param>
/// <param name="FirstBroken">The first of them in the order of enumeration, with what was noticed; null when there is none.</param>
public sealed record TwinsReport(
    long Schedules, long Events, long AllDecided, long SomeDecided, long Broken, (int Schedule, TwinsResult Result)? FirstBroken);

/// <summary>Runs all schedules of twins, or every so-manieth of them, on all processors.</summary>
/// <param name="protocol">The protocol.</param>
/// <param name="judge">By whose quorums it is judged; the protocol itself unless a bug is planted.</param>
public sealed class TwinsCampaign(CommitteeProtocol protocol, CommitteeProtocol? judge = null)
{
    private const int ChunkSize = 256;

    private readonly Lock _lock = new();
    private long _next;
    private TwinsReport _total = new(0, 0, 0, 0, 0, null);

    /// <summary>Runs the schedules; when it is cancelled, what is done is kept.</summary>
    /// <param name="views">Number of views, from 1 to 4.</param>
    /// <param name="every">One schedule of so many is run.</param>
    /// <param name="threads">Schedules at the same time; no result depends on it.</param>
    /// <param name="progress">Told the number of schedules done from time to time.</param>
    /// <param name="stop">Ends the campaign early.</param>
    public TwinsReport Run(
        int views, int every, int threads, IProgress<long>? progress = null, CancellationToken stop = default)
    {
        ImmutableArray<int> schedules = [.. TwinsSpace.Schedules(views).Where((_, i) => i % every == 0)];
        var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() => Work(schedules, views, progress, stop))).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return _total;
    }

    private void Work(ImmutableArray<int> schedules, int views, IProgress<long>? progress, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var first = (int)Interlocked.Add(ref _next, ChunkSize) - ChunkSize;
            if (first >= schedules.Length)
            {
                return;
            }

            var chunk = new TwinsReport(0, 0, 0, 0, 0, null);
            foreach (var schedule in schedules.AsSpan(first, Math.Min(ChunkSize, schedules.Length - first)))
            {
                var result = new TwinsRun(schedule, views).Run(protocol, judge);
                chunk = Sum(chunk, new(
                    1, result.Events, result.Decisions == TwinsSpace.Identities - 1 ? 1 : 0,
                    result.Decisions is > 0 and < TwinsSpace.Identities - 1 ? 1 : 0,
                    result.Violations.IsEmpty ? 0 : 1,
                    result.Violations.IsEmpty ? null : (schedule, result)));
            }

            lock (_lock)
            {
                _total = Sum(_total, chunk);
            }

            progress?.Report(chunk.Schedules);
        }
    }

    private static TwinsReport Sum(TwinsReport a, TwinsReport b) => new(
        a.Schedules + b.Schedules, a.Events + b.Events, a.AllDecided + b.AllDecided, a.SomeDecided + b.SomeDecided,
        a.Broken + b.Broken,
        a.FirstBroken is null || b.FirstBroken?.Schedule < a.FirstBroken?.Schedule ? b.FirstBroken : a.FirstBroken);
}
