using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>When a fault is on.</summary>
/// <param name="Start">First instant of the fault.</param>
/// <param name="End">First instant after it; <see cref="SimTime.MaxValue"/> for a fault that never ends.</param>
public readonly record struct FaultWindow(SimTime Start, SimTime End)
{
    /// <summary>From the start of the run for ever.</summary>
    public static FaultWindow Always => new(SimTime.Zero, SimTime.MaxValue);

    /// <summary>From an instant for ever.</summary>
    /// <param name="start">First instant of the fault.</param>
    public static FaultWindow From(SimTime start) => new(start, SimTime.MaxValue);

    /// <summary>True when the fault is on at <paramref name="instant"/>.</summary>
    /// <param name="instant">An instant.</param>
    public bool Contains(SimTime instant) => instant >= Start && instant < End;

    /// <summary>True when the fault is on at some instant from <paramref name="first"/> to <paramref name="last"/>.</summary>
    /// <param name="first">The first instant.</param>
    /// <param name="last">The last instant, not before the first.</param>
    public bool Overlaps(SimTime first, SimTime last) => Start <= last && End > first && Start < End;
}
