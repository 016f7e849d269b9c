using System.Numerics;
using System.Runtime.CompilerServices;

namespace TwoLayerChainSim.Engine;

/// <summary>
/// A stream of random numbers: xoshiro256** (Blackman and Vigna 2021) seeded by SplitMix64 from a 64-bit key.
/// Not thread-safe: a stream belongs to one entity.
/// </summary>
public sealed class RandomStream
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>A stream at its beginning.</summary>
    /// <param name="key">The key, normally from <see cref="RandomStreams.Key"/>.</param>
    public RandomStream(ulong key)
    {
        unchecked
        {
            _s0 = StableHash.Mix(key += 0x9E3779B97F4A7C15UL);
            _s1 = StableHash.Mix(key += 0x9E3779B97F4A7C15UL);
            _s2 = StableHash.Mix(key += 0x9E3779B97F4A7C15UL);
            _s3 = StableHash.Mix(key + 0x9E3779B97F4A7C15UL);
        }
    }

    /// <summary>64 uniform bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextUInt64()
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
            var shifted = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= shifted;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>Uniform in [0, 1) with 53 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in (0, 1): never 0, so that its logarithm is finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextOpenDouble() => ((NextUInt64() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>Uniform integer in [0, <paramref name="exclusiveMax"/>), unbiased (Lemire 2019).</summary>
    /// <param name="exclusiveMax">Upper bound, at least 1.</param>
    public int NextInt(int exclusiveMax)
    {
        Require.That(exclusiveMax > 0, "NextInt needs a positive bound");
        var bound = (ulong)exclusiveMax;
        unchecked
        {
            var high = Math.BigMul(NextUInt64(), bound, out var low);
            if (low < bound)
            {
                var threshold = (0UL - bound) % bound;
                while (low < threshold)
                {
                    high = Math.BigMul(NextUInt64(), bound, out low);
                }
            }

            return (int)high;
        }
    }

    /// <summary>Standard normal (ziggurat).</summary>
    public double NextNormal() => Ziggurat.Normal(this);

    /// <summary>Exponential with mean 1 (ziggurat).</summary>
    public double NextExponential() => Ziggurat.Exponential(this);

    /// <summary>Shuffles in place (Fisher and Yates).</summary>
    /// <typeparam name="T">Type of the items.</typeparam>
    /// <param name="items">The items.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
