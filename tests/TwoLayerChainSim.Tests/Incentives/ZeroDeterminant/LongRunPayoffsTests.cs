using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Incentives.ZeroDeterminant;

/// <summary>Strategies, stationary laws and payoffs of the payment game against independently computed values and identities.</summary>
public class LongRunPayoffsTests
{
    private static readonly JsonElement Reference = ReferenceData.Load("zd_payment.json");
    private static readonly PaymentGameOptions Game = new();

    [Fact]
    public void Stationary_laws_and_payoffs_agree_with_the_reference()
    {
        foreach (var pair in Reference.At("pairs").EnumerateArray())
        {
            var leader = new LeaderStrategy(Read(pair.At("p")));
            var longRun = LongRunPayoffs.Of(Game, leader, new(pair.At("q")[0].GetDouble(), pair.At("q")[1].GetDouble()));
            if (pair.At("stationary").ValueKind == JsonValueKind.Null)
            {
                Assert.Null(longRun);
                continue;
            }

            AssertEqual(Read(pair.At("stationary")), longRun!.Value.Law);
            Relative.Equal(pair.Number("Eb"), longRun.Value.Leader, "leader");
            Relative.Equal(pair.Number("Er"), longRun.Value.Requestor, "requestor");
        }
    }

    [Fact]
    public void Zero_determinant_probabilities_agree_with_the_reference()
    {
        foreach (var pair in Reference.At("pairs").EnumerateArray().Where(pair => pair.TryGetProperty("chi", out _)))
        {
            var options = new ZeroDeterminantOptions { Slope = pair.Number("chi"), Scale = pair.Number("phi") };
            AssertEqual(Read(pair.At("p")), options.Strategy(Game).Cooperation);
        }
    }

    [Fact]
    public void The_greatest_scale_agrees_with_the_reference_and_beyond_it_nothing_is_valid()
    {
        foreach (var row in Reference.At("validity").EnumerateArray())
        {
            var (slope, greatest) = (row.Number("chi"), row.Number("phi_max"));
            var options = new ZeroDeterminantOptions { Slope = slope, Scale = ZeroDeterminantOptions.GreatestScale(Game, slope) };
            Relative.Equal(greatest, options.Scale, "phi");
            Assert.Empty(options.Problems(Game));
            AssertEqual(Read(row.At("p_at_max")), options.Strategy(Game).Cooperation);
            Assert.Single((options with { Scale = greatest * 1.0001 }).Problems(Game));
        }
    }

    [Fact]
    public void Where_being_exploited_costs_the_leader_much_forgiveness_sets_the_greatest_scale()
    {
        // -b2 = (6-0) + (9-6) = 9 exceeds b3 = (7-6) + (6-4) = 3 at chi = 1.
        var game = new PaymentGameOptions { Leader = new(6, 0, 7, 5), Requestor = new(6, 9, 4, 5) };
        var options = new ZeroDeterminantOptions { Slope = 1, Scale = ZeroDeterminantOptions.GreatestScale(game, 1) };
        Relative.Equal(1.0 / 9, options.Scale, "phi");
        AssertEqual(new(1, 0, 1.0 / 3, 0), options.Strategy(game).Cooperation);
    }

    [Fact]
    public void An_invalid_pair_is_refused_with_the_feasible_region()
    {
        Assert.Equal(
            ["phi is 0.2; allowed for chi = 2: 0 < phi <= 0.125"],
            new ZeroDeterminantOptions { Slope = 2, Scale = 0.2 }.Problems(Game));
        Assert.Equal(
            ["chi is 0.5; allowed: chi >= 1, and then 0 < phi <= 0.2 at chi = 1"],
            new ZeroDeterminantOptions { Slope = 0.5 }.Problems(Game));
        Assert.Single(new ZeroDeterminantOptions { Scale = 0 }.Problems(Game));
        Assert.Single(new ZeroDeterminantOptions { Slope = double.NaN }.Problems(Game));
        Assert.Single(new ZeroDeterminantOptions { Scale = double.NaN }.Problems(Game));
    }

    [Fact]
    public void Payoffs_out_of_order_are_refused_for_both_players()
    {
        var problems = new PaymentGameOptions { Leader = new(6, 5, 8, 3), Requestor = new(8, 6, 3, 5) }.Problems();
        Assert.Equal(
            [
                "payoffs of the leader are cc 6, cd 5, dc 8, dd 3; allowed: dc > cc > dd > cd",
                "payoffs of the requestor are cc 8, cd 6, dc 3, dd 5; allowed: cd > cc > dd > dc",
            ],
            problems);
        Assert.Empty(Game.Problems());
    }

    [Fact]
    public void Discount_thresholds_agree_with_the_reference()
    {
        foreach (var row in Reference.At("discount_threshold").EnumerateArray())
        {
            var options = new ZeroDeterminantOptions { Slope = row.Number("chi"), Scale = row.Number("phi") };
            Relative.Equal(row.Number("delta_star"), options.Strategy(Game).DiscountThreshold(Game), "threshold");
        }

        Relative.Equal(2.0 / 3, LeaderStrategy.TitForTat.DiscountThreshold(Game), "tit-for-tat");
    }

