namespace TwoLayerChainSim.Engine;

/// <summary>Limits of a run; reaching one ends it as a failure with the reason.</summary>
public sealed record RunLimits
{
    /// <summary>Most events of a run. Default 2 billion.</summary>
    public long Events { get; init; } = 2_000_000_000;

    /// <summary>Most events in one instant, against loops without progress of time. Default 10 million.</summary>
    public long EventsPerInstant { get; init; } = 10_000_000;
}

/// <summary>A run that ended before its time: a limit was reached or a process threw.</summary>
/// <param name="message">What happened, with the simulated time.</param>
/// <param name="inner">The exception of the process, if there was one.</param>
public sealed class SimulationException(string message, Exception? inner = null) : Exception(message, inner);
