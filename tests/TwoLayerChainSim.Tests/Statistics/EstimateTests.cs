using MathNet.Numerics.Statistics;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Tests.Statistics;

/// <summary>Goal: every interval that is written is right. Method: tables, MathNet as second opinion, measured coverage.</summary>
public class EstimateTests
{
    [Fact]
    public void No_observation_gives_no_number()
    {
        var estimate = Estimate.OfMean([]);

        Assert.Equal(new Estimate(0, null, null, null, null), estimate);
    }

    [Fact]
    public void One_observation_has_a_mean_but_no_interval()
    {
        var estimate = Estimate.OfMean([3.5]);

        Assert.Equal(new Estimate(1, 3.5, null, null, null), estimate);
        Assert.Null(estimate.HalfWidth);
    }

    [Fact]
    public void Equal_observations_have_an_interval_of_width_zero()
    {
        var estimate = Estimate.OfMean([0.1, 0.1, 0.1, 0.1]);

        Assert.Equal(new Estimate(4, 0.1, 0, 0.1, 0.1), estimate);
    }

    /// <summary>1, 2, 3, 4: mean 2.5, sd √(5/3), t(3, 0.975) = 3.182446305 (any table of Student's t).</summary>
    [Fact]
    public void A_small_sample_agrees_with_the_calculation_by_hand()
    {
        var estimate = Estimate.OfMean([1, 2, 3, 4]);

        Assert.Equal(2.5, estimate.Mean);
        Assert.Equal(Math.Sqrt(5.0 / 3), estimate.StandardDeviation!.Value, 1e-14);
        Assert.Equal(3.182446305284263 * Math.Sqrt(5.0 / 12), estimate.HalfWidth!.Value, 1e-9);
    }

    /// <summary>t(1) is Cauchy and t(2) is algebraic: both have closed quantiles.</summary>
    [Fact]
    public void The_quantile_of_Student_agrees_with_its_closed_forms()
    {
        Assert.Equal(Math.Tan(Math.PI * 0.475), Estimate.StudentQuantile(1, 0.975), 1e-11);
        Assert.Equal(0.95 / Math.Sqrt(2 * 0.975 * 0.025), Estimate.StudentQuantile(2, 0.975), 1e-13);
    }

    /// <summary>Table values to 9 digits.</summary>
    [Theory]
    [InlineData(1, 12.706204736)]
    [InlineData(2, 4.302652730)]
    [InlineData(4, 2.776445105)]
    [InlineData(9, 2.262157163)]
    [InlineData(29, 2.045229642)]
    [InlineData(99, 1.984216952)]
    [InlineData(9999, 1.960201264)]
    public void The_quantile_of_Student_agrees_with_the_table(int freedom, double expected)
    {
        Assert.Equal(expected, Estimate.StudentQuantile(freedom, 0.975), 1e-8);
    }

    [Fact]
    public void A_large_offset_does_not_spoil_the_deviation()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(i => 1e9 + (i % 10))];

        var estimate = Estimate.OfMean(values);

        Assert.Equal(1e9 + 4.5, estimate.Mean!.Value, 1e-6);
        Assert.Equal(values.Select(value => value - 1e9).StandardDeviation(), estimate.StandardDeviation!.Value, 1e-9);
    }

    [Fact]
    public void A_number_that_is_not_finite_is_refused()
    {
        Assert.Throws<InvariantException>(() => Estimate.OfMean([1, double.NaN]));
    }

    /// <summary>TESTING.md Q8: coverage of nominal 95 % over 10 000 macro-replications lies in [94.1, 95.8] % (alpha 1e-4).</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(30)]
    public void The_interval_covers_a_known_mean_as_often_as_it_says(int count)
    {
        var covered = Coverage(count, values => Estimate.OfMean(values));

        Assert.InRange(covered, 0.941, 0.958);
    }

    /// <summary>The positive control of the coverage test: 1.96 instead of t covers 88 % with five replications.</summary>
    [Fact]
    public void The_coverage_test_notices_a_normal_quantile_in_place_of_Students()
    {
        var covered = Coverage(5, values =>
        {
            var estimate = Estimate.OfMean(values);
            var half = 1.96 * estimate.StandardDeviation / Math.Sqrt(5);
            return estimate with { Low = estimate.Mean - half, High = estimate.Mean + half };
        });

        Assert.False(covered is >= 0.941 and <= 0.958, $"coverage {covered}");
    }

    private static double Coverage(int count, Func<double[], Estimate> interval)
    {
        const double mean = 7;
        const int experiments = 10_000;
        var stream = new RandomStreams(20261120, 0).Stream("coverage", count);
        var covered = 0;
        var values = new double[count];
        for (var i = 0; i < experiments; i++)
        {
            for (var j = 0; j < count; j++)
            {
                values[j] = mean + (2 * stream.NextNormal());
            }

            var estimate = interval(values);
            covered += estimate.Low <= mean && mean <= estimate.High ? 1 : 0;
        }

        return (double)covered / experiments;
    }
}
