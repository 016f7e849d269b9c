using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>Every device holds a random sample of the training set; sizes differ by one at most.</summary>
public sealed record IidPartition : IPartitionLaw
{
    /// <inheritdoc/>
    public ImmutableArray<ImmutableArray<int>> Assign(
        ReadOnlySpan<int> pool, int total, int devices, LabelledImages data, RandomStream stream) =>
        Shares.Cut(pool, Shares.EvenSizes(total, devices));
}
