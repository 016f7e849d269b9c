using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Experiments.Figures;

namespace TwoLayerChainSim.Tests.Figures;

public class TicksTests
{
    [Theory]
    [InlineData(0.13, 0.94, "0 0.2 0.4 0.6 0.8 1")]
    [InlineData(1, 30, "0 10 20 30")]
    [InlineData(2, 50, "0 10 20 30 40 50")]
    [InlineData(-3, 4, "−4 −2 0 2 4")]
    [InlineData(5, 5, "5 6")]
    [InlineData(0, 0, "0 0.2")]
    [InlineData(0.3, 0.3, "0.2 0.4")]
    public void A_linear_axis_has_round_numbers_that_enclose_the_data(double low, double high, string expected)
    {
        var ticks = Ticks.Linear(low, high, intervals: 5);

        Assert.Equal(expected, string.Join(' ', ticks.Major.Select(FigureText.OfTick)));
    }

    [Theory]
    [InlineData(1.1, 876, "1 10 100 1000")]
    [InlineData(1.1, 80, "1 2 5 10 20 50 100")]
    [InlineData(10, 10, "10 20")]
    [InlineData(0.55, 120, "1 10 100")]
    [InlineData(0.00002, 3, "10⁻⁴ 0.001 0.01 0.1 1")]
    [InlineData(3e5, 4e5, "2·10⁵ 5·10⁵")]
    public void A_logarithmic_axis_has_powers_of_ten_and_over_two_decades_their_parts(double low, double high, string expected)
    {
        var ticks = Ticks.Logarithmic(low, high);

        Assert.Equal(expected, string.Join(' ', ticks.Major.Select(FigureText.OfTick)));
    }

    [Fact]
    public void Ticks_enclose_any_data_and_are_few_and_increasing()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<(NormalFloat, NormalFloat)>(), pair =>
        {
            var (low, high) = (Math.Min(pair.Item1.Get, pair.Item2.Get), Math.Max(pair.Item1.Get, pair.Item2.Get));
            if (Math.Max(Math.Abs(low), Math.Abs(high)) is > 1e12 or < 1e-9 || high - low < 1e-9)
            {
                return true;
            }

            var linear = Ticks.Linear(low, high, 5);
            var positive = (Low: Math.Max(Math.Abs(low), 1e-6), High: Math.Max(Math.Abs(low), 1e-6) * (1 + Math.Abs(high)));
            var log = Ticks.Logarithmic(positive.Low, positive.High);
            return IsIncreasing(linear.Major) && linear.Major.Count <= 8 && Encloses(linear, low, high)
                && IsIncreasing(log.Major) && Encloses(log, positive.Low, positive.High);
        }).QuickCheckThrowOnFailure();
    }

    private static bool Encloses(Ticks ticks, double low, double high)
    {
        var slack = 1e-8 * (ticks.High - ticks.Low);
        return ticks.Low <= low + slack && ticks.High >= high - slack && ticks.High > ticks.Low;
    }

    private static bool IsIncreasing(IReadOnlyList<double> values) =>
        values.Zip(values.Skip(1)).All(pair => pair.First < pair.Second);
}
