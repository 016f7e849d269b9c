using TwoLayerChainSim.Experiments.Swarm;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>
/// Directed scenarios of three replicas and one decision. In every window of time another one of them is cut off, the
/// last one for long, so that leaders come, store an entry that nobody else has, and come back.
/// </summary>
internal static class ChangingMinorities
{
    private const int Replicas = 3;
    private const int Windows = 3;
    private const long Hop = 100_000;
    private const long Timeout = 2 * Hop;

    /// <summary>Such a scenario.</summary>
    /// <param name="record">Gives seed and protocol.</param>
    public static SwarmRecord In(SwarmRecord record)
    {
        var draws = new SwarmDraws(new(record.Seed));
        var partitions = new List<PartitionEpisode>();
        var (start, lone) = (0L, 0);
        for (var window = 1; window <= Windows; window++)
        {
            var stop = start + (window < Windows ? draws.Long(Hop, 10 * Timeout) : 100 * Timeout);
            partitions.Add(new(start, stop, IsOneWay: false, 1UL << lone));
            (start, lone) = (stop, (lone + draws.Whole(1, Replicas - 1)) % Replicas);
        }

        return new()
        {
            Seed = record.Seed,
            Protocol = record.Protocol,
            Replicas = Replicas,
            HealUs = partitions[^1].StopUs,
            BaseTimeoutUs = Timeout,
            Partitions = [.. partitions],
        };
    }
}
