using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>A scenario that ended otherwise than its faults allow.</summary>
/// <param name="Number">Its number in the campaign.</param>
/// <param name="Record">Its record.</param>
/// <param name="Result">How it ended.</param>
public sealed record CampaignFailure(long Number, SwarmRecord Record, SwarmResult Result)
{
    /// <summary>What is wrong, in lines.</summary>
    public string Remark =>
        $"scenario {Number}: {Result.Verdict} {Result.Reason}".TrimEnd()
        + string.Concat(Result.Violations.Take(5).Select(violation => $"\n{violation}"));

    /// <summary>The record as a file, with what is wrong as a comment.</summary>
    public override string ToString() => SwarmRecordText.Write(Record, Remark);
}

/// <summary>What a campaign found.</summary>
public sealed record CampaignReport
{
    /// <summary>Scenarios run.</summary>
    public required long Scenarios { get; init; }

    /// <summary>Events executed in all.</summary>
    public required long Events { get; init; }

    /// <summary>Decisions of single replicas in all.</summary>
    public required long Decisions { get; init; }

    /// <summary>Number of scenarios by protocol and verdict, protocols in order of name.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<long>> Verdicts { get; init; }

    /// <summary>For each probe how many scenarios hit it and the number of the first; -1 when none did.</summary>
    public required ImmutableArray<(SwarmProbe Probe, long Count, long First)> Probes { get; init; }

    /// <summary>The first scenarios whose verdict is not allowed.</summary>
    public required ImmutableArray<CampaignFailure> Failures { get; init; }

    /// <summary>Number of scenarios whose verdict is not allowed.</summary>
    public required long Unexpected { get; init; }

    /// <summary>Sum of the hashes of all runs: equal campaigns have equal ones.</summary>
    public required ulong TraceHash { get; init; }

    /// <summary>Share of the scenarios in which nothing was decided although something could have been.</summary>
    public double UnknownShare => (double)Count(SwarmVerdict.Unknown) / Math.Max(1, Scenarios);

    /// <summary>Number of scenarios with a verdict.</summary>
    /// <param name="verdict">The verdict.</param>
    public long Count(SwarmVerdict verdict) => Verdicts.Values.Sum(counts => counts[(int)verdict]);
}

/// <summary>Counts scenarios; adding up in any order gives the same.</summary>
/// <param name="failuresMax">Most failures that are kept.</param>
internal sealed class CampaignTally(int failuresMax)
{
    private static readonly int Verdicts = Enum.GetValues<SwarmVerdict>().Length;

    private readonly SortedDictionary<string, long[]> _verdicts = new(StringComparer.Ordinal);
    private readonly long[] _probes = new long[SwarmProbes.All.Count];
    private readonly long[] _firsts = [.. Enumerable.Repeat(-1L, SwarmProbes.All.Count)];
    private readonly List<CampaignFailure> _failures = [];
    private long _scenarios;
    private long _events;
    private long _decisions;
    private long _unexpected;
    private ulong _hash;

    /// <summary>Counts one scenario.</summary>
    public void Add(long number, SwarmResult result, SwarmRecord record)
    {
        _scenarios++;
        _events += result.Events;
        _decisions += result.Decisions;
        _hash = unchecked(_hash + Engine.StableHash.Combine(result.TraceHash, (ulong)number));
        Of(record.Protocol)[(int)result.Verdict]++;
        foreach (var probe in SwarmProbes.All)
        {
            if (SwarmProbes.Contains(result.Probes, probe))
            {
                AddProbe((int)probe, 1, number);
            }
        }

        if (!result.IsAsExpected)
        {
            _unexpected++;
            Keep(new(number, record, result));
        }
    }

    /// <summary>Adds what another one has counted.</summary>
    public void Add(CampaignTally other)
    {
        (_scenarios, _events, _decisions) = (_scenarios + other._scenarios, _events + other._events, _decisions + other._decisions);
        (_unexpected, _hash) = (_unexpected + other._unexpected, unchecked(_hash + other._hash));
        foreach (var (protocol, counts) in other._verdicts)
        {
            var own = Of(protocol);
            for (var i = 0; i < Verdicts; i++)
            {
                own[i] += counts[i];
            }
        }

        for (var i = 0; i < _probes.Length; i++)
        {
            if (other._probes[i] > 0)
            {
                AddProbe(i, other._probes[i], other._firsts[i]);
            }
        }

        other._failures.ForEach(Keep);
    }

    public CampaignReport ToReport() => new()
    {
        Scenarios = _scenarios,
        Events = _events,
        Decisions = _decisions,
        Unexpected = _unexpected,
        TraceHash = _hash,
        Failures = [.. _failures],
        Verdicts = _verdicts.ToImmutableSortedDictionary(
            pair => pair.Key, pair => ImmutableArray.Create(pair.Value), StringComparer.Ordinal),
        Probes = [.. SwarmProbes.All.Select(probe => (probe, _probes[(int)probe], _firsts[(int)probe]))],
    };

    private long[] Of(string protocol)
    {
        if (!_verdicts.TryGetValue(protocol, out var counts))
        {
            _verdicts[protocol] = counts = new long[Verdicts];
        }

        return counts;
    }

    private void AddProbe(int probe, long count, long first)
    {
        _firsts[probe] = _firsts[probe] < 0 ? first : Math.Min(_firsts[probe], first);
        _probes[probe] += count;
    }

    /// <summary>Keeps the failures with the lowest numbers.</summary>
    private void Keep(CampaignFailure failure)
    {
        _failures.Add(failure);
        _failures.Sort((one, other) => one.Number.CompareTo(other.Number));
        if (_failures.Count > failuresMax)
        {
            _failures.RemoveAt(failuresMax);
        }
    }
}
