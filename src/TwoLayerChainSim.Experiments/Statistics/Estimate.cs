using MathNet.Numerics.Distributions;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Statistics;

/// <summary>A mean with its uncertainty, from independent replications. What does not exist is null, never NaN.</summary>
/// <param name="Count">Number of observations n.</param>
/// <param name="Mean">Mean; null when n = 0.</param>
/// <param name="StandardDeviation">Sample standard deviation with n-1; null when n &lt; 2.</param>
/// <param name="Low">Lower end of the confidence interval of the mean; null when n &lt; 2.</param>
/// <param name="High">Upper end of the confidence interval of the mean; null when n &lt; 2.</param>
public readonly record struct Estimate(int Count, double? Mean, double? StandardDeviation, double? Low, double? High)
{
    /// <summary>Level of every confidence interval that is written: 95 %.</summary>
    public const double Level = 0.95;

    /// <summary>Half the width of the confidence interval; null when n &lt; 2.</summary>
    public double? HalfWidth => (High - Low) / 2;

    /// <summary>Mean, standard deviation and Student t interval: mean ± t(n-1, (1+level)/2) sd/√n.</summary>
    /// <remarks>Assumes independent values whose mean is near normal. Values are summed in the order given.</remarks>
    /// <param name="values">One finite value per replication; never several values of one run.</param>
    /// <param name="level">Confidence level in (0, 1).</param>
    public static Estimate OfMean(IReadOnlyList<double> values, double level = Level)
    {
        Require.That(level is > 0 and < 1, $"confidence level {level} is not in (0, 1)");
        var count = values.Count;
        if (count == 0)
        {
            return default;
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            Require.That(double.IsFinite(value), $"{value} is not a finite observation");
            sum += value;
        }

        var mean = sum / count;
        if (count == 1)
        {
            return new Estimate(1, mean, null, null, null);
        }

        // Corrected two-pass algorithm (Chan, Golub and LeVeque 1983): the residual sum compensates the rounding of the mean.
        double squares = 0, residual = 0;
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
            residual += value - mean;
        }

        mean += residual / count;
        var deviation = Math.Sqrt(Math.Max(0, squares - (residual * residual / count)) / (count - 1));
        var halfWidth = StudentQuantile(count - 1, (1 + level) / 2) * deviation / Math.Sqrt(count);
        return new Estimate(count, mean, deviation, mean - halfWidth, mean + halfWidth);
    }

    /// <summary>Quantile of Student's t.</summary>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    /// <param name="probability">Probability in (0, 1).</param>
    public static double StudentQuantile(int freedom, double probability) =>
        StudentT.InvCDF(0, 1, freedom, probability);
}
