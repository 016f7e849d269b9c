using MathNet.Numerics;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Wireless;

public class ShannonRateTests
{
    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.01)]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(1.4)]
    [InlineData(100)]
    [InlineData(1e5)]
    public void The_mean_rate_equals_the_exponential_integral_of_the_library(double meanSnr)
    {
        // Below -28 dB e^(1/γ̄) overflows in the textbook form; there 1/(x+1) < e^x E₁(x) < 1/x (A&S 5.1.19).
        var x = 1 / meanSnr;
        var rate = ShannonRate.RayleighMeanBitsPerSecond(1, meanSnr) * Math.Log(2);

        if (x < 500)
        {
            var expected = Math.Exp(x) * SpecialFunctions.ExponentialIntegral(x, 1);
            Assert.InRange(rate, expected * (1 - 1e-9), expected * (1 + 1e-9));
        }
        else
        {
            Assert.InRange(rate, 1 / (x + 1), 1 / x);
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void The_quantile_is_the_inverse_of_the_distribution_of_transfer_times(double probability)
    {
        var seconds = ShannonRate.RayleighTransferQuantile(814_400, 1e6, 30, probability);

        Assert.Equal(probability, ShannonRate.RayleighTransferCdf(814_400, 1e6, 30, seconds), 12);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(18, 1)]
    [InlineData(36, 0.5 + (0.5 * 0.36787944117144233))]
    public void Links_in_a_street_have_line_of_sight_with_the_probability_of_the_standard(double metres, double expected)
    {
        // 3GPP TR 38.901 Table 7.4.2-1: 1 up to 18 m, then 18/d + e^(−d/36)(1 − 18/d).
        Assert.Equal(expected, new UrbanMicroPathLoss().LineOfSightProbability(metres), 12);
        Assert.Equal(expected, new WinnerB1PathLoss().LineOfSightProbability(metres), 12);
    }

    [Fact]
    public void The_urban_loss_has_hardly_a_step_at_the_breakpoint()
    {
        // d'_BP = 4·9·0.5·2/0.299792458 = 120.08 m; the heights in the far formula make a step of about 0.02 dB.
        var model = new UrbanMicroPathLoss();

        var (before, after) = (model.LossDb(120.08, true), model.LossDb(120.09, true));

        Assert.InRange(after - before, -0.05, 0.05);
    }

    [Fact]
    public void Distances_of_the_macro_law_are_kilometres_inside_and_metres_outside() =>
        Assert.Equal(128.1, PathLoss.MacroCell.LossDb(1000, true), 12);
}
