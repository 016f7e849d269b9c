using MathNet.Numerics.Distributions;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Statistics;

/// <summary>A share of successes with its exact interval (Clopper and Pearson 1934).</summary>
/// <param name="Successes">Number of successes.</param>
/// <param name="Trials">Number of independent trials, at least 1.</param>
/// <param name="Low">Lower end of the interval, in [0, 1].</param>
/// <param name="High">Upper end of the interval, in [0, 1].</param>
public readonly record struct Proportion(int Successes, int Trials, double Low, double High)
{
    /// <summary>The interval whose ends are quantiles of the beta law; it covers with at least the level for every share.</summary>
    /// <param name="successes">Number of successes, in [0, trials].</param>
    /// <param name="trials">Number of independent trials, at least 1.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    public static Proportion Of(int successes, int trials, double level = Estimate.Level)
    {
        Require.That(trials >= 1 && successes >= 0 && successes <= trials, $"{successes} of {trials} is not a proportion");
        var tail = (1 - level) / 2;
        var low = successes == 0 ? 0 : Beta.InvCDF(successes, trials - successes + 1, tail);
        var high = successes == trials ? 1 : Beta.InvCDF(successes + 1, trials - successes, 1 - tail);
        return new Proportion(successes, trials, low, high);
    }
}
