using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>How the small-scale (Rayleigh) power gain of a radio link varies.</summary>
public enum FadingMode
{
    /// <summary>A new independent gain every coherence time (default): a long transfer sees many gains, a vote sees one.</summary>
    Block,

    /// <summary>One gain a transfer, that of its start; a gain under the outage limit waits one coherence time and redraws.</summary>
    PerTransfer,

    /// <summary>Every transfer at the mean rate over the gain; for very large runs.</summary>
    Ergodic,

    /// <summary>Gain 1.</summary>
    None,
}

/// <summary>
/// Block fading whose gain is a pure function of (link, block): exponential with mean 1 from a hash. Nothing is stored, and
/// every scheme of a comparison sees the same channel whatever it sends and when.
/// </summary>
public static class BlockFading
{
    /// <summary>The power gain of a link during a coherence block.</summary>
    /// <param name="linkKey">Key of the link, from <see cref="RandomStreams.Key"/>.</param>
    /// <param name="block">Number of the block: time divided by the coherence time.</param>
    public static double PowerGain(ulong linkKey, long block)
    {
        var bits = StableHash.Combine(linkKey, unchecked((ulong)block));

        // Uniform in (0, 1): never 0, so that the logarithm is finite.
        return -Math.Log(((bits >> 12) + 0.5) * (1.0 / (1UL << 52)));
    }
}
