using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Model.Incentives.DataSubmission;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Incentives.DataSubmission;

/// <summary>The data submission mechanism against independently computed optima and against a dumb search over offers.</summary>
public class SubmissionGameTests
{
    private static readonly JsonElement Reference = ReferenceData.Load("mcs_submission.json");

    [Fact]
    public void The_optimum_and_the_published_pair_agree_with_the_reference_at_random_parameters()
    {
        foreach (var point in Reference.At("points").EnumerateArray().Append(Reference.At("default")))
        {
            var outcome = point.TryGetProperty("exact", out var exact) ? exact : point.At("outcome");
            AssertOutcome(outcome, Read(point.At("inputs")));
        }
    }

    [Fact]
    public void The_optimum_agrees_with_the_reference_along_figure_3()
    {
        foreach (var row in Reference.At("fig3").EnumerateArray())
        {
            AssertOutcome(row, new() { LossPerValue = row.Number("eta_xi") });
        }
    }

    [Fact]
    public void The_optimum_agrees_with_the_reference_along_figure_4()
    {
        foreach (var curve in Reference.At("fig4").EnumerateArray())
        {
            foreach (var row in curve.At("rows").EnumerateArray())
            {
                AssertOutcome(row, new() { LossPerValue = curve.Number("eta_xi"), ValueWeight = row.Number("eps") });
            }
        }
    }

    [Fact]
    public void The_optimum_agrees_with_the_reference_for_every_privacy_leakage()
    {
        foreach (var row in Reference.At("theta_sweep").EnumerateArray())
        {
            AssertOutcome(row, new() { PrivacyLeakage = row.Number("theta") });
        }
    }

    [Fact]
    public void The_published_pair_leaves_its_bounds_where_the_reference_says_so()
    {
        foreach (var point in Reference.At("points").EnumerateArray())
        {
            var published = new SubmissionGame(Read(point.At("inputs"))).Published();
            Assert.Equal(point.At("published_valid").GetBoolean(), published!.Value.IsWithinBounds);
        }
    }

    [Fact]
    public void The_device_stops_asking_for_value_at_the_reference_loss()
    {
        var (low, high) = (20.0, 100.0);
        while (high - low > 1e-11 * high)
        {
            var middle = (low + high) / 2;
            (low, high) = Solve(middle).Value > 0 ? (middle, high) : (low, middle);
        }

        Relative.Equal(Reference.Number("fig3_v0_switch_eta_xi"), high);
    }

    [Fact]
    public void The_utility_of_the_device_has_its_peak_at_the_reference_loss()
    {
        var peak = Reference.At("fig3_device_peak");
        var loss = peak.Number("eta_xi");
        Relative.Equal(peak.Number("ud"), Solve(loss).DeviceUtility);
        Assert.True(Solve(loss - 1e-3).DeviceUtility < Solve(loss).DeviceUtility);
        Assert.True(Solve(loss + 1e-3).DeviceUtility < Solve(loss).DeviceUtility);
    }

    [Fact]
    public void A_server_that_answers_for_another_leakage_gets_the_utility_of_the_reference()
    {
        foreach (var row in Reference.At("ic_table").EnumerateArray())
        {
            var offer = new SubmissionGame(new() { PrivacyLeakage = row.Number("theta_reported") }).Solve();
            var truth = new SubmissionGame(new() { PrivacyLeakage = row.Number("theta_true") });
            Relative.Equal(row.Number("us_true"), truth.ServerUtility(offer.Value, offer.Profit));
        }
    }

    [Fact]
    public void An_interior_misreport_costs_the_server_the_closed_form()
    {
        // alpha² G1 dθ² / (4 (a + 1)) with G1 = ε/(A1 v̄) + (1-ε)/(2 s̄); defaults, so A1 = 6.
        var truth = new SubmissionGame(new());
        var offer = new SubmissionGame(new() { PrivacyLeakage = 0.8 }).Solve();
        var expected = 9 * ((0.9 / (6 * 50)) + (0.1 / 1000)) * 0.09 / (4 * (truth.Rule.Slope + 1));
        var loss = truth.Solve().ServerUtility - truth.ServerUtility(offer.Value, offer.Profit);
        Assert.Equal(expected, loss, 1e-12);
    }

