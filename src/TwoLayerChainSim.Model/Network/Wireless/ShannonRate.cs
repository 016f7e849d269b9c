namespace TwoLayerChainSim.Model.Network;

/// <summary>
/// Rate R = W·log2(1 + γ̄·g) of a channel of bandwidth W at mean signal-to-noise ratio γ̄ and power gain g, and closed forms
/// for Rayleigh fading, g ~ Exp(1) (models.md §4).
/// </summary>
public static class ShannonRate
{
    private const double EulerGamma = 0.57721566490153286;

    /// <summary>Noise power: density + 10·log10(W) + noise figure, in dBm.</summary>
    /// <param name="bandwidthHz">Bandwidth W in Hz, positive.</param>
    /// <param name="noiseFigureDb">Noise figure of the receiver in dB.</param>
    /// <param name="densityDbmPerHertz">Noise density in dBm/Hz. Default −174, thermal noise at 290 K.</param>
    public static double NoiseDbm(double bandwidthHz, double noiseFigureDb, double densityDbmPerHertz = -174) =>
        densityDbmPerHertz + Decibel.FromRatio(bandwidthHz) + noiseFigureDb;

    /// <summary>Rate at a constant signal-to-noise ratio, in bit/s.</summary>
    /// <param name="bandwidthHz">Bandwidth W in Hz.</param>
    /// <param name="snr">Signal-to-noise ratio (a ratio, not dB), at least 0.</param>
    public static double BitsPerSecond(double bandwidthHz, double snr) => bandwidthHz * Math.Log2(1 + snr);

    /// <summary>Mean (ergodic) rate under Rayleigh fading: W·e^(1/γ̄)·E₁(1/γ̄)/ln 2, in bit/s.</summary>
    /// <param name="bandwidthHz">Bandwidth W in Hz.</param>
    /// <param name="meanSnr">Mean signal-to-noise ratio γ̄, positive.</param>
    public static double RayleighMeanBitsPerSecond(double bandwidthHz, double meanSnr) =>
        bandwidthHz * ScaledExponentialIntegral(1 / meanSnr) / Math.Log(2);

    /// <summary>Probability that a transfer at one gain takes at most a time: exp(−(2^(b/(W·t)) − 1)/γ̄).</summary>
    /// <param name="sizeBits">Size b in bit.</param>
    /// <param name="bandwidthHz">Bandwidth W in Hz.</param>
    /// <param name="meanSnr">Mean signal-to-noise ratio γ̄, positive.</param>
    /// <param name="seconds">Time t in seconds, positive.</param>
    public static double RayleighTransferCdf(double sizeBits, double bandwidthHz, double meanSnr, double seconds) =>
        Math.Exp(-(Math.Pow(2, sizeBits / (bandwidthHz * seconds)) - 1) / meanSnr);

    /// <summary>Quantile of the time of a transfer at one gain: b/(W·log2(1 − γ̄·ln q)), in seconds.</summary>
    /// <remarks>Use quantiles: the mean of this time is infinite (E[1/g] diverges).</remarks>
    /// <param name="sizeBits">Size b in bit.</param>
    /// <param name="bandwidthHz">Bandwidth W in Hz.</param>
    /// <param name="meanSnr">Mean signal-to-noise ratio γ̄, positive.</param>
    /// <param name="probability">q in (0, 1); 0.5 for the median.</param>
    public static double RayleighTransferQuantile(
        double sizeBits, double bandwidthHz, double meanSnr, double probability) =>
        sizeBits / (bandwidthHz * Math.Log2(1 - (meanSnr * Math.Log(probability))));

    /// <summary>e^x·E₁(x) for x > 0, without overflow for large x (Abramowitz and Stegun 5.1.11 and 5.1.22).</summary>
    private static double ScaledExponentialIntegral(double x)
    {
        if (x <= 1)
        {
            var sum = -EulerGamma - Math.Log(x);
            var power = 1.0;
            for (var n = 1; n <= 40 && Math.Abs(power) > 1e-18; n++)
            {
                power *= -x / n;
                sum -= power / n;
            }

            return Math.Exp(x) * sum;
        }

        // Continued fraction 1/(x+1 − 1/(x+3 − 4/(x+5 − ...))) by the modified Lentz method.
        var denominator = x + 1;
        var c = 1e300;
        var d = 1 / denominator;
        var fraction = d;
        for (var n = 1; n <= 200; n++)
        {
            var numerator = -(double)n * n;
            denominator += 2;
            d = 1 / ((numerator * d) + denominator);
            c = denominator + (numerator / c);
            fraction *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-16)
            {
                break;
            }
        }

        return fraction;
    }
}
