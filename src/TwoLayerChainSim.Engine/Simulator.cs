namespace TwoLayerChainSim.Engine;

/// <summary>
/// The façade that models see: the clock, callbacks, processes and the event loop. One simulator is one run on one thread;
/// nothing in it reads the wall clock or another thread.
/// </summary>
/// <param name="calendar">The event calendar; the built-in one by default.</param>
/// <param name="limits">Limits of the run.</param>
public sealed class Simulator(IEventCalendar? calendar = null, RunLimits? limits = null)
{
    private readonly IEventCalendar _calendar = calendar ?? new LadderCalendar();
    private readonly RunLimits _limits = limits ?? new();
    private long _sequence;
    private long _eventsThisInstant;
    private int _loopThread = -1;
    private Exception? _failure;

    /// <summary>The current instant.</summary>
    public SimTime Now => _calendar.Now;

    /// <summary>Number of events executed so far.</summary>
    public long ExecutedEvents { get; private set; }

    /// <summary>Runs <paramref name="callback"/> after <paramref name="delay"/>.</summary>
    /// <param name="delay">Not negative.</param>
    /// <param name="callback">What to do.</param>
    /// <param name="priority">Lower runs first among events of one instant.</param>
    public void After(SimDuration delay, Action callback, int priority = 0) => Enqueue(delay, priority, callback, 0);

    /// <summary>Calls <paramref name="handler"/> after <paramref name="delay"/>, with no allocation.</summary>
    /// <param name="delay">Not negative.</param>
    /// <param name="handler">What to call.</param>
    /// <param name="token">Passed to the handler.</param>
    /// <param name="priority">Lower runs first among events of one instant.</param>
    public void After(SimDuration delay, IEventHandler handler, long token, int priority = 0) =>
        Enqueue(delay, priority, handler, token);

    /// <summary>Awaits the passing of <paramref name="delay"/> in a process.</summary>
    /// <param name="delay">Not negative.</param>
    public DelayAwaitable Delay(SimDuration delay) => new(this, delay);

    /// <summary>Awaits the instant <paramref name="at"/> in a process; an instant in the past is now.</summary>
    /// <param name="at">The instant.</param>
    public DelayAwaitable Until(SimTime at) => new(this, SimDuration.Max(at - Now, SimDuration.Zero));

    /// <summary>
    /// Starts a process at the current instant. A process that throws ends the run. Awaiting the returned completion is optional.
    /// </summary>
    /// <param name="process">The life of the entity, awaiting only what this engine offers.</param>
    public Completion Spawn(Func<Task> process)
    {
        var completion = new Completion(this);
        After(SimDuration.Zero, () => _ = Guard(process, completion));
        return completion;
    }

    /// <summary>Awaits the end of all <paramref name="completions"/>.</summary>
    /// <param name="completions">Any number of processes.</param>
    public static async Task WhenAll(IReadOnlyList<Completion> completions)
    {
        foreach (var completion in completions)
        {
            await completion;
        }
    }

    /// <summary>Executes events in order until none is left or the next one is after <paramref name="until"/>.</summary>
    /// <param name="until">The last instant executed; everything by default.</param>
    /// <param name="cancellation">Looked at every 1024 events.</param>
    /// <exception cref="SimulationException">A process threw or a limit was reached.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void Run(SimTime? until = null, CancellationToken cancellation = default)
    {
        Require.That(_loopThread < 0, "Run was called inside Run");
        var horizon = until ?? SimTime.MaxValue;
        var outerContext = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        _loopThread = Environment.CurrentManagedThreadId;
        try
        {
            while (_calendar.TryPeek(out var next) && next <= horizon)
            {
                Step(next);
                if ((ExecutedEvents & 1023) == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }
            }
        }
        finally
        {
            _loopThread = -1;
            SynchronizationContext.SetSynchronizationContext(outerContext);
        }
    }

    internal void AssertOnLoop() => Require.That(
        Environment.CurrentManagedThreadId == _loopThread, "a process was resumed outside the event loop");

    internal void Resume(SimDuration delay, Action continuation) => Enqueue(delay, 0, continuation, 0);

    private void Enqueue(SimDuration delay, int priority, object target, long token)
    {
        Require.That(delay >= SimDuration.Zero, $"negative delay {delay} at {Now}");
        _calendar.Schedule(new(Now + delay, priority, _sequence++, target, token));
    }

    private void Step(SimTime at)
    {
        _eventsThisInstant = at == Now ? _eventsThisInstant + 1 : 1;
        ExecutedEvents++;
        if (ExecutedEvents > _limits.Events)
        {
            throw new SimulationException($"limit of {_limits.Events} events reached at {at}");
        }

        if (_eventsThisInstant > _limits.EventsPerInstant)
        {
            throw new SimulationException($"limit of {_limits.EventsPerInstant} events in one instant reached at {at}");
        }

        var next = _calendar.Pop();
        if (next.Target is Action action)
        {
            action();
        }
        else
        {
            ((IEventHandler)next.Target).Handle(next.Token);
        }

        if (_failure is { } failure)
        {
            throw new SimulationException($"a process failed at {Now}: {failure.Message}", failure);
        }
    }

    private async Task Guard(Func<Task> process, Completion completion)
    {
        try
        {
            await process();
            AssertOnLoop();
            completion.Complete();
        }
        catch (Exception exception)
        {
            // Rethrown by the event loop right after this event, so nothing is swallowed.
            _failure ??= exception;
        }
    }
}
