using System.Text;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Tests.Engine;

/// <summary>An M/M/c queue as a process model, with Little's law as its own check.</summary>
internal static class QueueModel
{
    /// <summary>Simulates <paramref name="customers"/> customers and returns the mean time in the system after a warm-up.</summary>
    public static QueueResult Run(
        double arrivalRate, double serviceRate, int servers, int customers, RandomStreams streams, IEventCalendar? calendar = null)
    {
        var simulator = new Simulator(calendar);
        var station = new FifoServer(simulator, servers);
        var inSystem = new TimeWeightedMonitor(simulator);
        var sojourn = new Tally();
        long sojournNanoseconds = 0;
        var trace = new StringBuilder();
        var interarrival = new ExponentialDistribution(1 / arrivalRate);
        var service = new ExponentialDistribution(1 / serviceRate);
        var arrivals = streams.Stream("arrival");
        var services = streams.Stream("service");
        simulator.Spawn(async () =>
        {
            for (var i = 0; i < customers; i++)
            {
                await simulator.Delay(SimDuration.FromSeconds(interarrival.Sample(arrivals)));
                _ = simulator.Spawn(async () =>
                {
                    var arrived = simulator.Now;
                    inSystem.Add(1);
                    await simulator.Until(station.Enter(SimDuration.FromSeconds(service.Sample(services))));
                    inSystem.Add(-1);
                    var spent = simulator.Now - arrived;
                    sojournNanoseconds += spent.Nanoseconds;
                    sojourn.Add(spent.TotalSeconds);
                    trace.Append(simulator.Now.Nanoseconds).Append(' ');
                });
            }
        });
        simulator.Run();
        return new(sojourn.Mean, inSystem.Integral, sojournNanoseconds * 1e-9, trace.ToString());
    }

    public static string Trace(IEventCalendar calendar) => Run(4, 5, 1, 300, new RandomStreams(3, 0), calendar).Trace;
}

internal sealed record QueueResult(double MeanSojourn, double NumberIntegral, double SojournSum, string Trace);