    [Fact]
    public void The_leader_enforces_its_line_against_any_requestor_and_any_payoffs() =>
        Prop.ForAll(Arb.From(Instances), instance =>
        {
            var (game, options, mix) = instance;
            var longRun = LongRunPayoffs.Of(game, options.Strategy(game), mix);
            return longRun is not { } payoffs
                || Math.Abs(payoffs.Leader - game.Leader.Cc - (options.Slope * (payoffs.Requestor - game.Requestor.Cc))) < 1e-6;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_strategy_that_is_not_zero_determinant_leaves_the_line()
    {
        var payoffs = LongRunPayoffs.Of(Game, LeaderStrategy.WinStayLoseShift, new(0.3, 0.6))!.Value;
        Assert.True(Math.Abs(payoffs.Leader - 6 - (2 * (payoffs.Requestor - 6))) > 0.1);
    }

    [Fact]
    public void Against_the_default_payoffs_the_closed_form_of_the_payoffs_holds() =>
        Prop.ForAll(Arb.From(Instances), instance =>
        {
            var (_, _, mix) = instance;
            var (chi, q1, q2) = (instance.Options.Slope, mix.AfterCooperation, mix.AfterDefection);
            var options = new ZeroDeterminantOptions { Slope = chi, Scale = 0.5 / (2 + (3 * chi)) };
            var d = ((1 - q1) * (3 + (2 * chi))) + (chi - 1) + (q2 * (3 + (2 * chi)));
            return LongRunPayoffs.Of(Game, options.Strategy(Game), mix) is not { } payoffs
                || (Math.Abs(payoffs.Requestor - (6 - (5 * (1 - q1) / d))) < 1e-8
                    && Math.Abs(payoffs.Leader - (6 - (5 * chi * (1 - q1) / d))) < 1e-8);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_stationary_law_is_its_own_successor() =>
        Prop.ForAll(Arb.From(Leaders), Arb.From(Mixes), (leader, mix) =>
        {
            if (LongRunPayoffs.Of(Game, leader, mix) is not { } longRun)
            {
                return true;
            }

            // Row k of the chain: [p_k q1, p_k (1-q1), (1-p_k) q2, (1-p_k)(1-q2)].
            var leads = longRun.Law.Dot(leader.Cooperation);
            var (q1, q2) = (mix.AfterCooperation, mix.AfterDefection);
            var successor = new PerOutcome(leads * q1, leads * (1 - q1), (1 - leads) * q2, (1 - leads) * (1 - q2));
            return Distance(longRun.Law, successor) < 1e-9
                && Math.Abs(longRun.Law.Dot(new(1, 1, 1, 1)) - 1) < 1e-9;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_gradient_of_the_requestor_is_the_slope_of_its_payoff() =>
        Prop.ForAll(Arb.From(Leaders), Arb.From(Mixes), (leader, drawn) =>
        {
            const double Step = 1e-5;
            var mix = new RequestorMix(
                Math.Clamp(drawn.AfterCooperation, 0.1, 0.9), Math.Clamp(drawn.AfterDefection, 0.1, 0.9));
            double Payoff(double q1, double q2) => LongRunPayoffs.Of(Game, leader, mix.Step(q1, q2))!.Value.Requestor;
            var (byQ1, byQ2) = LongRunPayoffs.RequestorGradient(Game, leader, mix);
            var (numericQ1, numericQ2) = (
                (Payoff(Step, 0) - Payoff(-Step, 0)) / (2 * Step), (Payoff(0, Step) - Payoff(0, -Step)) / (2 * Step));
            return Math.Abs(byQ1 - numericQ1) < 1e-5 * (1 + Math.Abs(byQ1))
                && Math.Abs(byQ2 - numericQ2) < 1e-5 * (1 + Math.Abs(byQ2));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Full_cooperation_is_the_best_that_a_requestor_gets_from_a_zero_determinant_leader() =>
        Prop.ForAll(Arb.From(Instances), instance =>
            LongRunPayoffs.Of(Game, new ZeroDeterminantOptions().Strategy(Game), instance.Mix)!.Value.Requestor <= 6 + 1e-12)
            .QuickCheckThrowOnFailure();

    private static Gen<double> Share => Gen.Choose(0, 1000).Select(i => i / 1000.0);

    private static Gen<RequestorMix> Mixes => from q in Share.Two() select new RequestorMix(q.Item1, q.Item2);

    private static Gen<LeaderStrategy> Leaders =>
        from p in Share.Four() select new LeaderStrategy(new(p.Item1, p.Item2, p.Item3, p.Item4));

    /// <summary>Random payoffs in their order, a valid (chi, phi), and a mix.</summary>
    private static Gen<(PaymentGameOptions Game, ZeroDeterminantOptions Options, RequestorMix Mix)> Instances =>
        from x in Share.Three()
        from y in Share.Three()
        from slope in Share
        from scale in Gen.Choose(10, 1000).Select(i => i / 1000.0)
        from mix in Mixes
        let game = new PaymentGameOptions
        {
            Leader = new(3 + x.Item1 + x.Item2, 1, 4 + x.Item1 + x.Item2 + x.Item3, 2 + x.Item1),
            Requestor = new(3 + y.Item1 + y.Item2, 4 + y.Item1 + y.Item2 + y.Item3, 1, 2 + y.Item1),
        }
        let chi = ZeroDeterminantOptions.LeastSlope(game) + (10 * slope)
        select (game, new ZeroDeterminantOptions
        {
            Slope = chi,
            Scale = scale * ZeroDeterminantOptions.GreatestScale(game, chi),
        }, mix);

    private static PerOutcome Read(JsonElement array) =>
        new(array[0].GetDouble(), array[1].GetDouble(), array[2].GetDouble(), array[3].GetDouble());

    private static double Distance(PerOutcome a, PerOutcome b) =>
        Enum.GetValues<PaymentOutcome>().Max(outcome => Math.Abs(a[outcome] - b[outcome]));

    private static void AssertEqual(PerOutcome expected, PerOutcome actual)
    {
        foreach (var outcome in Enum.GetValues<PaymentOutcome>())
        {
            Relative.Equal(expected[outcome], actual[outcome], outcome.ToString());
        }
    }
}
