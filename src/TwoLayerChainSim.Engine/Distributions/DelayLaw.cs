namespace TwoLayerChainSim.Engine;

/// <summary>A random delay: a distribution in multiples of a time unit, e.g. N(2, 1.1) in units of <c>t</c>.</summary>
/// <param name="Distribution">The law, dimensionless.</param>
/// <param name="Unit">The time unit.</param>
public sealed record DelayLaw(Distribution Distribution, SimDuration Unit)
{
    /// <summary>No delay at all.</summary>
    public static DelayLaw None { get; } = new(new DeterministicDistribution(0), new(1));

    /// <summary>Mean in seconds.</summary>
    public double MeanSeconds => Distribution.Mean * Unit.TotalSeconds;

    /// <summary>One delay, rounded to the nearest nanosecond; never negative.</summary>
    /// <param name="stream">The stream of the link.</param>
    public SimDuration Sample(RandomStream stream)
    {
        var delay = SimDuration.FromSeconds(Distribution.Sample(stream) * Unit.TotalSeconds);
        Require.That(delay >= SimDuration.Zero, "a delay law gave a negative delay");
        return delay;
    }
}
