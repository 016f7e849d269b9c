namespace TwoLayerChainSim.Engine;

/// <summary>Running count, mean and variance of observations (Welford 1962), with extremes.</summary>
public sealed class Tally
{
    private double _squares;

    /// <summary>Number of observations.</summary>
    public long Count { get; private set; }

    /// <summary>Mean; 0 when there is no observation.</summary>
    public double Mean { get; private set; }

    /// <summary>Smallest observation; +∞ when there is none.</summary>
    public double Minimum { get; private set; } = double.PositiveInfinity;

    /// <summary>Largest observation; -∞ when there is none.</summary>
    public double Maximum { get; private set; } = double.NegativeInfinity;

    /// <summary>Unbiased sample variance; 0 below two observations.</summary>
    public double Variance => Count > 1 ? _squares / (Count - 1) : 0;

    /// <summary>Sample standard deviation.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>Standard error of the mean; 0 below two observations.</summary>
    public double StandardError => Count > 0 ? Math.Sqrt(Variance / Count) : 0;

    /// <summary>Adds an observation.</summary>
    /// <param name="value">A finite number.</param>
    public void Add(double value)
    {
        Require.That(double.IsFinite(value), $"observation {value} is not finite");
        Count++;
        var difference = value - Mean;
        Mean += difference / Count;
        _squares += difference * (value - Mean);
        Minimum = Math.Min(Minimum, value);
        Maximum = Math.Max(Maximum, value);
    }
}
