using MathNet.Numerics.Distributions;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Tests.Engine;

/// <summary>
/// Goal: each sampler follows its law. Method: Kolmogorov-Smirnov against a CDF written with MathNet.Numerics, with
/// n = 37,000 (TESTING.md Q6: sees a difference of 0.02 with power 0.99 at level 1e-4).
/// </summary>
public class DistributionTests
{
    private const int Draws = 37_111;

    // Critical value of sqrt(n) D at level 1e-4.
    private const double Critical = 2.2253;

    private static readonly Dictionary<string, (Distribution Law, Func<double, double> Cdf)> Laws = new()
    {
        ["exponential"] = (new ExponentialDistribution(2.5), x => Exponential.CDF(1 / 2.5, x)),
        ["log-normal"] = (new LogNormalDistribution(0.3, 0.8), x => LogNormal.CDF(0.3, 0.8, x)),
        ["uniform"] = (new UniformDistribution(-1, 4), x => ContinuousUniform.CDF(-1, 4, x)),
        ["normal N(2, 1.1) resampled"] = (new NormalDistribution(2, 1.1), x => Resampled(2, 1.1, x)),
        ["normal N(0.5, 0.25) resampled"] = (new NormalDistribution(0.5, 0.25), x => Resampled(0.5, 0.25, x)),
        ["normal far from zero"] = (new NormalDistribution(50, 1), x => Normal.CDF(50, 1, x)),
    };

    public static TheoryData<string> LawNames => [.. Laws.Keys];

    [Theory]
    [MemberData(nameof(LawNames))]
    public void Samples_follow_the_law(string name)
    {
        var (law, cdf) = Laws[name];
        Assert.True(ScaledDistance(law, cdf) < Critical, name);
    }

    [Fact]
    public void A_law_with_mean_and_rate_swapped_is_noticed() =>
        Assert.True(ScaledDistance(new ExponentialDistribution(1 / 2.5), x => Exponential.CDF(1 / 2.5, x)) > Critical);

    [Theory]
    [MemberData(nameof(LawNames))]
    public void Own_cdf_agrees_with_MathNet(string name)
    {
        var (law, cdf) = Laws[name];
        for (var x = 0.01; x < 60; x *= 1.3)
        {
            Assert.Equal(cdf(x), law.Cdf(x), 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(LawNames))]
    public void Stated_moments_agree_with_the_samples(string name)
    {
        var law = Laws[name].Law;
        var stream = new RandomStreams(21, 0).Stream(name);
        var tally = new Tally();
        for (var i = 0; i < 200_000; i++)
        {
            tally.Add(law.Sample(stream));
        }

        Assert.Equal(law.Mean, tally.Mean, 5 * tally.StandardError);
        Assert.Equal(1, tally.StandardDeviation / law.StandardDeviation, 0.03);
    }

    /// <summary>models §5.2: P(&lt;0) = 0.034518, resample 2.087040 / 1.014074, clamp 2.014999 / 1.066776.</summary>
    [Theory]
    [InlineData(2, 1.1, Truncation.Resample, 2.087039528347715, 1.0140735002008374)]
    [InlineData(2, 1.1, Truncation.Clamp, 2.0149987347691583, 1.0667757861333311)]
    [InlineData(0.5, 0.25, Truncation.Resample, 0.5138119656697475, 0.23537894291857114)]
    [InlineData(0.5, 0.25, Truncation.Clamp, 0.5021226756542074, 0.2449740255092407)]
    public void Moments_of_the_link_laws_are_the_reference_ones(
        double mu, double sigma, Truncation truncation, double mean, double deviation)
    {
        var law = new NormalDistribution(mu, sigma, truncation);
        Assert.Equal(mean, law.Mean, 1e-9);
        Assert.Equal(deviation, law.StandardDeviation, 1e-9);
    }

    [Fact]
    public void Clamping_puts_the_negative_mass_at_zero()
    {
        var law = new NormalDistribution(2, 1.1, Truncation.Clamp);
        var stream = new RandomStreams(1, 0).Stream("clamp");
        var zeros = Enumerable.Range(0, 100_000).Count(_ => law.Sample(stream) == 0);
        Assert.InRange(zeros / 100_000.0, 0.0345 - 0.003, 0.0345 + 0.003);
    }

    [Fact]
    public void An_empirical_law_returns_its_values_equally_often()
    {
        var law = new EmpiricalDistribution([3, 1, 2, 2]);
        var stream = new RandomStreams(1, 0).Stream("empirical");
        var draws = Enumerable.Range(0, 40_000).Select(_ => law.Sample(stream)).ToArray();
        Assert.Equal(0.5, draws.Count(x => x == 2) / 40_000.0, 0.02);
        Assert.Equal(2, law.Mean);
        Assert.Equal([0, 0.25, 0.75, 1.0], new[] { 0.5, 1, 2, 3 }.Select(law.Cdf));
    }

    [Theory]
    [InlineData(2, 1.1, Truncation.Resample)]
    [InlineData(0.5, 0.25, Truncation.Clamp)]
    [InlineData(0.1, 3, Truncation.Resample)]
    [InlineData(0.1, 3, Truncation.Clamp)]
    [InlineData(1, 0, Truncation.Resample)]
    public void Normal_draws_filled_in_at_once_are_those_drawn_one_by_one(double mu, double sigma, Truncation truncation)
    {
        var law = new NormalDistribution(mu, sigma, truncation);
        var (filling, single) = (new RandomStreams(3, 0).Stream("normal"), new RandomStreams(3, 0).Stream("normal"));
        for (var count = 0; count < 300; count++)
        {
            var values = new double[count];
            law.Fill(values, filling);
            Assert.All(values, value => Assert.Equal(law.Sample(single), value));
        }
    }

    private static double Resampled(double mu, double sigma, double x)
    {
        var atZero = Normal.CDF(mu, sigma, 0);
        return Math.Max(0, (Normal.CDF(mu, sigma, x) - atZero) / (1 - atZero));
    }

    private static double ScaledDistance(Distribution law, Func<double, double> cdf)
    {
        var stream = new RandomStreams(20, 0).Stream("ks");
        var values = new double[Draws];
        law.Fill(values, stream);
        Array.Sort(values);
        var distance = 0.0;
        for (var i = 0; i < Draws; i++)
        {
            var expected = cdf(values[i]);
            distance = Math.Max(distance, Math.Max(expected - ((double)i / Draws), ((i + 1.0) / Draws) - expected));
        }

        return Math.Sqrt(Draws) * distance;
    }
}
