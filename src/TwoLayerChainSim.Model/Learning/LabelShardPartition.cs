using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// Samples sorted by label are cut into equal shards and every device holds a few of them (McMahan et al. 2017, Sec. 3,
/// "pathological non-IID").
/// </summary>
public sealed record LabelShardPartition : IPartitionLaw
{
    /// <summary>Shards a device; at least 1, default 2 as in the paper.</summary>
    public int ShardsPerDevice { get; init; } = 2;

    /// <inheritdoc/>
    public ImmutableArray<ImmutableArray<int>> Assign(
        ReadOnlySpan<int> pool, int total, int devices, LabelledImages data, RandomStream stream)
    {
        var shardCount = checked(devices * ShardsPerDevice);
        if (total < shardCount)
        {
            throw new NotEnoughSamplesException(
                $"{devices} devices with {ShardsPerDevice} label shards each need {shardCount} samples, there are {total}");
        }

        var sorted = pool[..total].ToArray().OrderBy(index => data.Labels[index]).ToArray(); // a stable sort
        var shards = Shares.Cut(sorted, Shares.EvenSizes(total, shardCount));
        var order = Enumerable.Range(0, shardCount).ToArray();
        stream.Shuffle<int>(order);
        return [.. order.Chunk(ShardsPerDevice).Select(own => own.SelectMany(shard => shards[shard]).ToImmutableArray())];
    }
}
