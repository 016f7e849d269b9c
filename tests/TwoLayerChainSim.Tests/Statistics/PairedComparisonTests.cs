using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Tests.Statistics;

public class PairedComparisonTests
{
    [Fact]
    public void The_difference_is_taken_replication_by_replication()
    {
        var comparison = PairedComparison.Of(Values(3, 5, 9), Values(1, 2, 3));

        Assert.Equal(Estimate.OfMean([2, 3, 6]), comparison.Difference);
        Assert.Equal(0, comparison.Unpaired);
    }

    [Fact]
    public void A_replication_that_only_one_scheme_finished_is_left_out_and_counted()
    {
        var comparison = PairedComparison.Of(Values(3, 5, 9), Values(1, 2));

        Assert.Equal(2, comparison.Difference.Count);
        Assert.Equal(1, comparison.Unpaired);
    }

    /// <summary>Differences 1..5: t = 3/(√2.5/√5) = 4.242641, 4 degrees of freedom, p = 0.013235 (closed form for 4 degrees).</summary>
    [Fact]
    public void The_p_value_agrees_with_the_closed_form()
    {
        var comparison = PairedComparison.Of(Values(1, 2, 3, 4, 5), Values(0, 0, 0, 0, 0));

        var t = 3 / Math.Sqrt(0.5);
        var u = t / Math.Sqrt(4 + (t * t));
        var closed = 1 - (u * (1 + (0.5 * (1 - (u * u)))));
        Assert.Equal(closed, comparison.PValue!.Value, 1e-9);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Constant_differences_are_certain(double difference, double expected)
    {
        Assert.Equal(expected, PairedComparison.Of(Values(difference, difference), Values(0, 0)).PValue);
    }

    [Fact]
    public void One_pair_allows_no_test()
    {
        Assert.Null(PairedComparison.Of(Values(1), Values(2)).PValue);
    }

    /// <summary>TESTING.md Q11: with common random numbers the variance of the difference is far smaller.</summary>
    [Fact]
    public void Common_random_numbers_narrow_the_interval()
    {
        var stream = new RandomStreams(7, 0).Stream("common");
        var common = Enumerable.Range(0, 30).Select(_ => 10 * stream.NextNormal()).ToArray();

        var paired = PairedComparison.Of(
            Values([.. common.Select(x => x + 1 + (0.1 * stream.NextNormal()))]), Values([.. common]));

        Assert.True(paired.Difference.HalfWidth < 0.1);
        Assert.True(paired.Difference.Low > 0);
    }

    /// <summary>Holm 1979: 0.01, 0.04, 0.03 of three become 0.03, 0.06, 0.06.</summary>
    [Fact]
    public void Holm_adjusts_step_by_step_and_keeps_the_order()
    {
        var adjusted = PairedComparison.Holm([0.01, null, 0.04, 0.03]);

        Assert.Equal([0.03, null, 0.06, 0.06], adjusted.Select(p => p is null ? (double?)null : Math.Round(p.Value, 12)));
    }

    [Fact]
    public void Holm_never_exceeds_one()
    {
        Assert.Equal([1.0, 1.0], PairedComparison.Holm([0.9, 0.8]));
    }

    private static Dictionary<int, double> Values(params double[] values) =>
        values.Select((value, replication) => (value, replication)).ToDictionary(x => x.replication, x => x.value);
}
