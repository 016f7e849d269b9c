using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Tests.Engine;

/// <summary>What every event calendar must do; a calendar is added by one line in <see cref="Calendars"/>.</summary>
public class CalendarConformanceTests
{
    public static TheoryData<string> Calendars => new()
    {
        "ladder",
        "sorted-list",
#if USE_SIMSHARP
        "simsharp",
#endif
    };

    [Theory]
    [MemberData(nameof(Calendars))]
    public void Events_come_out_in_order_of_time_priority_and_sequence(string name)
    {
        var calendar = Create(name);
        var stream = new RandomStreams(7, 0).Stream("calendar-test");
        var expected = new List<ScheduledEvent>();
        for (var i = 0; i < 2_000; i++)
        {
            var item = new ScheduledEvent(new(stream.NextInt(50)), stream.NextInt(3), i, this, 0);
            expected.Add(item);
            calendar.Schedule(in item);
        }

        expected.Sort((a, b) => (a.At, a.Priority, a.Sequence).CompareTo((b.At, b.Priority, b.Sequence)));
        foreach (var item in expected)
        {
            Assert.Equal(item.Sequence, calendar.Pop().Sequence);
        }

        Assert.Equal(0, calendar.Count);
    }

    /// <summary>The hold model with times of many scales, against the dumb twin.</summary>
    [Theory]
    [InlineData("exponential")]
    [InlineData("ties")]
    [InlineData("near messages and far timers")]
    [InlineData("heavy tail")]
    public void The_built_in_calendar_agrees_with_a_sorted_list(string law)
    {
        var stream = new RandomStreams(8, 0).Stream(law);
        var calendars = new IEventCalendar[] { new LadderCalendar(), new SortedListCalendar() };
        long sequence = 0;
        void Schedule()
        {
            var delay = (long)(law switch
            {
                "exponential" => 1e6 * stream.NextExponential(),
                "ties" => stream.NextInt(3),
                "near messages and far timers" => stream.NextInt(10) == 0 ? 1e10 : 1e5 * stream.NextExponential(),
                _ => Math.Min(1e15, 10 / Math.Pow(stream.NextOpenDouble(), 2)),
            });
            foreach (var calendar in calendars)
            {
                calendar.Schedule(new(new(calendar.Now.Nanoseconds + delay), (int)(sequence % 5) - 2, sequence, this, sequence));
            }

            sequence++;
        }

        for (var step = 0; step < 40_000; step++)
        {
            // Grows to some thousands, then shrinks to nothing, again and again.
            var grows = step / 5_000 % 2 == 0;
            if (calendars[0].Count == 0 || stream.NextInt(4) < (grows ? 3 : 1))
            {
                Schedule();
                continue;
            }

            Assert.Equal(calendars[1].TryPeek(out var expectedPeek), calendars[0].TryPeek(out var peek));
            Assert.Equal(expectedPeek, peek);
            Assert.Equal(calendars[1].Pop(), calendars[0].Pop());
            Assert.Equal(calendars[1].Count, calendars[0].Count);
        }
    }

    [Theory]
    [MemberData(nameof(Calendars))]
    public void The_clock_is_the_instant_of_the_last_event(string name)
    {
        var calendar = Create(name);
        calendar.Schedule(new(new(40), 0, 0, this, 0));
        Assert.True(calendar.TryPeek(out var next));
        Assert.Equal(new SimTime(40), next);
        Assert.Equal(SimTime.Zero, calendar.Now);
        calendar.Pop();
        Assert.Equal(new SimTime(40), calendar.Now);
        Assert.False(calendar.TryPeek(out _));
    }

    [Theory]
    [MemberData(nameof(Calendars))]
    public void An_event_in_the_past_is_refused(string name)
    {
        var calendar = Create(name);
        calendar.Schedule(new(new(40), 0, 0, this, 0));
        calendar.Pop();
        Assert.Throws<InvariantException>(() => calendar.Schedule(new(new(39), 0, 1, this, 0)));
    }

    /// <summary>TESTING.md M4: another event queue gives the same trace.</summary>
    [Theory]
    [MemberData(nameof(Calendars))]
    public void A_queue_simulated_on_any_calendar_gives_the_same_trace(string name)
    {
        Assert.Equal(QueueModel.Trace(new LadderCalendar()), QueueModel.Trace(Create(name)));
    }

    private static IEventCalendar Create(string name) => name switch
    {
        "ladder" => new LadderCalendar(),
        "sorted-list" => new SortedListCalendar(),
#if USE_SIMSHARP
        "simsharp" => new TwoLayerChainSim.Engine.SimSharp.SimSharpCalendar(),
#endif
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "unknown calendar"),
    };
}
