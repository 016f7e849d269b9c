using BenchmarkDotNet.Attributes;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Benchmarks;

/// <summary>Events and process resumptions per second. Each operation is one event.</summary>
[MemoryDiagnoser]
public class EngineBenchmarks
{
    private const int Events = 1_000_000;

    /// <summary>Pending events.</summary>
    [Params(10_000, 1_000_000)]
    public int Pending { get; set; }

    /// <summary>The hold model: each event schedules its successor after an exponential time.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public long Hold()
    {
        var calendar = new HeapCalendar();
        var stream = new RandomStream(1);
        long sequence = 0;
        for (var i = 0; i < Pending; i++)
        {
            calendar.Schedule(new(new(After(stream)), 0, sequence++, this, 0));
        }

        for (var i = 0; i < Events; i++)
        {
            var next = calendar.Pop();
            calendar.Schedule(new(new(next.At.Nanoseconds + After(stream)), 0, sequence++, this, 0));
        }

        return calendar.Now.Nanoseconds;
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
