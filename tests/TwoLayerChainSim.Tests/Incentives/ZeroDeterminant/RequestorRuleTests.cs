using System.Globalization;
using System.Text.Json;
using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Incentives.ZeroDeterminant;

/// <summary>How requestors adapt, in expectation and against reference paths; the realised paths are in the contract's tests.</summary>
public class RequestorRuleTests
{
    private static readonly JsonElement Reference = ReferenceData.Load("zd_payment.json").At("adaptation");
    private static readonly PaymentGameOptions Game = new();
    private static readonly LeaderStrategy ZeroDeterminant = new ZeroDeterminantOptions().Strategy(Game);

    [Fact]
    public void The_gradient_follows_the_reference_path() => AssertPaths(
        "gradient_single_q_expected", (eta, mix) => new LongRunGradient(Game, ZeroDeterminant, eta).Adapt(mix, default));

    [Fact]
    public void Fairness_on_expected_payoffs_follows_the_reference_path() => AssertPaths(
        "fairness_expected", (eta, mix) => Expected(ZeroDeterminant, eta, mix));

    [Fact]
    public void Fairness_on_expected_payoffs_goes_to_one_half_against_win_stay_lose_shift()
    {
        var mix = new RequestorMix(0.9, 0.9);
        for (var round = 1; round <= 50; round++)
        {
            mix = Expected(LeaderStrategy.WinStayLoseShift, 0.02, mix);
            Relative.Equal(0.5 + (0.4 * Math.Pow(0.9, round)), mix.AfterCooperation, "q");
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void The_gradient_ends_in_cooperation_with_ZD_and_TFT_and_in_defection_with_WSLS(double start)
    {
        Assert.Equal(1, Climb(ZeroDeterminant, start).AfterCooperation);
        Assert.Equal(1, Climb(LeaderStrategy.TitForTat, start).AfterCooperation);
        Assert.Equal(0, Climb(LeaderStrategy.WinStayLoseShift, start).AfterCooperation);
    }

    [Fact]
    public void Two_separate_probabilities_also_end_in_payment_to_a_cooperating_ZD_leader()
    {
        var rule = new LongRunGradient(Game, ZeroDeterminant, isShared: false);
        var mix = new RequestorMix(0.2, 0.3);
        for (var round = 0; round < 2000; round++)
        {
            mix = rule.Adapt(mix, default);
        }

        Assert.Equal(1, mix.AfterCooperation);
        Assert.NotEqual(mix.AfterDefection, mix.AfterCooperation);
    }

    [Fact]
    public void The_gradient_exists_where_the_stationary_law_does_not()
    {
        var mix = new LongRunGradient(Game, LeaderStrategy.TitForTat, isShared: false).Adapt(new(1, 0), default);
        Assert.True(double.IsFinite(mix.AfterCooperation) && double.IsFinite(mix.AfterDefection));
    }

    [Fact]
    public void The_myopic_requestor_loses_four_hundredths_a_round_until_it_never_pays()
    {
        var rule = new Myopic(Game);
        Relative.Equal(0.86, rule.Adapt(new(0.9, 0.5), default).AfterCooperation);
        Relative.Equal(0.46, rule.Adapt(new(0.9, 0.5), default).AfterDefection);
        Assert.Equal(new RequestorMix(0, 0), rule.Adapt(new(0.01, 0), default));
    }

    [Fact]
    public void A_fixed_mix_stays() => Assert.Equal(new(0.3, 0.7), new FixedMix().Adapt(new(0.3, 0.7), new(default, 8, 3)));

    private static RequestorMix Climb(LeaderStrategy leader, double start)
    {
        var rule = new LongRunGradient(Game, leader);
        var mix = new RequestorMix(start, start);
        for (var round = 0; round < 200; round++)
        {
            mix = rule.Adapt(mix, default);
        }

        return mix;
    }

    private static RequestorMix Expected(LeaderStrategy leader, double eta, RequestorMix mix)
    {
        var payoffs = LongRunPayoffs.Of(Game, leader, mix)!.Value;
        return new FairnessAdaptive(eta).Adapt(mix, new(default, payoffs.Leader, payoffs.Requestor));
    }

    private static void AssertPaths(string name, Func<double, RequestorMix, RequestorMix> adapt)
    {
        foreach (var path in Reference.At(name).EnumerateArray())
        {
            var (start, eta) = (path.Number("q0"), path.Number("eta"));
            var mix = new RequestorMix(start, start);
            var reached = new List<double>();
            for (var round = 0; round <= 400; round++)
            {
                reached.Add(mix.AfterCooperation);
                mix = adapt(eta, mix);
            }

            foreach (var point in path.At("q_at_t").EnumerateObject())
            {
                Relative.Equal(point.Value.GetDouble(), reached[int.Parse(point.Name, CultureInfo.InvariantCulture)], point.Name);
            }

            Assert.Equal((int)path.Number("t95"), reached.FindIndex(q => q >= 0.95 - 1e-12));
        }
    }
}
