using TwoLayerChainSim.Experiments.Swarm;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>
/// Directed scenarios of four replicas and one decision. In a window of time all messages get lost but those to one replica,
/// which may prepare or decide alone; for a while nobody hears of it. What is wrong with the values that views hand on shows
/// only there.
/// </summary>
internal static class LoneDecisions
{
    private const int Replicas = 4;
    private const long Hop = 100_000;
    private const long Timeout = 10 * Hop;

    /// <summary>Such a scenario.</summary>
    /// <param name="record">Gives seed and protocol.</param>
    /// <param name="windows">Number of windows; the second one is in view 1.</param>
    /// <param name="liars">Faulty replicas.</param>
    public static SwarmRecord In(SwarmRecord record, int windows, params ReplicaTrouble[] liars)
    {
        var draws = new SwarmDraws(new(record.Seed));
        return new()
        {
            Seed = record.Seed,
            Protocol = record.Protocol,
            LossPermille = draws.IsOn() ? draws.Whole(0, 200) : 0,
            HealUs = 4 * Timeout,
            BaseTimeoutUs = Timeout,
            Faults = [.. liars],
            Partitions = [.. Enumerable.Range(0, windows).SelectMany(view => Window(draws, view))],
        };
    }

    private static IEnumerable<PartitionEpisode> Window(SwarmDraws draws, int view)
    {
        var lone = draws.Whole(0, Replicas - 1);
        var start = (view * Timeout) + draws.Long(0, 10 * Hop);
        var stop = start + draws.Long(Hop / 2, 3 * Hop);
        yield return new(start, stop, true, 1UL << lone);
        yield return new(stop, Math.Max(stop, (view + 1) * Timeout * draws.Whole(1, 4)), draws.IsOn(), 1UL << lone);
        foreach (var other in Enumerable.Range(0, Replicas).Where(replica => replica != lone))
        {
            yield return new(start, stop, true, (1UL << lone) | (1UL << other));
        }
    }
}
