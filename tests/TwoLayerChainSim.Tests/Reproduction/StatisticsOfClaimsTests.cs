using System.Globalization;
using TwoLayerChainSim.Experiments.Reproduction;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Tests.Reproduction;

/// <summary>The statistics by which claims are judged, on curves and numbers whose verdict is plain.</summary>
public class StatisticsOfClaimsTests
{
    [Theory]
    [InlineData(Course.Rises, ClaimVerdict.Reproduced, "1 2 2 5")]
    [InlineData(Course.Rises, ClaimVerdict.Contradicted, "5 5 5 5")]
    [InlineData(Course.Rises, ClaimVerdict.Contradicted, "5 4 3 1")]
    [InlineData(Course.Rises, ClaimVerdict.TrendOnly, "0 1 2 3 2.5 4 5")]
    [InlineData(Course.Falls, ClaimVerdict.Reproduced, "5 4 3 1")]
    [InlineData(Course.Falls, ClaimVerdict.TrendOnly, "9 8 7 7.5 6 5")]
    [InlineData(Course.IsConstant, ClaimVerdict.Reproduced, "3 3 3.0000000000001")]
    [InlineData(Course.IsConstant, ClaimVerdict.Contradicted, "3 3 3.001")]
    [InlineData(Course.RisesThenFalls, ClaimVerdict.Reproduced, "0 4 3 1")]
    [InlineData(Course.RisesThenFalls, ClaimVerdict.TrendOnly, "2 1 4 0")]
    [InlineData(Course.RisesThenFalls, ClaimVerdict.Contradicted, "5 3 4")]
    public void A_course_is_judged_by_the_steps_of_the_curve(Course claimed, ClaimVerdict expected, string heights) =>
        Assert.Equal(expected, Of(heights).Judge("x", claimed).Verdict);

    [Theory]
    [InlineData("is constant at 2", "2 2 2")]
    [InlineData("rises from 1 at 0 to 3 at 1, falls to 2 at 2", "1 3 2")]
    [InlineData("falls from 100.001 at 0 to 100 at 1", "100.001 100")]
    [InlineData("goes up and down from 0 at 0 to 1 at 5", "0 1 0 1 0 1")]
    public void A_shape_is_told_in_words(string expected, string heights) => Assert.Equal(expected, Of(heights).Words);

    [Theory]
    [InlineData(0.1, 0.5, ClaimVerdict.Reproduced)]
    [InlineData(-0.5, -0.1, ClaimVerdict.Contradicted)]
    [InlineData(-0.1, 0.5, ClaimVerdict.NotReproducible)]
    public void A_difference_is_judged_by_its_whole_interval(double low, double high, ClaimVerdict expected) => Assert.Equal(
        expected, Judge.Positive("x", new(30, (low + high) / 2, 1, low, high), "difference").Verdict);

    [Theory]
    [InlineData(5, 4, ClaimVerdict.Reproduced)]
    [InlineData(5, 5, ClaimVerdict.Reproduced)]
    [InlineData(4, 5, ClaimVerdict.Contradicted)]
    public void The_best_of_exact_numbers_is_not_beaten(double value, double other, ClaimVerdict expected) =>
        Assert.Equal(expected, Judge.Best("x", Exact(value), ("other", Exact(other)), ("low", Exact(0))).Verdict);

    [Fact]
    public void The_best_within_noise_is_not_decided() => Assert.Equal(
        ClaimVerdict.NotReproducible, Judge.Best("x", Exact(5), ("other", new(30, 5.1, 1, 4.5, 5.7))).Verdict);

    [Theory]
    [InlineData(3, null, ClaimVerdict.Reproduced)]
    [InlineData(7, null, ClaimVerdict.Contradicted)]
    [InlineData(7, "f is not stated", ClaimVerdict.NotReproducible)]
    public void A_level_outside_of_the_axis_counts_only_when_the_paper_fixes_it(double value, string? unstated, ClaimVerdict expected) =>
        Assert.Equal(expected, Judge.Level("x", value, 0, 5, unstated).Verdict);

    [Fact]
    public void Fits_find_what_made_the_points()
    {
        double[] positions = [1, 2, 3, 5, 8];
        var power = Fit.PowerLaw([.. positions.Select(x => (x, 2 * Math.Pow(x, 1.5)))]);
        var exponential = Fit.Exponential([.. positions.Select(x => (x, 2 * Math.Exp(0.3 * x)))]);

        Assert.Equal((1.5, 1.0), (Math.Round(power.Slope, 12), Math.Round(power.RSquared, 12)));
        Assert.Equal((0.3, 1.0), (Math.Round(exponential.Slope, 12), Math.Round(exponential.RSquared, 12)));
    }

    private static Shape Of(string heights) =>
        new(heights.Split(' ').Select((height, i) => ((double)i, double.Parse(height, CultureInfo.InvariantCulture))));

    private static Estimate Exact(double value) => new(1, value, null, null, null);
}
