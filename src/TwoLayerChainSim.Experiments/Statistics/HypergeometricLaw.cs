using MathNet.Numerics.Distributions;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Statistics;

/// <summary>How many of a random sample are marked: drawing without replacement.</summary>
/// <param name="Population">Number of all, at least 1.</param>
/// <param name="Marked">Number of marked ones, in [0, population].</param>
/// <param name="Sample">Size of the sample, in [0, population].</param>
public readonly record struct HypergeometricLaw(int Population, int Marked, int Sample)
{
    /// <summary>
    /// Probability that at least <paramref name="count"/> of the sample are marked:
    /// Σ_k≥count C(marked, k) C(population - marked, sample - k) / C(population, sample).
    /// </summary>
    /// <param name="count">A number.</param>
    public double AtLeast(int count)
    {
        Require.That(
            Marked >= 0 && Marked <= Population && Sample >= 0 && Sample <= Population,
            $"{Marked} marked and a sample of {Sample} in {Population}");
        var (least, most) = (Math.Max(0, Sample + Marked - Population), Math.Min(Sample, Marked));
        if (count <= least)
        {
            return 1;
        }

        var probability = 0.0;
        for (var k = most; k >= count; k--)
        {
            probability += Hypergeometric.PMF(Population, Marked, Sample, k);
        }

        return Math.Min(1, probability);
    }
}
