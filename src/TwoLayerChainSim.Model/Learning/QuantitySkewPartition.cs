using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>Every device holds a random sample of the training set; the sizes follow a log-normal law.</summary>
public sealed record QuantitySkewPartition : IPartitionLaw
{
    /// <summary>Standard deviation of the logarithm of the size before scaling to the total; at least 0, default 0.5.</summary>
    public double Sigma { get; init; } = 0.5;

    /// <inheritdoc/>
    public ImmutableArray<ImmutableArray<int>> Assign(
        ReadOnlySpan<int> pool, int total, int devices, LabelledImages data, RandomStream stream)
    {
        var cumulative = new double[devices];
        var sum = 0.0;
        for (var i = 0; i < devices; i++)
        {
            cumulative[i] = sum += Math.Exp(Sigma * stream.NextNormal());
        }

        // One sample each, the rest in proportion; rounding the running total keeps the sum exact.
        var sizes = new int[devices];
        var before = 0;
        for (var i = 0; i < devices; i++)
        {
            var upTo = (int)Math.Round((total - devices) * (cumulative[i] / sum));
            sizes[i] = 1 + upTo - before;
            before = upTo;
        }

        return Shares.Cut(pool, sizes);
    }
}
