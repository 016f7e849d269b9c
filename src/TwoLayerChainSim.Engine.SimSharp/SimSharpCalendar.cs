using SimSharp;

namespace TwoLayerChainSim.Engine.SimSharp;

/// <summary>
/// The event calendar on the queue of Sim# 3.4 (Beham et al.): each event of ours is a Sim# timeout, and one nanosecond of ours
/// is one tick of its clock, so both calendars run the same instants exactly.
/// </summary>
/// <remarks>
/// Sim# serves equal (time, priority) in order of insertion, which is the order of our sequence numbers, except when its queue
/// grows: then it inserts again in the order of its heap. <see cref="OrderedSimulation"/> mends that. Its run loop is not
/// used: it leaves out an event exactly at the end instant, and a failed event nobody waits for is silent there.
/// </remarks>
public sealed class SimSharpCalendar : IEventCalendar
{
    private readonly OrderedSimulation _simulation = new();
    private long _lastSequence = -1;
    private ScheduledEvent _popped;

    /// <inheritdoc/>
    public SimTime Now => new(_simulation.Now.Ticks);

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public void Schedule(in ScheduledEvent scheduled)
    {
        Require.That(scheduled.At >= Now, $"event at {scheduled.At} scheduled at {Now}: time never moves back");
        Require.That(scheduled.Sequence > _lastSequence, "events must be scheduled in the order of their sequence numbers");
        Require.That(scheduled.At.Nanoseconds < DateTime.MaxValue.Ticks, $"{scheduled.At} is beyond the clock of Sim#");
        _lastSequence = scheduled.Sequence;
        var copy = scheduled;
        var delay = TimeSpan.FromTicks((scheduled.At - Now).Nanoseconds);
        _simulation.Timeout(delay, scheduled.Priority).AddCallback(_ => _popped = copy);
        Count++;
    }

    /// <inheritdoc/>
    public bool TryPeek(out SimTime at)
    {
        at = Count > 0 ? new(_simulation.Peek().Ticks) : default;
        return Count > 0;
    }

    /// <inheritdoc/>
    public ScheduledEvent Pop()
    {
        Require.That(Count > 0, "the calendar is empty");
        Count--;
        _simulation.Step();
        return _popped;
    }

    /// <summary>A simulation whose queue keeps the order of insertion when it grows.</summary>
    private sealed class OrderedSimulation() : Simulation(DateTime.MinValue, randomSeed: 0)
    {
        protected override EventQueueNode DoSchedule(DateTime date, Event @event, int priority = 0)
        {
            if (ScheduleQ.Count == ScheduleQ.MaxSize)
            {
                var grown = new EventQueue(2 * ScheduleQ.MaxSize);
                foreach (var node in ScheduleQ.OrderBy(node => node.InsertionIndex))
                {
                    grown.Enqueue(node.PrimaryPriority, node.Event, node.SecondaryPriority);
                }

                ScheduleQ = grown;
            }

            return ScheduleQ.Enqueue(date, @event, priority);
        }
    }
}
