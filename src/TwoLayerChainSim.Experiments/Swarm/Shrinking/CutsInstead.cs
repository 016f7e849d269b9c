using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Experiments.Swarm.Shrinking;

/// <summary>
/// Records in which one partition stands in the place of several messages that are lost one by one: it may cut off more, but it
/// is a single decision of the adversary.
/// </summary>
internal static class CutsInstead
{
    /// <summary>With more replicas, one side is always a single replica.</summary>
    private const int AllSidesUpTo = 4;

    /// <summary>The records, those with the fewest decisions first.</summary>
    /// <param name="record">A record with decisions about single messages.</param>
    /// <param name="times">When its messages are sent.</param>
    public static IEnumerable<SwarmRecord> Of(SwarmRecord record, SendTimes times) =>
        from cut in Cuts(record, times).OrderByDescending(cut => cut.Lost.Count)
        select record with
        {
            Partitions = record.Partitions.Add(cut.Episode),
            Decisions = record.Decisions.RemoveRange(cut.Lost),
        };

    private static IEnumerable<(PartitionEpisode Episode, List<MessageDecision> Lost)> Cuts(SwarmRecord record, SendTimes times)
    {
        var drops = record.Decisions.Where(decision => decision.Fate == SwarmFate.Drop)
            .Select(decision => (Decision: decision, At: times.Of(decision))).Where(drop => drop.At is not null).ToList();
        foreach (var (side, isOneWay) in Sides(record.Replicas))
        {
            var lost = drops.Where(drop => new PartitionEpisode(0, 0, isOneWay, side).Cuts(drop.Decision.From, drop.Decision.To)).ToList();
            ImmutableArray<long> instants = [.. lost.Select(drop => drop.At!.Value).Distinct().Order()];
            for (var first = 0; first < instants.Length; first++)
            {
                for (var last = first; last < instants.Length; last++)
                {
                    var (start, stop) = (instants[first], instants[last] + 1);
                    var within = lost.Where(drop => drop.At >= start && drop.At < stop).Select(drop => drop.Decision).ToList();
                    if (within.Count > 1)
                    {
                        yield return (new(start, stop, isOneWay, side), within);
                    }
                }
            }
        }
    }

    /// <summary>Both ways a side and the rest are the same; one way, only what leaves the side is lost.</summary>
    private static IEnumerable<(ulong Side, bool IsOneWay)> Sides(int replicas)
    {
        var all = (1UL << replicas) - 1;
        var alone = Enumerable.Range(0, replicas).Select(replica => 1UL << replica);
        var sides = replicas <= AllSidesUpTo
            ? Enumerable.Range(1, (int)all - 1).Select(side => (ulong)side)
            : alone.Concat(alone.Select(one => all & ~one));
        return sides.SelectMany(side => (side & 1) != 0
            ? new[] { (side, false), (side, true) }
            : [(side, true)]);
    }
}

/// <summary>When the messages of a run were sent.</summary>
/// <param name="replicas">Number of replicas.</param>
internal sealed class SendTimes(int replicas) : ICommitteeObserver
{
    private readonly Dictionary<(int From, int To, int Number), long> _times = [];
    private readonly int[] _sent = new int[replicas * replicas];

    /// <summary>When the message of a decision was sent, in µs; null when it never was.</summary>
    /// <param name="decision">A decision about it.</param>
    public long? Of(MessageDecision decision) =>
        _times.TryGetValue((decision.From, decision.To, decision.Number), out var time) ? time : null;

    /// <inheritdoc/>
    public void Sent(SimTime now, int receiver, in ConsensusMessage message) =>
        _times[(message.From, receiver, _sent[(message.From * replicas) + receiver]++)] = now.Nanoseconds / 1000;

    /// <inheritdoc/>
    public void Delivered(SimTime now, int receiver, in ConsensusMessage message)
    {
    }

    /// <inheritdoc/>
    public void Dropped(SimTime now, int receiver, in ConsensusMessage message)
    {
    }

    /// <inheritdoc/>
    public void TimerExpired(SimTime now, int replica)
    {
    }

    /// <inheritdoc/>
    public void Committed(SimTime now, int replica, Decision decision)
    {
    }
}
