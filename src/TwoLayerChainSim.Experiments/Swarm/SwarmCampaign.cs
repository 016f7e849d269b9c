using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>What a campaign does.</summary>
public sealed record CampaignOptions
{
    /// <summary>Number of scenarios, at least 1. Default 20,000.</summary>
    public long Scenarios { get; init; } = 20_000;

    /// <summary>Seed of the campaign; with the number of a scenario it gives the seed of its record. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Protocols to draw from; the order matters. Default all of the catalogue.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = SwarmGenerator.AllProtocols;

    /// <summary>Scenarios at the same time; no result depends on it. Default all processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>One scenario of so many is run twice, and both runs must have the same events; 0 for none. Default 100.</summary>
    public int RepeatOneIn { get; init; } = 100;

    /// <summary>A protocol that runs instead of those of the catalogue, e.g. one with a planted bug. Default none.</summary>
    public CommitteeProtocol? Instead { get; init; }

    /// <summary>Most failures that are kept; all are counted. Default 10.</summary>
    public int FailuresMax { get; init; } = 10;
}

/// <summary>Many scenarios, drawn, run and judged on all processors. The report does not depend on the number of threads.</summary>
/// <param name="options">What to do.</param>
public sealed class SwarmCampaign(CampaignOptions options)
{
    private const int ChunkSize = 256;

    private readonly SwarmGenerator _generator = new(options.Protocols);
    private readonly Lock _lock = new();
    private readonly CampaignTally _total = new(options.FailuresMax);
    private long _next;

    /// <summary>The record of one scenario.</summary>
    /// <param name="number">Its number, from 0.</param>
    public SwarmRecord Record(long number) => _generator.Draw(StableHash.Combine(options.Seed, (ulong)number));

    /// <summary>Runs the campaign; when it is cancelled, what is done is kept.</summary>
    /// <param name="progress">Told the number of scenarios done from time to time.</param>
    /// <param name="stop">Ends the campaign early.</param>
    public CampaignReport Run(IProgress<long>? progress = null, CancellationToken stop = default)
    {
        var workers = Enumerable.Range(0, options.Threads).Select(_ => new Thread(() => Work(progress, stop))).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        return _total.ToReport();
    }

    private void Work(IProgress<long>? progress, CancellationToken stop)
    {
        var tally = new CampaignTally(options.FailuresMax);
        while (!stop.IsCancellationRequested)
        {
            var first = Interlocked.Add(ref _next, ChunkSize) - ChunkSize;
            if (first >= options.Scenarios)
            {
                break;
            }

            var end = Math.Min(options.Scenarios, first + ChunkSize);
            for (var number = first; number < end; number++)
            {
                tally.Add(number, Judge(number, out var record), record);
            }

            progress?.Report(end - first);
        }

        lock (_lock)
        {
            _total.Add(tally);
        }
    }

    private SwarmResult Judge(long number, out SwarmRecord record)
    {
        record = Record(number);
        var wanted = new SwarmRunOptions { Instead = options.Instead };
        var result = SwarmRunner.Run(record, wanted);
        if (options.RepeatOneIn == 0 || number % options.RepeatOneIn != 0)
        {
            return result;
        }

        var again = SwarmRunner.Run(record, wanted);
        return again.TraceHash == result.TraceHash ? result : result with
        {
            Verdict = SwarmVerdict.Violation,
            Violations =
            [
                .. result.Violations,
                new("determinism", "two runs of one record differ", $"{result.TraceHash:x16} and {again.TraceHash:x16}"),
            ],
        };
    }
}
