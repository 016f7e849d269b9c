using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
        var (s0, s1, s2, s3) = (_s0, _s1, _s2, _s3);
        var result = Next(ref s0, ref s1, ref s2, ref s3);
        (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);
        return result;
    }

    /// <summary>The next four draws of <see cref="NextUInt64"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector256<ulong> NextFour()
    {
        // The state stays in registers from one draw to the next.
        var (s0, s1, s2, s3) = (_s0, _s1, _s2, _s3);
        var first = Next(ref s0, ref s1, ref s2, ref s3);
        var second = Next(ref s0, ref s1, ref s2, ref s3);
        var third = Next(ref s0, ref s1, ref s2, ref s3);
        var fourth = Next(ref s0, ref s1, ref s2, ref s3);
        (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);
        return Vector256.Create(first, second, third, fourth);
    }

    /// <summary>Where the stream stands, to come back to it with <see cref="Rewind"/>.</summary>
    internal (ulong S0, ulong S1, ulong S2, ulong S3) Position => (_s0, _s1, _s2, _s3);

    /// <summary>Goes back to a position.</summary>
    /// <param name="position">From <see cref="Position"/>.</param>
    internal void Rewind((ulong S0, ulong S1, ulong S2, ulong S3) position) => (_s0, _s1, _s2, _s3) = position;

    /// <summary>Leaves out draws of <see cref="NextUInt64"/>.</summary>
    /// <param name="draws">How many.</param>
    internal void Skip(int draws)
    {
        for (var i = 0; i < draws; i++)
        {
            NextUInt64();
        }
    }

    /// <summary>Uniform in [0, 1) with 53 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double NextDouble() => StableHash.ToUniform(NextUInt64());

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Next(ref ulong s0, ref ulong s1, ref ulong s2, ref ulong s3)
    {
        unchecked
        {
            var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
            var shifted = s1 << 17;
            s2 ^= s0;
            s3 ^= s1;
            s1 ^= s2;
            s0 ^= s3;
            s2 ^= shifted;
            s3 = BitOperations.RotateLeft(s3, 45);
            return result;
        }
    }
}
