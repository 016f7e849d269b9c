using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Tests.Engine;

public class MonitorTests
{
    [Fact]
    public void A_time_weighted_mean_weighs_values_by_their_duration()
    {
        var simulator = new Simulator();
        var monitor = new TimeWeightedMonitor(simulator, 2);
        simulator.After(SimDuration.FromSeconds(1), () => monitor.Set(5));
        simulator.After(SimDuration.FromSeconds(4), () => monitor.Add(-5));
        simulator.After(SimDuration.FromSeconds(10), () => { });
        simulator.Run();
        Assert.Equal(17, monitor.Integral, 12);
        Assert.Equal(1.7, monitor.Mean, 12);
        Assert.Equal(5, monitor.Maximum);
    }

    [Fact]
    public void A_tally_gives_mean_variance_and_extremes()
    {
        var tally = new Tally();
        foreach (var value in new[] { 2.0, 4, 4, 4, 5, 5, 7, 9 })
        {
            tally.Add(value);
        }

        Assert.Equal(5, tally.Mean, 12);
        Assert.Equal(32.0 / 7, tally.Variance, 12);
        Assert.Equal((2, 9), (tally.Minimum, tally.Maximum));
    }

    [Fact]
    public void A_tally_refuses_what_is_not_a_number() =>
        Assert.Throws<InvariantException>(() => new Tally().Add(double.NaN));

    [Fact]
    public void A_station_serves_in_order_and_counts_its_busy_time()
    {
        var simulator = new Simulator();
        var station = new FifoServer(simulator);
        Assert.Equal(2, station.Enter(SimDuration.FromSeconds(2)).TotalSeconds);
        Assert.Equal(5, station.Enter(SimDuration.FromSeconds(3)).TotalSeconds);
        Assert.Equal(5, station.BusyTime.TotalSeconds);
    }
}
