using MathNet.Numerics;

namespace TwoLayerChainSim.Engine;

/// <summary>Always the same value.</summary>
/// <param name="value">The value.</param>
public sealed class DeterministicDistribution(double value) : Distribution
{
    /// <inheritdoc/>
    public override double Mean => value;

    /// <inheritdoc/>
    public override double StandardDeviation => 0;

    /// <inheritdoc/>
    public override double Sample(RandomStream stream) => value;

    /// <inheritdoc/>
    public override double Cdf(double x) => x < value ? 0 : 1;
}

/// <summary>Exponential law given by its mean (not its rate).</summary>
/// <param name="mean">Mean, positive.</param>
public sealed class ExponentialDistribution(double mean) : Distribution
{
    /// <inheritdoc/>
    public override double Mean => mean;

    /// <inheritdoc/>
    public override double StandardDeviation => mean;

    /// <inheritdoc/>
    public override double Sample(RandomStream stream) => mean * stream.NextExponential();

    /// <inheritdoc/>
    public override double Cdf(double x) => x <= 0 ? 0 : -Math.Exp(-x / mean) + 1;
}

/// <summary>Uniform law on [<paramref name="low"/>, <paramref name="high"/>).</summary>
/// <param name="low">Lower end.</param>
/// <param name="high">Upper end, not below the lower one.</param>
public sealed class UniformDistribution(double low, double high) : Distribution
{
    /// <inheritdoc/>
    public override double Mean => 0.5 * (low + high);

    /// <inheritdoc/>
    public override double StandardDeviation => (high - low) / Math.Sqrt(12);

    /// <inheritdoc/>
    public override double Sample(RandomStream stream) => low + ((high - low) * stream.NextDouble());

    /// <inheritdoc/>
    public override double Cdf(double x) => x < low ? 0 : x >= high ? 1 : (x - low) / (high - low);
}

/// <summary>Log-normal law: the logarithm is normal with mean <paramref name="mu"/> and deviation <paramref name="sigma"/>.</summary>
/// <param name="mu">Mean of the logarithm.</param>
/// <param name="sigma">Standard deviation of the logarithm, positive.</param>
public sealed class LogNormalDistribution(double mu, double sigma) : Distribution
{
    /// <inheritdoc/>
    public override double Mean => Math.Exp(mu + (0.5 * sigma * sigma));

    /// <inheritdoc/>
    public override double StandardDeviation => Mean * Math.Sqrt(Math.Exp(sigma * sigma) - 1);

    /// <summary>The law with a given mean and standard deviation of the value itself.</summary>
    /// <param name="mean">Mean, positive.</param>
    /// <param name="deviation">Standard deviation, positive.</param>
    public static LogNormalDistribution FromMoments(double mean, double deviation)
    {
        var variance = Math.Log(1 + (deviation * deviation / (mean * mean)));
        return new(Math.Log(mean) - (0.5 * variance), Math.Sqrt(variance));
    }

    /// <inheritdoc/>
    public override double Sample(RandomStream stream) => Math.Exp(mu + (sigma * stream.NextNormal()));

    /// <inheritdoc/>
    public override double Cdf(double x) =>
        x <= 0 ? 0 : 0.5 * SpecialFunctions.Erfc((mu - Math.Log(x)) / (sigma * Constants.Sqrt2));
}

/// <summary>Draws from measured values with equal probability.</summary>
public sealed class EmpiricalDistribution : Distribution
{
    private readonly double[] _sorted;

    /// <summary>The empirical law of <paramref name="values"/>.</summary>
    /// <param name="values">At least one finite value.</param>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public EmpiricalDistribution(IEnumerable<double> values)
    {
        _sorted = [.. values.Order()];
        if (_sorted.Length == 0)
        {
            throw new ArgumentException("an empirical distribution needs at least one value", nameof(values));
        }

        Mean = _sorted.Average();
        StandardDeviation = Math.Sqrt(_sorted.Average(value => (value - Mean) * (value - Mean)));
    }

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <inheritdoc/>
    public override double StandardDeviation { get; }

    /// <inheritdoc/>
    public override double Sample(RandomStream stream) => _sorted[stream.NextInt(_sorted.Length)];

    /// <inheritdoc/>
    public override double Cdf(double x)
    {
        // Number of values not above x, by bisection.
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _sorted[middle] <= x ? (middle + 1, high) : (low, middle);
        }

        return (double)low / _sorted.Length;
    }
}
