using System.Runtime.CompilerServices;

namespace TwoLayerChainSim.Engine;

/// <summary>A 64-bit hash that is the same in every process and on every machine (unlike <c>HashCode</c>).</summary>
/// <remarks>Strings by FNV-1a over UTF-16 code units, words mixed by the SplitMix64 finaliser (Steele et al., OOPSLA 2014).</remarks>
public static class StableHash
{
    /// <summary>The SplitMix64 finaliser: a bijection of 64-bit words with full avalanche.</summary>
    /// <param name="word">Any word.</param>
    public static ulong Mix(ulong word)
    {
        unchecked
        {
            word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9UL;
            word = (word ^ (word >> 27)) * 0x94D049BB133111EBUL;
            return word ^ (word >> 31);
        }
    }

    /// <summary>Combines a running hash with the next word; order matters.</summary>
    /// <param name="hash">The hash so far.</param>
    /// <param name="word">The next word.</param>
    public static ulong Combine(ulong hash, ulong word) =>
        Mix(unchecked((hash * 0xD1342543DE82EF95UL) + 0x9E3779B97F4A7C15UL) ^ Mix(word));

    /// <summary>Hash of a text.</summary>
    /// <param name="text">Any text.</param>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var character in text)
        {
            hash = unchecked((hash ^ character) * 0x100000001B3UL);
        }

        return Mix(hash);
    }

    /// <summary>A word of evenly spread bits as a number in [0, 1) with 53 bits.</summary>
    /// <param name="word">The word, e.g. a hash or a random draw.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ToUniform(ulong word) => (word >> 11) * (1.0 / (1UL << 53));
}
