using TwoLayerChainSim.Experiments.Report;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Tests.Report;

public class EstimateTextTests
{
    [Theory]
    [InlineData(0.92483, 0.00412, "0.925 ± 0.004")]
    [InlineData(0.92483, 0.0122, "0.925 ± 0.012")]
    [InlineData(876.4, 36.9, "876 ± 37")]
    [InlineData(876.4, 12.3, "876 ± 12")]
    [InlineData(-1.25, 0.2, "−1.25 ± 0.20")]
    [InlineData(13.5, 0.0996, "13.50 ± 0.10")]
    [InlineData(3.2, 0, "3.200 ± 0.000")]
    [InlineData(0, 0, "0 ± 0")]
    public void The_mean_has_as_many_decimals_as_its_uncertainty_allows(double mean, double half, string expected)
    {
        Assert.Equal(expected, EstimateText.Of(new Estimate(5, mean, half, mean - half, mean + half)));
    }

    [Fact]
    public void A_mean_without_interval_says_why()
    {
        Assert.Equal("0.9248 (one run)", EstimateText.Of(new Estimate(1, 0.924831, null, null, null)));
        Assert.Equal("no value", EstimateText.Of(default));
    }

    [Fact]
    public void Equal_values_do_not_show_the_digits_of_rounding()
    {
        var equal = new Estimate(2, 0.01, 2e-18, 0.01 - 2e-17, 0.01 + 2e-17);

        Assert.Equal("+0.0100 (95 % CI +0.0100 to +0.0100)", EstimateText.OfDifference(equal));
        Assert.Equal("0.01000 ± 0.00000", EstimateText.Of(equal));
    }

    [Fact]
    public void A_difference_shows_its_sign_and_interval()
    {
        Assert.Equal("+0.12 (95 % CI +0.08 to +0.16)", EstimateText.OfDifference(new Estimate(5, 0.12, 0.1, 0.08, 0.16)));
        Assert.Equal("−0.12 (95 % CI −0.30 to +0.06)", EstimateText.OfDifference(new Estimate(5, -0.12, 0.1, -0.3, 0.06)));
        Assert.Equal("+0.120 (one pair)", EstimateText.OfDifference(new Estimate(1, 0.12, null, null, null)));
        Assert.Equal("no pair", EstimateText.OfDifference(default));
    }
}
