using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Swarm.Shrinking;

/// <summary>Records that are easier to understand than a given one: equal delays, nothing drawn, small round numbers.</summary>
internal static class PlainerRecords
{
    private static readonly SwarmRecord Plain = new();

    private static readonly ImmutableArray<Func<SwarmRecord, SwarmRecord>> Steps =
    [
        record => record with { LossPermille = 0, DuplicatePermille = 0, HoldPermille = 0 },
        record => record with { LossPermille = 0 },
        record => record with { DuplicatePermille = 0 },
        record => record with { HoldPermille = 0 },
        record => record with
        {
            Delay = Plain.Delay, MeanDelayUs = Plain.MeanDelayUs, MaxDelayUs = Plain.MaxDelayUs, BaseTimeoutUs = Plain.BaseTimeoutUs,
        },
        record => record with { Delay = Plain.Delay, MeanDelayUs = Plain.MeanDelayUs, MaxDelayUs = Plain.MaxDelayUs },
        record => record with { Delay = Plain.Delay },
        record => record with { BaseTimeoutUs = Plain.BaseTimeoutUs },
        record => record with { SlowReplica = Plain.SlowReplica, SlowFactor = Plain.SlowFactor },
        record => record with { ClusterSplit = Plain.ClusterSplit, ClusterDelayUs = Plain.ClusterDelayUs },
        record => record with { BackFactor = Plain.BackFactor },
        record => record with { ProcessingUs = Plain.ProcessingUs },
        record => record with { CheckpointInterval = Plain.CheckpointInterval },
        record => record with { FirstLeader = Plain.FirstLeader },
        record => record with { HoldMaxUs = LongestHoldUs(record) },
        record => record with { HealUs = 0 },
    ];

    /// <summary>The records, the plainest first.</summary>
    /// <param name="record">The record to make plainer.</param>
    public static IEnumerable<SwarmRecord> Of(SwarmRecord record)
    {
        var steps = Steps.Select(step => step(record));
        var seeds = Enumerable.Range(0, 4).Where(seed => (ulong)seed < record.Seed).Select(seed => record with { Seed = (ulong)seed });
        var healed = Smaller(record.HealUs).Select(heal => record with { HealUs = heal });
        var faults = Replaced(record.Faults, Plainer, (faults, one) => one with { Faults = faults }, record);
        var partitions = Replaced(record.Partitions, Plainer, (cuts, one) => one with { Partitions = cuts }, record);
        var decisions = Replaced(record.Decisions, Plainer, (fates, one) => one with { Decisions = fates }, record);
        return steps.Concat(seeds).Concat(healed).Concat(faults).Concat(partitions).Concat(decisions)
            .Where(candidate => candidate != record);
    }

    /// <summary>A hold that is longer than the record says would be no fault of the protocol.</summary>
    private static long LongestHoldUs(SwarmRecord record) => record.HoldPermille > 0 ? record.HoldMaxUs
        : record.Decisions.Where(decision => decision.Fate == SwarmFate.Hold).Select(decision => decision.DelayUs).DefaultIfEmpty().Max();

    private static IEnumerable<ReplicaTrouble> Plainer(ReplicaTrouble fault) =>
        new ReplicaTrouble[] { new(fault.Replica, TroubleKind.Silent), new(fault.Replica, TroubleKind.Crash) }
            .Where(_ => fault.Kind is not (TroubleKind.Silent or TroubleKind.Crash))
            .Concat(Enumerable.Range(0, fault.Variant).Select(variant => fault with { Variant = variant }))
            .Concat(Smaller(fault.AfterInputs).Select(inputs => fault with { AfterInputs = (int)inputs }))
            .Concat(Smaller(fault.AfterOutputs).Select(outputs => fault with { AfterOutputs = (int)outputs }))
            .Concat(Smaller(fault.StartUs).Select(start => fault with { StartUs = start }))
            .Concat(Smaller(fault.StopUs).Select(stop => fault with { StopUs = stop }));

    private static IEnumerable<PartitionEpisode> Plainer(PartitionEpisode partition) =>
        Smaller(partition.StartUs).Select(start => partition with { StartUs = start })
            .Concat(Smaller(partition.StopUs).Select(stop => partition with { StopUs = stop }));

    private static IEnumerable<MessageDecision> Plainer(MessageDecision decision) =>
        new[] { decision with { Fate = SwarmFate.Drop, DelayUs = 0 } }.Where(_ => decision.Fate != SwarmFate.Drop)
            .Concat(Smaller(decision.DelayUs).Select(delay => decision with { DelayUs = delay }));

    /// <summary>0, then the number rounded down to fewer and fewer digits less.</summary>
    private static IEnumerable<long> Smaller(long number)
    {
        if (number is > 0 and < PartitionEpisode.Never)
        {
            yield return 0;
            var unit = 1L;
            while (unit <= number / 10)
            {
                unit *= 10;
            }

            for (; unit > 1; unit /= 10)
            {
                if (number % unit != 0)
                {
                    yield return number / unit * unit;
                }
            }

            if (number <= 100)
            {
                yield return number - 1;
            }
        }
    }

    private static IEnumerable<SwarmRecord> Replaced<T>(
        ImmutableArray<T> items, Func<T, IEnumerable<T>> plainer, Func<ImmutableArray<T>, SwarmRecord, SwarmRecord> with,
        SwarmRecord record) =>
        from i in Enumerable.Range(0, items.Length)
        from item in plainer(items[i])
        select with(items.SetItem(i, item), record);
}