    [Fact]
    public void No_offer_beats_the_optimum_of_the_server() =>
        Prop.ForAll(Arb.From(Games), options =>
        {
            var game = new SubmissionGame(options);
            var outcome = game.Solve();
            return NoOfferBeats(game, options, outcome.Profit) || (!outcome.IsAccepted && NoOfferBeatsSilence(game, options));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_best_offer_can_be_the_last_one_at_which_the_device_asks_for_nothing()
    {
        // a = 1/0.2 - 5/2 = 2.5 and b = 2/0.2 = 10, so v leaves 0 at s = 4, where U_s = (10-4) (5/6) (4/50).
        var outcome = new SubmissionGame(new()
        {
            LossPerValue = 1.1,
            ValueWeight = 1.0 / 6,
            MaxProfit = 50,
            Reward = 10,
            LeakageSlope = 0,
            LeakageConstant = 0,
        }).Solve();
        Relative.Equal(4, outcome.Profit, "s");
        Relative.Equal(0.4, outcome.ServerUtility, "us");
    }

    [Fact]
    public void The_best_offer_can_be_the_first_one_at_which_the_device_asks_for_all()
    {
        // a = 1 - 0.1/90 and b = 0, so v reaches its bound 1 at s = 1/a.
        var outcome = new SubmissionGame(new()
        {
            LossPerValue = 1.5,
            MaxValue = 1,
            MaxProfit = 50,
            SensingCost = 0,
            Reward = 50,
            LeakageSlope = 0,
            LeakageConstant = 0,
        }).Solve();
        Relative.Equal(1 / (1 - (0.1 / 90)), outcome.Profit, "s");
        Relative.Equal(1, outcome.Value, "v");
    }

    [Fact]
    public void The_search_over_offers_finds_that_the_published_offer_is_not_optimal()
    {
        var options = new DataSubmissionOptions { LossPerValue = 100 };
        var game = new SubmissionGame(options);
        Assert.False(NoOfferBeats(game, options, game.Published()!.Value.Profit));
    }

    [Fact]
    public void No_value_beats_the_rule_of_the_device()
    {
        var cases = from options in Games from share in Gen.Choose(0, 1000) select (options, share / 1000.0);
        Prop.ForAll(Arb.From(cases), pair =>
        {
            var (options, share) = pair;
            var game = new SubmissionGame(options);
            var profit = share * options.MaxProfit;
            var best = game.DeviceUtility(game.Rule.Value(profit), profit);
            return Grid(options.MaxValue).All(value => game.DeviceUtility(value, profit) <= best + Slack(best));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_utility_of_the_server_falls_with_the_loss_of_the_device()
    {
        var losses = Enumerable.Range(1, 300).Select(i => 1 + (i * 0.3)).ToArray();
        var falls = losses.Zip(losses.Skip(1)).All(
            pair => Solve(pair.First).ServerUtility >= Solve(pair.Second).ServerUtility);
        Assert.True(falls);
    }

    [Fact]
    public void A_server_that_no_offer_pays_is_silent()
    {
        var outcome = Solve(0.2);
        Assert.Equal((false, 0.0, 0.0), (outcome.IsAccepted, outcome.ServerUtility, outcome.DeviceUtility));
    }

    [Fact]
    public void The_server_pays_value_and_profit()
    {
        var outcome = Solve(4);
        Relative.Equal(6.924679734526933 + 0.7823095127848947, outcome.Payment);
    }

    [Fact]
    public void All_bad_parameters_are_named_at_once_with_what_is_allowed()
    {
        var problems = new DataSubmissionOptions { PrivacyLeakage = 2, MaxValue = 0, SensingCost = double.NaN }.Problems();
        Assert.Equal(
            ["privacy leakage is 2; allowed: [0, 1]", "max value is 0; allowed: > 0", "sensing cost is NaN; allowed: >= 0"],
            problems);
    }

    private static Gen<DataSubmissionOptions> Games =>
        from loss in Gen.OneOf(Share.Select(x => 3 * x), Share.Select(x => 1 + (100 * x)), Gen.Constant(1.0))
        from weight in Share
        from worth in Share
        from bounds in Share.Two()
        from cost in Share
        select new DataSubmissionOptions
        {
            LossPerValue = loss,
            ValueWeight = weight,
            Reward = 100 * worth,
            MaxValue = 1 + (60 * bounds.Item1),
            MaxProfit = 1 + (300 * bounds.Item2),
            SensingCost = 5 * cost,
        };

    private static Gen<double> Share => Gen.Choose(0, 1000).Select(i => i / 1000.0);

    private static bool NoOfferBeats(SubmissionGame game, DataSubmissionOptions options, double profit)
    {
        var best = game.ServerUtility(game.Rule.Value(profit), profit);
        return Grid(options.MaxProfit).All(
            offer => game.ServerUtility(game.Rule.Value(offer), offer) <= best + Slack(best));
    }

    private static bool NoOfferBeatsSilence(SubmissionGame game, DataSubmissionOptions options) =>
        Grid(options.MaxProfit).All(offer => game.ServerUtility(game.Rule.Value(offer), offer) <= 0);

    private static IEnumerable<double> Grid(double max) => Enumerable.Range(0, 2001).Select(i => max * i / 2000);

    private static double Slack(double value) => 1e-12 * (1 + Math.Abs(value));

    private static SubmissionOutcome Solve(double loss) =>
        new SubmissionGame(new() { LossPerValue = loss }).Solve();

    private static void AssertOutcome(JsonElement expected, DataSubmissionOptions options)
    {
        var game = new SubmissionGame(options);
        var outcome = game.Solve();
        Assert.Equal(expected.At("accepted").GetBoolean(), outcome.IsAccepted);
        Relative.Equal(expected.Number("s"), outcome.Profit, "s");
        Relative.Equal(expected.Number("v"), outcome.Value, "v");
        Relative.Equal(expected.Number("g"), outcome.Probability, "g");
        Relative.Equal(expected.Number("us"), outcome.ServerUtility, "us");
        Relative.Equal(expected.Number("ud"), outcome.DeviceUtility, "ud");
        if (expected.At("s_published").ValueKind == JsonValueKind.Null)
        {
            Assert.Null(game.Published());
            return;
        }

        Relative.Equal(expected.Number("s_published"), game.Published()!.Value.Profit, "published s");
        Relative.Equal(expected.Number("v_published"), game.Published()!.Value.Value, "published v");
    }

    private static DataSubmissionOptions Read(JsonElement inputs) => new()
    {
        Reward = inputs.Number("R"),
        LeakageSlope = inputs.Number("alpha"),
        LeakageConstant = inputs.Number("beta"),
        PrivacyLeakage = inputs.Number("theta"),
        MaxValue = inputs.Number("vbar"),
        MaxProfit = inputs.Number("sbar"),
        SensingCost = inputs.Number("cd"),
        LossPerValue = inputs.Number("eta") * inputs.Number("xi"),
        ValueWeight = inputs.Number("eps"),
    };
}
