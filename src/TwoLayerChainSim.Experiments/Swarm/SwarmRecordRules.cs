using System.Globalization;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>What must hold between the fields of a record.</summary>
internal static class SwarmRecordRules
{
    /// <summary>Everything that makes a record meaningless.</summary>
    /// <param name="record">A record whose single fields are in range.</param>
    public static IEnumerable<string> Problems(SwarmRecord record)
    {
        var n = record.Replicas;
        if (record.FirstLeader >= n || record.SlowReplica >= n || record.ClusterSplit >= n)
        {
            yield return Text($"first-leader, slow-replica and cluster-split must be below replicas ({n})");
        }

        if (record.LongestDelayUs > SwarmRecord.LongestDelayMaxUs)
        {
            yield return Text($"a message may take {record.LongestDelayUs} us; at most {SwarmRecord.LongestDelayMaxUs} us");
        }

        if (record.Faults.Any(trouble => trouble.Replica >= n))
        {
            yield return Text($"a fault of a replica that does not exist; replicas are 0 to {n - 1}");
        }

        if (record.Faults.DistinctBy(trouble => trouble.Replica).Count() < record.Faults.Length)
        {
            yield return "two faults of one replica";
        }

        if (record.Faults.Count(trouble => trouble.IsByzantine) >= n)
        {
            yield return "at least one replica must be correct";
        }

        if (record.Faults.Any(trouble => trouble is { IsByzantine: false, IsDownForGood: false } && trouble.StopUs < trouble.StartUs))
        {
            yield return "an outage that ends before it begins";
        }

        if (record.Decisions.Any(decision => decision.From >= n || decision.To >= n))
        {
            yield return Text($"a message between replicas that do not exist; replicas are 0 to {n - 1}");
        }

        if (record.Decisions.DistinctBy(decision => (decision.From, decision.To, decision.Number)).Count() < record.Decisions.Length)
        {
            yield return "two decisions about one message";
        }

        if (record.Partitions.Any(partition => n < 64 && partition.Side >> n != 0))
        {
            yield return Text($"a partition of replicas that do not exist; replicas are 0 to {n - 1}");
        }

        var endless = record.Partitions.Where(partition => partition.StopUs == PartitionEpisode.Never).ToList();
        if (endless.Count > 1 || endless.Exists(partition => partition.IsOneWay))
        {
            yield return "at most one partition may last for ever, and it must cut both ways";
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
