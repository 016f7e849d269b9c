using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Tests.Engine;

/// <summary>The dumb twin of the built-in calendar: a sorted list.</summary>
internal sealed class SortedListCalendar : IEventCalendar
{
    private readonly SortedList<(long Time, int Priority, long Sequence), ScheduledEvent> _events = [];

    public SimTime Now { get; private set; }

    public int Count => _events.Count;

    public void Schedule(in ScheduledEvent scheduled)
    {
        Require.That(scheduled.At >= Now, "time never moves back");
        _events.Add((scheduled.At.Nanoseconds, scheduled.Priority, scheduled.Sequence), scheduled);
    }

    public bool TryPeek(out SimTime at)
    {
        at = Count > 0 ? _events.Values[0].At : default;
        return Count > 0;
    }

    public ScheduledEvent Pop()
    {
        var next = _events.Values[0];
        _events.RemoveAt(0);
        Now = next.At;
        return next;
    }
}
