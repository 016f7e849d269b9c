namespace TwoLayerChainSim.Engine;

/// <summary>An entry of the event calendar. Events are totally ordered by (time, priority, sequence).</summary>
/// <param name="At">The instant.</param>
/// <param name="Priority">Lower runs first among events of one instant.</param>
/// <param name="Sequence">Order of scheduling; breaks all remaining ties.</param>
/// <param name="Target">An <see cref="Action"/> (callback or process continuation) or an <see cref="IEventHandler"/>.</param>
/// <param name="Token">Passed to an <see cref="IEventHandler"/>.</param>
public readonly record struct ScheduledEvent(SimTime At, int Priority, long Sequence, object Target, long Token)
{
    /// <summary>True when this event runs before <paramref name="other"/>.</summary>
    /// <param name="other">Another event of the same run.</param>
    public bool Precedes(in ScheduledEvent other) =>
        At.Nanoseconds != other.At.Nanoseconds ? At.Nanoseconds < other.At.Nanoseconds
        : Priority != other.Priority ? Priority < other.Priority
        : Sequence < other.Sequence;
}
