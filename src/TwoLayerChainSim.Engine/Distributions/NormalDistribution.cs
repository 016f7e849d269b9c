using System.Numerics;
using System.Runtime.Intrinsics;
using MathNet.Numerics;

namespace TwoLayerChainSim.Engine;

/// <summary>How a normal law is kept at or above zero.</summary>
public enum Truncation
{
    /// <summary>Redraw until the value is positive (default: no ties at zero).</summary>
    Resample,

    /// <summary>Replace a negative value by 0, which puts an atom at zero.</summary>
    Clamp,
}

/// <summary>A normal law truncated at zero, for delays such as N(2t, 1.1t) of Feng et al. 2022.</summary>
public sealed class NormalDistribution : Distribution
{
    private readonly double _mu;
    private readonly double _sigma;
    private readonly Truncation _truncation;

    /// <summary>The law N(<paramref name="mu"/>, <paramref name="sigma"/>) kept at or above zero.</summary>
    /// <param name="mu">Mean before truncation; positive, so that redrawing ends soon.</param>
    /// <param name="sigma">Standard deviation before truncation; at least 0.</param>
    /// <param name="truncation">What happens to negative values.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of range.</exception>
    public NormalDistribution(double mu, double sigma, Truncation truncation = Truncation.Resample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mu);
        ArgumentOutOfRangeException.ThrowIfNegative(sigma);
        (_mu, _sigma, _truncation) = (mu, sigma, truncation);
        (Mean, StandardDeviation) = Moments(mu, sigma, truncation);
    }

    /// <inheritdoc/>
    public override double Mean { get; }

    /// <inheritdoc/>
    public override double StandardDeviation { get; }

    /// <inheritdoc/>
    public override double Sample(RandomStream stream)
    {
        if (_sigma == 0)
        {
            return _mu;
        }

        var value = _mu + (_sigma * stream.NextNormal());
        if (_truncation == Truncation.Clamp)
        {
            return Math.Max(0, value);
        }

        while (value <= 0)
        {
            value = _mu + (_sigma * stream.NextNormal());
        }

        return value;
    }

    /// <inheritdoc/>
    public override void Fill(Span<double> values, RandomStream stream)
    {
        var filled = 0;
        while (_sigma > 0 && filled + 4 <= values.Length)
        {
            // Most draws need no second look. Where one of four does, the stream goes back to it.
            var position = stream.Position;
            var isFinal = Ziggurat.FourNormals(stream, out var normals);
            var four = Vector256.Create(_mu) + (Vector256.Create(_sigma) * normals);
            four.CopyTo(values[filled..]);
            isFinal &= Vector256.GreaterThan(four, Vector256<double>.Zero).ExtractMostSignificantBits();
            var done = BitOperations.TrailingZeroCount(~isFinal);
            filled += done;
            if (done < 4)
            {
                stream.Rewind(position);
                stream.Skip(done);
                values[filled++] = Sample(stream);
            }
        }

        base.Fill(values[filled..], stream);
    }

    /// <inheritdoc/>
    public override double Cdf(double x)
    {
        if (_sigma == 0)
        {
            return x < _mu ? 0 : 1;
        }

        if (x < 0)
        {
            return 0;
        }

        var below = Phi((x - _mu) / _sigma);
        var atZero = Phi(-_mu / _sigma);
        return _truncation == Truncation.Clamp ? below : (below - atZero) / (1 - atZero);
    }

    private static double Phi(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    private static (double Mean, double Deviation) Moments(double mu, double sigma, Truncation truncation)
    {
        if (sigma == 0)
        {
            return (mu, 0);
        }

        // First two moments of N(mu, sigma) restricted to the positive half line; z = mu/sigma.
        var z = mu / sigma;
        var density = Math.Exp(-0.5 * z * z) / Constants.Sqrt2Pi;
        var above = Phi(z);
        var mass = truncation == Truncation.Clamp ? 1 : above;
        var first = ((mu * above) + (sigma * density)) / mass;
        var second = ((((mu * mu) + (sigma * sigma)) * above) + (mu * sigma * density)) / mass;
        return (first, Math.Sqrt(second - (first * first)));
    }
}
