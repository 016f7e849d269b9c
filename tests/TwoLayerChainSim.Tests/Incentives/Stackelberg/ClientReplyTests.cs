using System.Text.Json;
using TwoLayerChainSim.Model.Incentives.Stackelberg;
using TwoLayerChainSim.Tests.Support;
using static TwoLayerChainSim.Tests.Incentives.Stackelberg.StackelbergCases;

namespace TwoLayerChainSim.Tests.Incentives.Stackelberg;

/// <summary>Replies of clients against the independently computed points of incentives A2.</summary>
public class ClientReplyTests
{
    private static readonly Dictionary<string, ReplyKind> Regimes = new()
    {
        ["TRAIN_LOWER"] = ReplyKind.ShortestTraining,
        ["INTERIOR"] = ReplyKind.Interior,
        ["MINE_LOWER"] = ReplyKind.ShortestMining,
        ["NO_MINING"] = ReplyKind.OnlyTraining,
    };

    private static IEnumerable<(ClientWork Work, Prices Prices, JsonElement Expected)> Points =>
        Reference.At("client", "points").EnumerateArray()
            .Concat(Reference.At("client", "edge_cases").EnumerateArray())
            .Select(point => (
                Client(point.At("inputs")), new Prices(point.Number("inputs", "pt"), point.Number("inputs", "pm")), point))
            .Concat(Sweep(0.01))
            .Concat(Sweep(0.1));

    [Fact]
    public void The_exact_reply_agrees_with_the_reference() => AssertAll("exact", new ExactReply());

    [Fact]
    public void The_joint_reply_agrees_with_the_reference() => AssertAll("joint_ir", new JointReply());

    [Fact]
    public void The_published_reply_agrees_with_the_reference_for_chips_without_a_limit()
    {
        foreach (var (work, prices, point) in Points)
        {
            // The theorem does not know a highest frequency.
            AssertReply(
                point.GetProperty("published"),
                new PublishedReply().Reply(work with { FrequencyMaxGhz = double.PositiveInfinity }, prices, Unbounded));
        }
    }

    [Fact]
    public void The_published_reply_is_optimal_exactly_where_pm_plus_2_rho_qm_cubed_reaches_3_pt()
    {
        foreach (var point in Reference.At("client", "points").EnumerateArray())
        {
            var (work, prices) = (
                Client(point.At("inputs")), new Prices(point.Number("inputs", "pt"), point.Number("inputs", "pm")));
            var published = new PublishedReply().Reply(work, prices, Unbounded);
            var test = prices.MiningPerMinute + (2 * work.ChipConstant * Math.Pow(published.MiningGhz, 3))
                - (3 * prices.TrainingPerMinute);
            var loss = new ExactReply().Reply(work, prices, Unbounded).Utility - published.Utility;
            Assert.Equal(point.GetProperty("published_is_optimal").GetBoolean(), test >= 0);
            Assert.Equal(test >= 0, loss < 1e-9);
        }
    }

    [Fact]
    public void The_capped_reply_to_published_prices_agrees_with_the_reference()
    {
        foreach (var point in Reference.At("leader", "points").EnumerateArray())
        {
            var (work, bounds) = (
                Client(point.At("inputs")), new PaymentBounds(point.Number("inputs", "Rt"), point.Number("inputs", "Rm")));
            var prices = new PublishedCompletePricing().Quote(work, bounds)!.Value;
            var capped = new CappedReply().Reply(work, prices, bounds);
            var expected = point.GetProperty("capped_br_to_published_prices");
            AssertClose(expected.Number("U"), capped.Utility);
            AssertClose(expected.Number("paid_t"), capped.TrainingPaid);
            Assert.Equal(expected.Number("Tt"), capped.TrainingMinutes, 1e-6 * work.DeadlineMinutes);
            AssertReply(point.GetProperty("clients_true_br_to_published_prices"), new ExactReply().Reply(work, prices, bounds));
        }
    }

    [Fact]
    public void A_rational_client_trains_faster_then_slower_as_the_price_of_training_rises()
    {
        double Speed(double price) => new ExactReply().Reply(Client(10, 10), new(price, 1), Unbounded).TrainingGhz;
        Assert.True(Speed(0.05) < Speed(0.2) && Speed(0.2) > Speed(1) && Speed(1) > Speed(2));
    }

    [Fact]
    public void The_published_formula_beyond_the_highest_frequency_takes_no_part()
    {
        var reply = new PublishedReply().Reply(Client(10, 10, limit: 3), new(39.5, 0.35), Unbounded);
        Assert.Equal(ReplyKind.TooFast, reply.Kind);
    }

    private static IEnumerable<(ClientWork Work, Prices Prices, JsonElement Expected)> Sweep(double chip) =>
        Reference.At("client", FormattableString.Invariant($"fig6_sweep_rho_{chip}")).EnumerateArray()
            .Select(point => (Client(10, 10, chip: chip), new Prices(point.Number("pt"), 1), point));

    private static void AssertAll(string variant, IClientStrategy strategy)
    {
        foreach (var (work, prices, point) in Points)
        {
            if (point.TryGetProperty(variant, out var expected))
            {
                AssertReply(expected, strategy.Reply(work, prices, Unbounded));
            }
        }
    }

    private static void AssertReply(JsonElement expected, ClientReply reply)
    {
        var isOk = expected.ValueKind != JsonValueKind.Null && expected.GetProperty("status").GetString() == "OK";
        Assert.Equal(isOk, reply.TakesPart);
        if (!isOk)
        {
            return;
        }

        if (expected.TryGetProperty("regime", out var regime))
        {
            Assert.Equal(Regimes[regime.GetString()!], reply.Kind);
        }

        AssertClose(expected.Number("Tt"), reply.TrainingMinutes);
        AssertClose(expected.Number("Tm"), reply.MiningMinutes);
        AssertClose(expected.Number("qt"), reply.TrainingGhz);
        AssertClose(expected.Number("qm"), reply.MiningGhz);
        AssertClose(expected.Number("U"), reply.Utility);
    }
}
