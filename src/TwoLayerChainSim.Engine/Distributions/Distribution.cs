namespace TwoLayerChainSim.Engine;

/// <summary>An immutable law of a random number. The unit is the caller's; see <see cref="DelayLaw"/> for times.</summary>
public abstract class Distribution
{
    /// <summary>Expected value.</summary>
    public abstract double Mean { get; }

    /// <summary>Standard deviation.</summary>
    public abstract double StandardDeviation { get; }

    /// <summary>One draw.</summary>
    /// <param name="stream">The stream of the entity that draws.</param>
    public abstract double Sample(RandomStream stream);

    /// <summary>Probability of a value not above <paramref name="x"/>.</summary>
    /// <param name="x">Any number.</param>
    public abstract double Cdf(double x);

    /// <summary>Fills <paramref name="values"/> with independent draws, the same ones that repeated <see cref="Sample"/> gives.</summary>
    /// <param name="values">Where the draws go.</param>
    /// <param name="stream">The stream of the entity that draws.</param>
    public virtual void Fill(Span<double> values, RandomStream stream)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Sample(stream);
        }
    }
}
