using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>Shape of the delays of single messages, scaled to a mean.</summary>
public enum DelayShape
{
    /// <summary>Always the mean.</summary>
    Constant,

    /// <summary>Uniform from 0 to twice the mean.</summary>
    Uniform,

    /// <summary>Normal with half the mean as deviation, not below 0.</summary>
    Normal,

    /// <summary>Exponential.</summary>
    Exponential,

    /// <summary>Log-normal whose logarithm has deviation 1.</summary>
    LogNormal,

    /// <summary>Pareto with index 1.5: infinite variance before it is cut.</summary>
    Pareto,
}

/// <summary>
/// One scenario of the swarm, complete: the same record always gives the same run. Every random decision in it is a function of
/// <see cref="Seed"/> and of what it is about (a link and the number of the message on it, or a replica), so that one part can be
/// taken away without another part changing. Times are in whole microseconds.
/// </summary>
public sealed record SwarmRecord
{
    /// <summary>Most replicas; with more, deadlines would not fit the clock.</summary>
    public const int ReplicasMax = 40;

    /// <summary>Longest that a message may take in µs, all factors included: 1000 s.</summary>
    public const long LongestDelayMaxUs = 1_000_000_000;

    /// <summary>Seed of all random decisions.</summary>
    public ulong Seed { get; init; }

    /// <summary>Name of the protocol in the catalogue. Default "pbft".</summary>
    public string Protocol { get; init; } = "pbft";

    /// <summary>Number of replicas n, from 1 to <see cref="ReplicasMax"/>. Default 4.</summary>
    public int Replicas { get; init; } = 4;

    /// <summary>Number of decisions, from 1 to 64. Default 1.</summary>
    public int Heights { get; init; } = 1;

    /// <summary>Index of the leader of view 0. Default 0.</summary>
    public int FirstLeader { get; init; }

    /// <summary>Shape of the delays. Default constant.</summary>
    public DelayShape Delay { get; init; }

    /// <summary>Mean delay of a message in µs, at least 0. Default 100 ms.</summary>
    public long MeanDelayUs { get; init; } = 100_000;

    /// <summary>Longest delay in µs; longer draws are cut to it. Default 400 ms.</summary>
    public long MaxDelayUs { get; init; } = 400_000;

    /// <summary>Index of a replica whose links are slower; -1 for none. Default none.</summary>
    public int SlowReplica { get; init; } = -1;

    /// <summary>How many times slower, from 1 to 1000. Default 1.</summary>
    public int SlowFactor { get; init; } = 1;

    /// <summary>The replicas below this index are one cluster, the others another; 0 for a single one. Default 0.</summary>
    public int ClusterSplit { get; init; }

    /// <summary>Additional delay between the two clusters in µs. Default 0.</summary>
    public long ClusterDelayUs { get; init; }

    /// <summary>How many times slower messages to a lower index are: links differ by direction. From 1 to 1000. Default 1.</summary>
    public int BackFactor { get; init; } = 1;

    /// <summary>Timer of the first view in µs, at least 1. Default 3.5 s.</summary>
    public long BaseTimeoutUs { get; init; } = 3_500_000;

    /// <summary>Heights from one checkpoint to the next in protocols that have them, from 0 for none to 64. Default 16.</summary>
    public int CheckpointInterval { get; init; } = 16;

    /// <summary>Time of the receiver's processor for each message in µs. Default 0.</summary>
    public long ProcessingUs { get; init; }

    /// <summary>Messages of a thousand that are lost before <see cref="HealUs"/>. Default 0.</summary>
    public int LossPermille { get; init; }

    /// <summary>Messages of a thousand that arrive twice before <see cref="HealUs"/>. Default 0.</summary>
    public int DuplicatePermille { get; init; }

    /// <summary>Messages of a thousand that are held back before <see cref="HealUs"/>. Default 0.</summary>
    public int HoldPermille { get; init; }

    /// <summary>Longest time for which a message is held back in µs. Default 0.</summary>
    public long HoldMaxUs { get; init; }

    /// <summary>Instant in µs from which on the network loses, copies and holds nothing. Default 0.</summary>
    public long HealUs { get; init; }

    /// <summary>Partitions. Default none.</summary>
    public ImmutableArray<PartitionEpisode> Partitions { get; init; } = [];

    /// <summary>Faulty replicas, at most one fault a replica. Default none.</summary>
    public ImmutableArray<ReplicaTrouble> Faults { get; init; } = [];

    /// <summary>Longest delay of a message that is not held back, in µs, all factors included.</summary>
    public long LongestDelayUs => (MaxDelayUs * SlowFactor * BackFactor) + ClusterDelayUs;

    /// <summary>What happens to single messages before <see cref="HealUs"/>, instead of what would have been drawn. Default none.</summary>
    public ImmutableArray<MessageDecision> Decisions { get; init; } = [];
}

/// <summary>A time in which two sides of the committee cannot talk; messages sent across are lost.</summary>
/// <param name="StartUs">First instant in µs.</param>
/// <param name="StopUs">End in µs; <see cref="Never"/> for a partition that does not heal.</param>
/// <param name="IsOneWay">True when only the messages that leave the side are lost.</param>
/// <param name="Side">Replicas of one side, as bits.</param>
public sealed record PartitionEpisode(long StartUs, long StopUs, bool IsOneWay, ulong Side)
{
    /// <summary>The end of what never ends.</summary>
    public const long Never = long.MaxValue;

    /// <summary>True when a message from one replica to another is lost while the partition lasts.</summary>
    /// <param name="from">Index of the sender.</param>
    /// <param name="receiver">Index of the receiver.</param>
    public bool Cuts(int from, int receiver)
    {
        var (isFromInside, isToInside) = ((Side >> from & 1) != 0, (Side >> receiver & 1) != 0);
        return IsOneWay ? isFromInside && !isToInside : isFromInside != isToInside;
    }
}

/// <summary>What happens to a message on its way.</summary>
public enum SwarmFate
{
    /// <summary>Nothing.</summary>
    Pass,

    /// <summary>It is lost.</summary>
    Drop,

    /// <summary>It takes longer.</summary>
    Hold,

    /// <summary>A copy follows.</summary>
    Duplicate,
}

/// <summary>The fate of one message, which is known by its link and its number on it.</summary>
/// <param name="From">Index of the sender.</param>
/// <param name="To">Index of the receiver.</param>
/// <param name="Number">How many messages went over this link before.</param>
/// <param name="Fate">What happens to it.</param>
/// <param name="DelayUs">By how much it is held or how long after it the copy arrives, in µs.</param>
public sealed record MessageDecision(int From, int To, int Number, SwarmFate Fate, long DelayUs = 0);
