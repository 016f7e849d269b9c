using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>Gamma variates with scale 1 (Marsaglia and Tsang, ACM TOMS 26(3), 2000).</summary>
internal static class GammaLaw
{
    /// <summary>Logarithm of a gamma variate: finite also where the variate itself would underflow.</summary>
    /// <param name="shape">Shape, above 0.</param>
    /// <param name="stream">Source of the draws.</param>
    public static double LogSample(double shape, RandomStream stream)
    {
        if (shape < 1)
        {
            // Gamma(a) = Gamma(a + 1) · U^(1/a): Marsaglia and Tsang, Sec. 6.
            return LogSample(shape + 1, stream) + Math.Log(stream.NextOpenDouble()) / shape;
        }

        var d = shape - 1.0 / 3.0;
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = stream.NextNormal();
            var v = 1 + c * normal;
            v *= v * v;
            if (v > 0 && Math.Log(stream.NextOpenDouble()) < 0.5 * normal * normal + d - d * v + d * Math.Log(v))
            {
                return Math.Log(d * v);
            }
        }
    }
}
