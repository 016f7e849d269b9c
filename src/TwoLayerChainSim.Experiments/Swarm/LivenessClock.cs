using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Faults;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>
/// The instant at which the next decision is due, derived and never guessed. After the network has healed (GST), or after the
/// last decision: the timers of the running view, of f+1 bad leaders and of one good one, each twice as long as the one before,
/// beginning with the largest timer that a correct replica has set, and three longest delays.
/// </summary>
/// <remarks>
/// A view that is shorter than its message delays fails whoever leads it. So the first timer counts as twice the time that a
/// view needs when that is longer; the shorter views before it take no longer than that together, since timers double.
/// </remarks>
/// <param name="record">The scenario.</param>
/// <param name="faults">Faulty replicas tolerated, f, and more bad leaders where these are drawn.</param>
internal sealed class LivenessClock(SwarmRecord record, int faults)
{
    /// <summary>Message delays of the longest view: a view change, its answer, and the eight hops of basic HotStuff.</summary>
    private const int HopsMax = 10;

    /// <summary>About thirty years, so that the deadlines of eight heights one after the other fit the clock.</summary>
    private const double LongestSeconds = 1e9;

    private readonly SimDuration[] _timers = new SimDuration[record.Replicas];

    /// <summary>Instant from which on no link and no outage is in the way of those who are awaited.</summary>
    public SimTime Healed { get; } = new(HealedUs(record) * 1000);

    /// <summary>The instant at which the next decision is due.</summary>
    public SimTime Deadline { get; private set; }

    /// <summary>Watches the timers of a correct replica.</summary>
    /// <param name="context">What the replica can do.</param>
    /// <param name="replica">Its index.</param>
    public IReplicaContext Watch(IReplicaContext context, int replica) => new Watched(this, context, replica);

    /// <summary>Counts anew: the network has healed, or something was decided.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="underWay">Messages under way to all replicas.</param>
    public void Restart(SimTime now, long underWay)
    {
        var largest = _timers.Max();

        // What waits at one processor, and what a view can add to it; a liar may send everything twice.
        var queue = underWay + (2 * HopsMax * record.Replicas);
        var hop = new SimDuration((record.LongestDelayUs + (record.ProcessingUs * queue)) * 1000);
        var first = SimDuration.Max(largest, hop * (2 * HopsMax));
        var views = first.TotalSeconds * ((1L << (faults + 3)) - 1);
        var wait = SimDuration.FromSeconds(Math.Min(LongestSeconds, views)) + (hop * 3) + new SimDuration(record.HoldMaxUs * 1000);
        Deadline = SimTime.Max(now, Healed) + wait;
    }

    private static long HealedUs(SwarmRecord record)
    {
        var ends = record.Partitions.Where(partition => partition.StopUs != PartitionEpisode.Never)
            .Select(partition => partition.StopUs);
        var returns = record.Faults.Where(trouble => !trouble.IsByzantine).Select(trouble => trouble.StopUs);
        var cuts = record.Partitions.Where(partition => partition.StopUs == PartitionEpisode.Never)
            .Select(partition => partition.StartUs);
        return ends.Concat(returns).Concat(cuts).Append(record.HealUs).Max();
    }

    private sealed class Watched(LivenessClock clock, IReplicaContext inner, int replica) : ReplicaContextDecorator(inner)
    {
        public override void SetTimer(int timer, SimDuration delay)
        {
            clock._timers[replica] = delay;
            base.SetTimer(timer, delay);
        }
    }
}
