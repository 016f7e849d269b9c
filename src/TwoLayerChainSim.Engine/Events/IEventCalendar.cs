namespace TwoLayerChainSim.Engine;

/// <summary>
/// The port under <see cref="Simulator"/>: keeps future events and hands them out in total order. The built-in
/// implementation is <see cref="LadderCalendar"/>; another event engine plugs in here.
/// </summary>
public interface IEventCalendar
{
    /// <summary>The instant of the last event popped.</summary>
    SimTime Now { get; }

    /// <summary>Number of pending events.</summary>
    int Count { get; }

    /// <summary>Adds an event; its time is not before <see cref="Now"/>.</summary>
    /// <param name="scheduled">The event.</param>
    void Schedule(in ScheduledEvent scheduled);

    /// <summary>The instant of the next event.</summary>
    /// <param name="at">The instant, when there is one.</param>
    /// <returns>False when nothing is pending.</returns>
    bool TryPeek(out SimTime at);

    /// <summary>Removes and returns the next event and moves <see cref="Now"/> to it. Something must be pending.</summary>
    ScheduledEvent Pop();
}
