using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>Which samples go to which device.</summary>
public interface IPartitionLaw
{
    /// <summary>Assigns samples to devices, each sample to one device at most and at least one sample to each device.</summary>
    /// <param name="pool">Indices of the samples that may be used, in random order.</param>
    /// <param name="total">Number of samples to assign, in [<paramref name="devices"/>, pool length].</param>
    /// <param name="devices">Number of devices.</param>
    /// <param name="data">The training set, for its labels.</param>
    /// <param name="stream">Source of the draws.</param>
    ImmutableArray<ImmutableArray<int>> Assign(
        ReadOnlySpan<int> pool, int total, int devices, LabelledImages data, RandomStream stream);
}

/// <summary>Cuts a row of samples into the devices' shares.</summary>
internal static class Shares
{
    /// <summary>Sizes that add up to the total and differ by one at most.</summary>
    public static int[] EvenSizes(int total, int parts)
    {
        var sizes = new int[parts];
        for (var i = 0; i < parts; i++)
        {
            sizes[i] = total / parts + (i < total % parts ? 1 : 0);
        }

        return sizes;
    }

    /// <summary>Consecutive parts of the given sizes.</summary>
    public static ImmutableArray<ImmutableArray<int>> Cut(ReadOnlySpan<int> samples, ReadOnlySpan<int> sizes)
    {
        var parts = ImmutableArray.CreateBuilder<ImmutableArray<int>>(sizes.Length);
        var start = 0;
        foreach (var size in sizes)
        {
            parts.Add(samples.Slice(start, size).ToImmutableArray());
            start += size;
        }

        return parts.MoveToImmutable();
    }
}
