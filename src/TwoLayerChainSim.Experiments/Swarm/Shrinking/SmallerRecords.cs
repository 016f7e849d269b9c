using System.Numerics;

namespace TwoLayerChainSim.Experiments.Swarm.Shrinking;

/// <summary>Records with fewer replicas or heights than a given one, the smallest first.</summary>
internal static class SmallerRecords
{
    /// <summary>Committees up to this size are tried before single replicas are taken away.</summary>
    private const int SmallReplicas = 4;

    private const int AllChoicesUpTo = 7;
    private const ulong Seeds = 16;

    /// <summary>The records.</summary>
    /// <param name="record">The record to make smaller.</param>
    public static IEnumerable<SwarmRecord> Of(SwarmRecord record)
    {
        for (var heights = 1; heights < record.Heights; heights++)
        {
            yield return record with { Heights = heights };
        }

        for (var size = 1; size <= Math.Min(SmallReplicas, record.Replicas - 1); size++)
        {
            foreach (var kept in Choices(record.Replicas, size))
            {
                // Fewer replicas have other links, and with them other draws: so a few more seeds are tried.
                var smaller = Keeping(record, kept);
                yield return smaller;
                for (var seed = 0UL; seed < Seeds; seed++)
                {
                    yield return smaller with { Seed = seed };
                }
            }
        }

        for (var gone = 0; gone < record.Replicas && record.Replicas > 1; gone++)
        {
            yield return Keeping(record, [.. Enumerable.Range(0, record.Replicas).Where(replica => replica != gone)]);
        }
    }

    /// <summary>The record with some of its replicas only, numbered anew.</summary>
    /// <param name="record">The record.</param>
    /// <param name="kept">The replicas to keep, ascending.</param>
    public static SwarmRecord Keeping(SwarmRecord record, int[] kept)
    {
        int Place(int replica) => Array.IndexOf(kept, replica);
        return record with
        {
            Replicas = kept.Length,
            FirstLeader = Math.Max(0, Place(record.FirstLeader)),
            SlowReplica = Place(record.SlowReplica),
            ClusterSplit = Math.Min(kept.Count(replica => replica < record.ClusterSplit), kept.Length - 1),
            Faults = [.. record.Faults.Where(fault => Place(fault.Replica) >= 0)
                .Select(fault => fault with { Replica = Place(fault.Replica) })],
            Partitions = [.. record.Partitions.Select(partition => partition with { Side = Bits(partition.Side, kept) })],
            Decisions = [.. record.Decisions.Where(decision => Place(decision.From) >= 0 && Place(decision.To) >= 0)
                .Select(decision => decision with { From = Place(decision.From), To = Place(decision.To) })],
        };
    }

    /// <summary>The choices of some replicas of all, ascending: all of them, or only neighbours where these would be too many.</summary>
    private static IEnumerable<int[]> Choices(int replicas, int size) => replicas > AllChoicesUpTo
        ? Enumerable.Range(0, replicas).Select(
            first => Enumerable.Range(0, size).Select(i => (first + i) % replicas).Order().ToArray())
        : Enumerable.Range(0, 1 << replicas).Where(bits => BitOperations.PopCount((uint)bits) == size)
            .Select(bits => Enumerable.Range(0, replicas).Where(replica => (bits >> replica & 1) != 0).ToArray());

    private static ulong Bits(ulong side, int[] kept)
    {
        var bits = 0UL;
        for (var place = 0; place < kept.Length; place++)
        {
            bits |= (side >> kept[place] & 1) << place;
        }

        return bits;
    }
}
