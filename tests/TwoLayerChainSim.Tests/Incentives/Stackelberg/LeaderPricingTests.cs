using System.Text.Json;
using TwoLayerChainSim.Model.Incentives.Stackelberg;
using TwoLayerChainSim.Tests.Support;
using static TwoLayerChainSim.Tests.Incentives.Stackelberg.StackelbergCases;

namespace TwoLayerChainSim.Tests.Incentives.Stackelberg;

/// <summary>Prices of the model owner against the independently computed points of incentives A1 and A3.</summary>
public class LeaderPricingTests
{
    private static IEnumerable<(ClientWork Work, PaymentBounds Bounds, JsonElement Expected)> Points =>
        Reference.At("leader", "points").EnumerateArray().Select(point => (
            Client(point.At("inputs")), new PaymentBounds(point.Number("inputs", "Rt"), point.Number("inputs", "Rm")), point));

    [Fact]
    public void Published_prices_agree_with_the_reference_corrected_as_printed_and_for_incomplete_information()
    {
        foreach (var (work, bounds, point) in Points)
        {
            AssertClose(point.Number("pt_star"), Training(new PublishedCompletePricing(), work, bounds));
            AssertClose(point.Number("pm_star_corrected"), Mining(new PublishedCompletePricing(), work, bounds));
            AssertClose(point.Number("pm_star_as_printed"), Mining(new PublishedCompletePricing(isAsPrinted: true), work, bounds));
            AssertClose(point.Number("pt_star"), Training(new PublishedIncompletePricing(), work, bounds));
            AssertClose(point.Number("pm_star_incomplete"), Mining(new PublishedIncompletePricing(), work, bounds));
        }
    }

    [Fact]
    public void The_optimum_agrees_with_the_reference()
    {
        var edges = Reference.At("leader", "edge_cases").EnumerateArray().Select(point => (
            Client(point.At("inputs")), new PaymentBounds(point.Number("inputs", "Rt"), point.Number("inputs", "Rm")), point));
        foreach (var (work, bounds, point) in Points.Concat(edges))
        {
            var (optimum, expected) = (LeaderOptimum.Of(work, bounds), point.GetProperty("exact_leader"));
            Assert.Equal(expected.GetProperty("status").GetString() == "OK", optimum is not null);
            if (optimum is { } found)
            {
                AssertClose(expected.Number("Tt"), found.TrainingMinutes);
                AssertClose(expected.Number("pt"), found.Prices.TrainingPerMinute);
                AssertClose(expected.Number("pm"), found.Prices.MiningPerMinute);
                AssertClose(expected.Number("payment"), found.Payment);
            }
        }
    }

    [Fact]
    public void Without_an_optimum_the_reason_names_what_is_needed_and_what_there_is()
    {
        var reason = LeaderOptimum.WhyNone(Client(deadline: 5, limit: 2.5), new(25, 5));
        Assert.Contains("takes 4 min or more", reason, StringComparison.Ordinal);
        Assert.Contains("within the deadline of 5 min", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Posted_prices_leave_the_reference_rent_to_every_client_up_to_the_largest()
    {
        foreach (var row in Reference.At("posted_price_ic", "rows").EnumerateArray())
        {
            var work = Client(row.Number("mu"));
            var prices = new PostedPricing(10).Quote(work, Unbounded)!.Value;
            AssertClose(row.Number("p"), prices.TrainingPerMinute);
            var reply = new ExactReply().Reply(work, prices, Unbounded);
            Assert.True(reply.TakesPart);
            AssertClose(row.Number("exact", "U"), reply.Utility);
        }
    }

    [Fact]
    public void Theorem_4_1_rewards_a_client_that_reports_more_work_than_it_has()
    {
        var bounds = new PaymentBounds(25, 5);
        foreach (var row in Reference.At("misreport_theorem41", "rows").EnumerateArray())
        {
            var prices = new PublishedIncompletePricing().Quote(Client(5 * row.Number("report_factor")), bounds)!.Value;
            AssertClose(row.Number("pt"), prices.TrainingPerMinute);
            AssertClose(row.Number("pm"), prices.MiningPerMinute);
            AssertClose(row.Number("U_published_br"), Gain(new PublishedReply(), prices));
            AssertClose(row.Number("U_exact_br"), Gain(new ExactReply(), prices));
        }

        double Gain(IClientStrategy strategy, Prices prices) =>
            strategy.Reply(Client(5), prices, bounds) is { TakesPart: true } reply ? reply.Utility : 0;
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1e-9, 5)]
    [InlineData(1e300, 1e300)]
    public void Published_prices_that_are_not_finite_or_leave_no_time_are_not_offered(double training, double mining)
    {
        Assert.Null(new PublishedCompletePricing().Quote(Client(), new(training, mining)));
        Assert.Null(new PublishedIncompletePricing().Quote(Client(), new(training, mining)));
    }

    [Fact]
    public void A_margin_raises_payments_and_not_speeds()
    {
        var work = Client();
        var (without, with) = (Reply(new ExactPricing(0)), Reply(new ExactPricing(1e-3)));
        AssertClose(without.TrainingGhz, with.TrainingGhz);
        AssertClose(1.001 * without.Payment, with.Payment);
        AssertClose(1e-3 * 0.15, with.Utility);

        ClientReply Reply(ExactPricing pricing) =>
            new ExactReply().Reply(work, pricing.Quote(work, Unbounded)!.Value, Unbounded);
    }

    private static double Training(ILeaderPricing pricing, ClientWork work, PaymentBounds bounds) =>
        pricing.Quote(work, bounds)!.Value.TrainingPerMinute;

    private static double Mining(ILeaderPricing pricing, ClientWork work, PaymentBounds bounds) =>
        pricing.Quote(work, bounds)!.Value.MiningPerMinute;
}
