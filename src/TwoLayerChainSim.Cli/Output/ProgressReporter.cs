using System.Globalization;
using TwoLayerChainSim.Experiments;

namespace TwoLayerChainSim.Cli.Output;

/// <summary>
/// Shows progress on standard error: on a terminal one line that is rewritten in place with carriage returns and blanks (no
/// escape codes at all), elsewhere a line after 10 s and then one a minute.
/// </summary>
internal sealed class ProgressReporter : IProgress<ExperimentProgress>, IDisposable
{
    private const int LineWidth = 79;
    private static readonly TimeSpan LiveInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan FirstPlainLine = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PlainInterval = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly TextWriter _writer;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly bool _isLive;
    private readonly ITimer? _timer;
    private ExperimentProgress _latest;
    private long? _workStart;
    private bool _isDisposed;

    /// <summary>Starts the display.</summary>
    /// <param name="mode"><c>auto</c>, <c>plain</c> or <c>off</c>.</param>
    /// <param name="writer">Standard error.</param>
    /// <param name="isTerminal">Whether it is a terminal that can rewrite a line.</param>
    /// <param name="clock">Wall clock.</param>
    public ProgressReporter(string mode, TextWriter writer, bool isTerminal, TimeProvider clock)
    {
        (_writer, _clock, _start) = (writer, clock, clock.GetTimestamp());
        _isLive = mode == "auto" && isTerminal;
        if (mode != "off")
        {
            _timer = clock.CreateTimer(
                _ => Show(), null, _isLive ? LiveInterval : FirstPlainLine, _isLive ? LiveInterval : PlainInterval);
        }
    }

    /// <summary>A display for standard error.</summary>
    public static ProgressReporter OnStandardError(string mode) => new(
        mode, Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb", TimeProvider.System);

    /// <inheritdoc/>
    public void Report(ExperimentProgress value)
    {
        lock (_lock)
        {
            _latest = value;
            _workStart ??= value.Total > 0 ? _clock.GetTimestamp() : null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            if (_isLive && !_isDisposed)
            {
                _writer.Write('\r' + new string(' ', LineWidth) + '\r');
            }

            _isDisposed = true;
        }
    }

    private void Show()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            var line = Line();
            if (_isLive)
            {
                _writer.Write('\r' + (line.Length > LineWidth ? line[..LineWidth] : line.PadRight(LineWidth)));
            }
            else
            {
                _writer.WriteLine(line);
            }
        }
    }

    /// <summary>Time since the start, share done, time left in proportion to the work, activity.</summary>
    private string Line()
    {
        var (done, total, activity) = _latest;
        var elapsed = Clock(_clock.GetElapsedTime(_start));
        if (total <= 0)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{elapsed} {activity}");
        }

        var left = done <= 0
            ? "time left unknown"
            : $"about {Clock(_clock.GetElapsedTime(_workStart!.Value) * Math.Max(0, (total / done) - 1))} left";
        return string.Create(CultureInfo.InvariantCulture, $"{elapsed} {Math.Floor(100 * done / total),3:0} % done, {left}: {activity}");
    }

    private static string Clock(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}");
}
