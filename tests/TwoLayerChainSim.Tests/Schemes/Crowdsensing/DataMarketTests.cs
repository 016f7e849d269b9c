using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Running;
using TwoLayerChainSim.Model.Schemes.Crowdsensing;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Schemes.Crowdsensing;

/// <summary>The negotiation about sensing data on the network (incentives.md B1).</summary>
public class DataMarketTests
{
    /// <summary>About every third datum is sold.</summary>
    private static readonly string[] Market = ["crowdsensing.max-value=2", "crowdsensing.max-profit=20"];

    /// <summary>A device asks for more than any datum is worth.</summary>
    private static readonly string[] Refused = ["crowdsensing.loss-per-value=0.9"];

    [Fact]
    public void Data_are_submitted_with_the_probability_of_the_mechanism() => TwoStage.Mean(
        "share of submitted data less mean g", mean: 0, ci95: 0, replications: 30, index =>
        {
            var request = new RunRequest("crowdsensing", index);
            string[] settings = [.. Market, "episodes=1", "crowdsensing.datum-samples=2"];
            var run = SchemeRuns.Execute(SchemeRuns.Create(request, settings));
            var options = CrowdsensingReader.Read(SchemeRuns.Scenario(settings));
            var mean = run.Run.World.Topology.Devices.Average(device => SubmissionTerms.Of(
                options.Submission with { PrivacyLeakage = Leakage(index, device.StableId) }, options.Solution).Probability);
            var own = run.First.Crowdsensing!;
            Assert.Equal(12 * 20, own.Negotiations);
            return ((double)own.DataSubmitted / own.Negotiations) - mean;
        });

    [Fact]
    public void What_is_sold_is_not_offered_again_and_stays_with_the_servers()
    {
        var run = SchemeRuns.Run("crowdsensing", [.. Market, "episodes=12"]);
        var (sold, held) = (0, 0);
        foreach (var own in run.Reports.Select(report => report.Crowdsensing!))
        {
            Assert.Equal(48 - sold, own.Negotiations);
            (sold, held) = (sold + own.DataSubmitted, held + own.SamplesSubmitted);
            Assert.Equal(held, own.SamplesHeld);
        }

        Assert.InRange(sold, 40, 48);
    }

    [Fact]
    public void A_negotiation_is_a_rule_and_an_offer_and_a_sale_the_datum_on_the_air()
    {
        var run = SchemeRuns.Run("crowdsensing", [.. Market, "crowdsensing.message-size=100 B", "crowdsensing.sample-size=50 B"]);
        foreach (var report in run.Reports)
        {
            var own = report.Crowdsensing!;
            Assert.Equal((own.Negotiations * 800L) + (own.SamplesSubmitted * 400L), report.Effort.UplinkBits);
            Assert.Equal(own.Negotiations * 800L, report.Effort.DownlinkBits);
        }
    }

    [Fact]
    public void A_device_waits_for_an_offer_no_longer_than_the_timeout_and_asks_no_more_in_the_episode()
    {
        // 12 devices; nothing but the rule, at about 0.1 ms, is on the air before they wait 5 s.
        var run = SchemeRuns.Run("crowdsensing", [.. Refused, "crowdsensing.reply-timeout=50 t"]);
        foreach (var report in run.Reports)
        {
            var own = report.Crowdsensing!;
            Assert.Equal((12, 12, 0), (own.Negotiations, own.Refusals, own.DataSubmitted));
            Assert.InRange(report.Delay.Collect.TotalSeconds, 5, 5.01);
            Assert.InRange(own.NegotiationTime.TotalSeconds, 60, 60.1);
        }
    }

    [Fact]
    public void An_offer_that_comes_after_the_timeout_is_in_vain()
    {
        var run = SchemeRuns.Run("crowdsensing", [.. Market, "crowdsensing.reply-timeout=0 t"]);
        Assert.All(run.Reports, report => Assert.Equal(
            (12, 12, 0), (report.Crowdsensing!.Negotiations, report.Crowdsensing.Refusals, report.Crowdsensing.DataSubmitted)));
        Assert.All(run.Verdicts, verdict => Assert.Null(verdict.Problem));
    }

    [Fact]
    public void A_round_without_data_leaves_the_model_and_a_block_without_updates()
    {
        var run = SchemeRuns.Run("crowdsensing", [.. Refused, SchemeRuns.Training]);
        Assert.Equal(run.Run.Tasks[0].Task.Learning.InitialModel.Parameters, run.Model().Parameters);
        Assert.All(run.Reports, report => Assert.Equal((0, 0), (report.Counts.Aggregated, report.Counts.Lost)));
        Assert.All(run.Verdicts, verdict => Assert.Equal((null, 2), (verdict.Problem, verdict.Blocks)));
    }

    [Fact]
    public void A_server_without_capital_is_silent()
    {
        var run = SchemeRuns.Run("crowdsensing", [.. Market, "crowdsensing.server-capital=0", "episodes=1"]);
        Assert.Equal((12, 0), (run.First.Crowdsensing!.Refusals, run.First.Crowdsensing.DataSubmitted));
    }

    [Fact]
    public void The_published_pair_is_the_exact_one_within_the_bounds_and_buys_nothing_outside()
    {
        string[] outside = [.. Market, "crowdsensing.loss-per-value=100"];
        const string published = "crowdsensing.solution=published";
        Assert.Equal(SchemeRuns.Run("crowdsensing").Reports, SchemeRuns.Run("crowdsensing", published).Reports);
        Assert.True(SchemeRuns.Run("crowdsensing", outside).First.Crowdsensing!.DataSubmitted > 0);
        Assert.Equal(12, SchemeRuns.Run("crowdsensing", [.. outside, published]).First.Crowdsensing!.Refusals);
    }

    [Fact]
    public void More_leakage_makes_a_datum_worth_more_and_be_paid_better()
    {
        // Nothing in the mechanism punishes leakage (incentives.md M7b).
        var options = new CrowdsensingOptions().Submission;
        var terms = Enumerable.Range(0, 11).Select(i => SubmissionTerms.Of(
            options with { PrivacyLeakage = i / 10.0 }, SubmissionSolution.Exact)).ToArray();
        Assert.All(terms.Zip(terms.Skip(1)), pair => Assert.True(
            pair.First.Payment < pair.Second.Payment && pair.First.Probability < pair.Second.Probability));
    }

    private static double Leakage(int replication, long stableId) =>
        new RandomStreams(1, replication).Stream("privacy-leakage", stableId).NextDouble();
}
