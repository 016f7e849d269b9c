using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>The draws of a generator: numbers like to be at the ends of their ranges.</summary>
/// <param name="stream">The stream.</param>
internal sealed class SwarmDraws(RandomStream stream)
{
    private const int CornerOneIn = 10;

    /// <summary>True for a feature that is on, with probability 1/2.</summary>
    public bool IsOn() => stream.NextInt(2) == 0;

    /// <summary>True once in a number of times.</summary>
    public bool IsRare(int oneIn = 10) => stream.NextInt(oneIn) == 0;

    /// <summary>One of the items with equal probability.</summary>
    public T OneOf<T>(IReadOnlyList<T> items) => items[stream.NextInt(items.Count)];

    /// <summary>A whole number; the lower end when the upper one is below it.</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end, inclusive.</param>
    public int Whole(int low, int high) => (int)Long(low, high);

    /// <summary>A whole number; the lower end when the upper one is below it.</summary>
    /// <param name="low">Lower end.</param>
    /// <param name="high">Upper end, inclusive.</param>
    public long Long(long low, long high) => high <= low ? low
        : stream.NextInt(CornerOneIn) == 0 ? (stream.NextInt(2) == 0 ? low : high)
        : low + (long)(stream.NextDouble() * (high - low + 1));

    /// <summary>A whole number whose logarithm is uniform.</summary>
    /// <param name="low">Lower end, at least 1; a smaller one counts as 1.</param>
    /// <param name="high">Upper end, inclusive.</param>
    public long LogUniform(long low, long high)
    {
        low = Math.Max(1, low);
        return high <= low ? low
            : stream.NextInt(CornerOneIn) == 0 ? (stream.NextInt(2) == 0 ? low : high)
            : (long)(low * Math.Pow((double)high / low, stream.NextDouble()));
    }

    /// <summary>A set of indices as bits.</summary>
    /// <param name="count">Number of indices, from 1 to 64.</param>
    public ulong Bits(int count) => stream.NextUInt64() >> (64 - count);

    /// <summary>The indices in random order.</summary>
    /// <param name="count">Number of indices.</param>
    public int[] Order(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        stream.Shuffle<int>(order);
        return order;
    }
}
