using MathNet.Numerics.Distributions;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Tests.Statistics;

public class ProportionTests
{
    /// <summary>With no success the upper end solves (1-p)^n = 0.025.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public void No_success_gives_the_closed_upper_end(int trials)
    {
        var none = Proportion.Of(0, trials);
        var all = Proportion.Of(trials, trials);

        var closed = 1 - Math.Pow(0.025, 1.0 / trials);
        Assert.Equal(0, none.Low);
        Assert.Equal(closed, none.High, 1e-9);
        Assert.Equal(1 - closed, all.Low, 1e-9);
        Assert.Equal(1, all.High);
    }

    /// <summary>The defining equations: each end makes the observed count, or a more extreme one, have probability 2.5 %.</summary>
    [Theory]
    [InlineData(1, 5)]
    [InlineData(3, 30)]
    [InlineData(50, 100)]
    public void The_ends_leave_a_fortieth_in_each_binomial_tail(int successes, int trials)
    {
        var proportion = Proportion.Of(successes, trials);

        Assert.Equal(0.025, 1 - Binomial.CDF(proportion.Low, trials, successes - 1), 1e-8);
        Assert.Equal(0.025, Binomial.CDF(proportion.High, trials, successes), 1e-8);
    }

    [Fact]
    public void The_interval_covers_at_least_as_often_as_it_says()
    {
        const double share = 0.13;
        const int trials = 40;

        var covered = Enumerable.Range(0, trials + 1)
            .Select(successes => (successes, interval: Proportion.Of(successes, trials)))
            .Where(x => x.interval.Low <= share && share <= x.interval.High)
            .Sum(x => Binomial.PMF(share, trials, x.successes));

        Assert.InRange(covered, 0.95, 0.995);
    }

    [Fact]
    public void More_successes_than_trials_are_refused()
    {
        Assert.Throws<InvariantException>(() => Proportion.Of(3, 2));
    }
}
