using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>
/// Draws records from seeds. Each feature is off in half of the records, so that features meet in all combinations (swarm
/// testing: Groce et al., ISSTA 2012), and each number is an end of its range in one of ten.
/// </summary>
/// <param name="protocols">Names of the protocols to draw from; their order matters.</param>
public sealed class SwarmGenerator(IReadOnlyList<string> protocols)
{
    /// <summary>Changes whenever a seed gives another record than before.</summary>
    public const int Version = 2;

    private static readonly int[] Sizes = [1, 2, 3, 4, 4, 4, 4, 4, 5, 6, 7, 7, 10];
    private static readonly int[] LargeSizes = [13, 16, 31];
    private const int LargeOneIn = 40;
    private static readonly int[] HeightCounts = [1, 1, 1, 2, 2, 3, 5, 8];

    /// <summary>Short, so that there are checkpoints although there are few heights.</summary>
    private const int CheckpointIntervalMost = 4;

    /// <summary>The protocols of the catalogue that decide by a committee.</summary>
    public static IReadOnlyList<string> AllProtocols { get; } =
        [.. ConsensusCatalog.Entries.Where(entry => entry.Committee is not null).Select(entry => entry.Name)];

    /// <summary>The record of a seed.</summary>
    /// <param name="seed">Any number.</param>
    public SwarmRecord Draw(ulong seed)
    {
        var draws = new SwarmDraws(new(StableHash.Combine(seed, Version)));
        var name = draws.OneOf(protocols);
        var replicas = draws.OneOf(draws.IsRare(LargeOneIn) ? LargeSizes : Sizes);
        var mean = draws.LogUniform(1_000, 1_000_000);
        var longest = mean * draws.Whole(1, 8);
        var horizon = mean * (draws.LogUniform(1, 300) - 1);
        var record = new SwarmRecord
        {
            Seed = seed,
            Protocol = name,
            Replicas = replicas,
            Heights = Math.Min(draws.OneOf(HeightCounts), Math.Max(1, 300 / (replicas * replicas))),
            FirstLeader = draws.Whole(0, replicas - 1),
            Delay = draws.OneOf(Enum.GetValues<DelayShape>()),
            MeanDelayUs = mean,
            MaxDelayUs = longest,
            BaseTimeoutUs = draws.LogUniform(mean / 5, mean * 50),
            ProcessingUs = draws.IsOn() ? draws.LogUniform(1, mean / 4) : 0,
        };
        record = WithTopology(record, draws);
        record = WithWeather(record, draws, horizon);
        record = WithTroubles(record, draws, horizon);
        return draws.IsOn() ? record with { CheckpointInterval = draws.Whole(0, CheckpointIntervalMost) } : record;
    }

    private static SwarmRecord WithTopology(SwarmRecord record, SwarmDraws draws)
    {
        var slow = draws.IsOn() ? draws.Whole(0, record.Replicas - 1) : -1;
        var split = draws.IsOn() ? draws.Whole(0, record.Replicas - 1) : 0;
        return record with
        {
            SlowReplica = slow,
            SlowFactor = slow < 0 ? 1 : draws.Whole(2, 8),
            ClusterSplit = split,
            ClusterDelayUs = split == 0 ? 0 : record.MeanDelayUs * draws.Whole(1, 8),
            BackFactor = draws.IsOn() ? draws.Whole(2, 4) : 1,
        };
    }

    private static SwarmRecord WithWeather(SwarmRecord record, SwarmDraws draws, long horizon) => record with
    {
        HealUs = horizon,
        LossPermille = draws.IsOn() ? draws.Whole(0, 300) : 0,
        DuplicatePermille = draws.IsOn() ? draws.Whole(0, 500) : 0,
        HoldPermille = draws.IsOn() ? draws.Whole(0, 200) : 0,
        HoldMaxUs = record.MeanDelayUs * draws.Whole(1, 40),
        Partitions = draws.IsOn() && record.Replicas > 1 ? Partitions(record, draws, horizon) : [],
    };

