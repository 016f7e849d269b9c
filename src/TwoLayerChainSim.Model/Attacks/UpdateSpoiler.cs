using System.Numerics.Tensors;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Attacks;

/// <summary>What a malfunctioning MEC node does to the updates that it forwards or aggregates.</summary>
public enum MalfunctionKind
{
    /// <summary>Adds Gaussian noise with mean -s and deviation s, s = strength × RMS of the update.</summary>
    Gaussian,

    /// <summary>Adds Gaussian noise with mean -0.1 × strength and deviation 0.1 × strength (BlockFL's at strength 1).</summary>
    Absolute,

    /// <summary>Multiplies the update by -strength.</summary>
    SignReversal,

    /// <summary>Loses the update.</summary>
    Drop,

    /// <summary>Replaces the update by the device's update of the episode before.</summary>
    Stale,
}

/// <summary>Spoils updates, a pure function of the update and a stream. Strength 0 leaves every update as it is.</summary>
/// <param name="kind">What happens to an update.</param>
/// <param name="strength">How strongly, at least 0.</param>
public sealed class UpdateSpoiler(MalfunctionKind kind, double strength)
{
    // Kim et al. 2020 (BlockFL), Sec. IV: N(-0.1, 0.01), the 0.01 read as variance.
    private const double AbsoluteScale = 0.1;

    /// <summary>True when an update is lost instead of changed.</summary>
    /// <param name="hasPrevious">Whether the device had an update in the episode before.</param>
    public bool Loses(bool hasPrevious) =>
        strength > 0 && (kind == MalfunctionKind.Drop || (kind == MalfunctionKind.Stale && !hasPrevious));

    /// <summary>The spoiled copy of <paramref name="update"/> (local minus global parameters).</summary>
    /// <param name="update">The update.</param>
    /// <param name="previous">The same device's update of the episode before, or null when there is none.</param>
    /// <param name="stream">The stream of (device, episode).</param>
    /// <returns>The spoiled update, or null when it is lost.</returns>
    public float[]? Spoil(float[] update, float[]? previous, RandomStream stream)
    {
        if (strength == 0)
        {
            return update;
        }

        switch (kind)
        {
            case MalfunctionKind.Gaussian:
                var rms = Math.Sqrt(TensorPrimitives.SumOfSquares<float>(update) / (double)update.Length);
                return AddNoise(update, strength * rms, stream);
            case MalfunctionKind.Absolute:
                return AddNoise(update, strength * AbsoluteScale, stream);
            case MalfunctionKind.SignReversal:
                var reversed = new float[update.Length];
                TensorPrimitives.Multiply(update, (float)-strength, reversed);
                return reversed;
            case MalfunctionKind.Drop:
                return null;
            case MalfunctionKind.Stale:
                return previous;
            default:
                throw new InvariantException($"unknown malfunction {kind}");
        }
    }

    private static float[] AddNoise(float[] update, double scale, RandomStream stream)
    {
        var spoiled = new float[update.Length];
        for (var i = 0; i < spoiled.Length; i++)
        {
            spoiled[i] = (float)(update[i] + (scale * (stream.NextNormal() - 1)));
        }

        return spoiled;
    }
}
