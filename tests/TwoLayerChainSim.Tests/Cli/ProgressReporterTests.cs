using TwoLayerChainSim.Cli.Output;

namespace TwoLayerChainSim.Tests.Cli;

/// <summary>Progress on standard error (INTERFACE.md rows 15, 16, check 5).</summary>
public class ProgressReporterTests
{
    [Fact]
    public void A_redirected_run_gets_a_line_after_ten_seconds_and_then_one_a_minute()
    {
        var (clock, text) = (new ManualClock(), new StringWriter());
        using var reporter = new ProgressReporter("auto", text, isTerminal: false, clock);
        reporter.Report(new(30, 120, "two-layer, replication 3"));

        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Empty(text.ToString());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("0:10  25 % done, about 0:30 left: two-layer, replication 3\n", text.ToString());
        clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(10));

        Assert.Equal(60, text.ToString().Count(character => character == '\n'));
        Assert.DoesNotContain('\r', text.ToString());
    }

    [Fact]
    public void A_terminal_shows_one_line_that_is_rewritten_and_removed()
    {
        var (clock, text) = (new ManualClock(), new StringWriter());
        var reporter = new ProgressReporter("auto", text, isTerminal: true, clock);
        reporter.Report(new(0, 120, new string('x', 200)));

        clock.Advance(TimeSpan.FromSeconds(1));
        reporter.Dispose();

        Assert.DoesNotContain('\n', text.ToString());
        Assert.DoesNotContain('\u001b', text.ToString());
        Assert.Contains("\r0:01   0 % done, time left unknown: xxx", text.ToString(), StringComparison.Ordinal);
        Assert.All(text.ToString().Split('\r', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal(79, line.Length));
        Assert.EndsWith("\r" + new string(' ', 79) + "\r", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_can_be_switched_off()
    {
        var (clock, text) = (new ManualClock(), new StringWriter());
        using (var reporter = new ProgressReporter("off", text, isTerminal: true, clock))
        {
            clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Empty(text.ToString());
    }

    /// <summary>A clock that is its own only timer and is moved by the test.</summary>
    private sealed class ManualClock : TimeProvider, ITimer
    {
        private TimeSpan _now;
        private TimeSpan _due;
        private TimeSpan _period;
        private TimerCallback? _callback;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, _due, _period) = (callback, _now + dueTime, period);
            return this;
        }

        public void Advance(TimeSpan time)
        {
            var end = _now + time;
            while (_callback is not null && _due <= end)
            {
                _now = _due;
                _due += _period;
                _callback(null);
            }

            _now = end;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => _callback = null;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
