using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Tests.Engine;

public class SimulatorTests
{
    private static SimDuration Seconds(double seconds) => SimDuration.FromSeconds(seconds);

    [Fact]
    public void A_process_sees_the_clock_move_only_by_its_delays()
    {
        var simulator = new Simulator();
        var seen = new List<double>();
        simulator.Spawn(async () =>
        {
            await simulator.Delay(Seconds(1.5));
            seen.Add(simulator.Now.TotalSeconds);
            await simulator.Delay(SimDuration.Zero);
            seen.Add(simulator.Now.TotalSeconds);
            await simulator.Until(new(4_000_000_000));
            seen.Add(simulator.Now.TotalSeconds);
        });
        simulator.Run();
        Assert.Equal([1.5, 1.5, 4], seen);
    }

    [Fact]
    public void The_last_instant_of_a_run_is_executed()
    {
        var simulator = new Simulator();
        var executed = 0;
        simulator.After(Seconds(1), () => executed++);
        simulator.After(Seconds(1.000000001), () => executed++);
        simulator.Run(until: new(1_000_000_000));
        Assert.Equal(1, executed);
    }

    [Fact]
    public void A_process_nobody_awaits_that_throws_ends_the_run_with_the_time()
    {
        var simulator = new Simulator();
        simulator.Spawn(async () =>
        {
            await simulator.Delay(Seconds(2));
            throw new InvalidOperationException("boom");
        });
        var exception = Assert.Throws<SimulationException>(() => simulator.Run());
        Assert.Contains("2 s", exception.Message, StringComparison.Ordinal);
        Assert.Contains("boom", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Waiters_of_a_completion_resume_in_order_at_its_instant()
    {
        var simulator = new Simulator();
        var order = new List<string>();
        var worker = simulator.Spawn(async () => await simulator.Delay(Seconds(3)));
        foreach (var name in new[] { "a", "b" })
        {
            simulator.Spawn(async () =>
            {
                await worker;
                order.Add(name + simulator.Now.TotalSeconds);
            });
        }

        simulator.Run();
        Assert.Equal(["a3", "b3"], order);
    }

    [Fact]
    public void A_mailbox_delivers_in_order_of_sending()
    {
        var simulator = new Simulator();
        var mailbox = new Mailbox<int>(simulator);
        var received = new List<(int, double)>();
        simulator.Spawn(async () =>
        {
            for (var i = 0; i < 3; i++)
            {
                received.Add((await mailbox.Receive(), simulator.Now.TotalSeconds));
            }
        });
        simulator.After(Seconds(1), () => mailbox.Send(1));
        simulator.After(Seconds(2), () =>
        {
            mailbox.Send(2);
            mailbox.Send(3);
        });
        simulator.Run();
        Assert.Equal([(1, 1.0), (2, 2.0), (3, 2.0)], received);
    }

    [Fact]
    public void A_loop_without_progress_of_time_reaches_the_limit()
    {
        var simulator = new Simulator(limits: new() { EventsPerInstant = 100 });
        void Again() => simulator.After(SimDuration.Zero, Again);
        Again();
        Assert.Throws<SimulationException>(() => simulator.Run());
    }

    [Fact]
    public void The_limit_of_events_ends_the_run_as_a_failure()
    {
        var simulator = new Simulator(limits: new() { Events = 100 });
        void Again() => simulator.After(Seconds(1), Again);
        Again();
        Assert.Throws<SimulationException>(() => simulator.Run());
    }

    [Fact]
    public void A_negative_delay_is_refused()
    {
        var simulator = new Simulator();
        Assert.Throws<InvariantException>(() => simulator.After(Seconds(-1), () => { }));
    }

    [Fact]
    public void A_cancelled_run_stops()
    {
        using var source = new CancellationTokenSource();
        var simulator = new Simulator();
        void Again()
        {
            simulator.After(Seconds(1), Again);
            if (simulator.ExecutedEvents > 5_000)
            {
                source.Cancel();
            }
        }

        Again();
        Assert.Throws<OperationCanceledException>(() => simulator.Run(cancellation: source.Token));
    }

    /// <summary>The runtime moves deep inline continuations to the thread pool; the calendar must prevent that.</summary>
    [Fact]
    public void Ten_thousand_processes_in_a_chain_resume_on_the_event_loop()
    {
        var simulator = new Simulator();
        var last = simulator.Spawn(async () => await simulator.Delay(Seconds(1)));
        for (var i = 0; i < 10_000; i++)
        {
            var before = last;
            last = simulator.Spawn(async () => await before);
        }

        simulator.Run();
        Assert.True(last.IsCompleted);
    }

    [Fact]
    public void Resuming_a_process_allocates_nothing()
    {
        var simulator = new Simulator();
        long allocated = -1;
        simulator.Spawn(async () =>
        {
            await simulator.Delay(Seconds(1));
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10_000; i++)
            {
                await simulator.Delay(Seconds(1));
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        simulator.Run();
        Assert.InRange(allocated, 0, 1_000);
    }

    /// <summary>TESTING.md E2, style rule R8: seconds become nanoseconds in one place, rounded to nearest.</summary>
    [Theory]
    [InlineData(4e-8, 40)]
    [InlineData(1.23456789e-3, 1_234_568)]
    [InlineData(0.1, 100_000_000)]
    public void Seconds_are_rounded_to_the_nearest_nanosecond(double seconds, long nanoseconds) =>
        Assert.Equal(nanoseconds, SimDuration.FromSeconds(seconds).Nanoseconds);

    [Fact]
    public void A_time_beyond_the_clock_is_refused()
    {
        Assert.Throws<InvariantException>(() => SimDuration.FromSeconds(1e11));
        Assert.Throws<InvariantException>(() => SimDuration.FromSeconds(double.NaN));
        Assert.Throws<OverflowException>(() => SimTime.MaxValue + new SimDuration(1));
    }
}