    private static ImmutableArray<PartitionEpisode> Partitions(SwarmRecord record, SwarmDraws draws, long horizon)
    {
        var episodes = ImmutableArray.CreateBuilder<PartitionEpisode>();
        for (var left = draws.Whole(1, 6); left > 0; left--)
        {
            var start = draws.Long(0, horizon);
            var side = draws.IsOn() ? 1UL << draws.Whole(0, record.Replicas - 1) : draws.Bits(record.Replicas);
            episodes.Add(new(start, draws.Long(start, horizon), draws.IsOn(), side));
        }

        if (draws.IsRare())
        {
            // One cut that never heals.
            episodes.Add(new(draws.IsOn() ? 0 : draws.Long(0, horizon), PartitionEpisode.Never, false, draws.Bits(record.Replicas)));
        }

        return episodes.DrainToImmutable();
    }

    private static SwarmRecord WithTroubles(SwarmRecord record, SwarmDraws draws, long horizon)
    {
        var entry = ConsensusCatalog.Find(record.Protocol);
        var tolerated = entry.Committee!.Faults(record.Replicas);
        var order = draws.Order(record.Replicas);
        var liarsTolerated = entry.FaultModel == FaultModel.Byzantine ? tolerated : 0;
        var liars = draws.IsRare() ? draws.Whole(liarsTolerated + 1, record.Replicas - 1) : draws.Whole(0, liarsTolerated);
        liars = Math.Min(liars, record.Replicas - 1);
        var spare = Math.Max(0, tolerated - liars);
        var crashed = draws.IsRare() ? draws.Whole(0, record.Replicas - 1 - liars) : draws.IsOn() ? draws.Whole(0, spare) : 0;
        var paused = draws.IsOn() ? draws.Whole(0, record.Replicas - 1 - liars - crashed) : 0;
        var troubles = ImmutableArray.CreateBuilder<ReplicaTrouble>();
        var conspiracy = draws.IsOn() ? Liar(0, record, draws, horizon) : null;
        for (var i = 0; i < liars + crashed + paused; i++)
        {
            troubles.Add(
                i < liars ? conspiracy is null ? Liar(order[i], record, draws, horizon) : conspiracy with { Replica = order[i] }
                : i < liars + crashed ? Crash(order[i], draws, horizon)
                : Outage(order[i], draws.IsOn() ? TroubleKind.Pause : TroubleKind.Recover, draws, horizon));
        }

        return record with { Faults = troubles.DrainToImmutable() };
    }

    private static ReplicaTrouble Liar(int replica, SwarmRecord record, SwarmDraws draws, long horizon)
    {
        var kind = (TroubleKind)draws.Whole((int)TroubleKind.Amnesia, (int)TroubleKind.Wrong);
        return kind switch
        {
            TroubleKind.Amnesia => Outage(replica, kind, draws, horizon),
            TroubleKind.Late => new(replica, kind) { StopUs = draws.Long(1, record.BaseTimeoutUs * 2) },
            _ => new(replica, kind) { Variant = draws.Whole(0, 7) },
        };
    }

    private static ReplicaTrouble Crash(int replica, SwarmDraws draws, long horizon) => draws.Whole(0, 3) switch
    {
        0 => new(replica, TroubleKind.Crash),
        1 => new(replica, TroubleKind.Crash) { StartUs = draws.Long(1, horizon + 1) },
        2 => new(replica, TroubleKind.Crash) { AfterInputs = draws.Whole(1, 40) },
        _ => new(replica, TroubleKind.Crash) { AfterOutputs = draws.Whole(1, 40) },
    };

    private static ReplicaTrouble Outage(int replica, TroubleKind kind, SwarmDraws draws, long horizon)
    {
        var start = draws.Long(0, horizon);
        return new(replica, kind)
        {
            StartUs = start,
            StopUs = draws.Long(start, horizon),
            AfterInputs = draws.IsOn() ? draws.Whole(1, 40) : 0,
        };
    }
}
