using BenchmarkDotNet.Attributes;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Benchmarks;

/// <summary>Events and process resumptions per second. Each operation is one event.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private const int Events = 1_000_000;

    private IEventCalendar _calendar = new LadderCalendar();
    private RandomStream _stream = new(1);
    private long _sequence;

    /// <summary>Pending events.</summary>
    [Params(10_000, 1_000_000)]
    public int Pending { get; set; }

    /// <summary>The built-in calendar with the pending events.</summary>
    [IterationSetup(Target = nameof(Hold))]
    public void Fill() => Fill(new LadderCalendar());

#if USE_SIMSHARP
    /// <summary>The calendar on Sim# with the pending events.</summary>
    [IterationSetup(Target = nameof(HoldOnSimSharp))]
    public void FillSimSharp() => Fill(new TwoLayerChainSim.Engine.SimSharp.SimSharpCalendar());

    /// <summary>The hold model on Sim#.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public long HoldOnSimSharp() => Hold();
#endif

    private void Fill(IEventCalendar calendar)
    {
        (_calendar, _stream, _sequence) = (calendar, new(1), 0);
        for (var i = 0; i < Pending; i++)
        {
            _calendar.Schedule(new(new(After(_stream)), 0, _sequence++, this, 0));
        }
    }

    /// <summary>The hold model: each event schedules its successor after an exponential time.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public long Hold()
    {
        for (var i = 0; i < Events; i++)
        {
            var next = _calendar.Pop();
            _calendar.Schedule(new(new(next.At.Nanoseconds + After(_stream)), 0, _sequence++, this, 0));
        }

        return _calendar.Now.Nanoseconds;
    }

    /// <summary>Processes that wait again and again.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public long Resumptions()
    {
        var simulator = new Simulator();
        var stream = new RandomStream(1);
        var left = Events;
        for (var i = 0; i < Pending; i++)
        {
            simulator.Spawn(async () =>
            {
                while (left-- > 0)
                {
                    await simulator.Delay(new(After(stream)));
                }
            });
        }

        simulator.Run();
        return simulator.ExecutedEvents;
    }

    private static long After(RandomStream stream) => (long)(1e9 * stream.NextExponential());
}
