using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>Uniform single-precision draws.</summary>
internal static class UniformDraws
{
    /// <summary>Uniform in [<paramref name="from"/>, <paramref name="to"/>).</summary>
    public static float NextBetween(this RandomStream stream, float from, float to) =>
        from + (to - from) * (float)stream.NextDouble();

    /// <summary>Uniform in [-<paramref name="bound"/>, <paramref name="bound"/>).</summary>
    public static float NextSigned(this RandomStream stream, float bound) => stream.NextBetween(-bound, bound);
}
