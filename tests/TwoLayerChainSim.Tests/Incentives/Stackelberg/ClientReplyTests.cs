using System.Text.Json;
using TwoLayerChainSim.Engine;
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

    /// <summary>Reference "gap_statistics", tolerance ±0.01: 200,000 draws, of which 173,060 leave a client enough time.</summary>
    [Fact]
    public void Over_a_wide_prior_the_published_reply_is_optimal_in_four_of_ten_cases_and_loses_much_in_the_others()
    {
        var draws = new RandomStreams(2022, 0).Stream("prior");
        double Between(double low, double high) => low + ((high - low) * draws.NextDouble());
        var losses = new List<double>();
        for (var i = 0; i < 100_000; i++)
        {
            var work = new ClientWork
            {
                ChipConstant = Math.Pow(10, Between(-3, -0.5)),
                TrainingGhzMinutes = Between(0.2, 12),
                MiningGhzMinutes = Between(0.2, 12),
                DeadlineMinutes = Between(3, 30),
                FrequencyMaxGhz = double.PositiveInfinity,
            };
            var prices = new Prices(Math.Pow(10, Between(-2, 1.3)), Math.Pow(10, Between(-2, 1.3)));
            var best = new ExactReply().Reply(work, prices, Unbounded);
            if (best.TakesPart)
            {
                losses.Add((best.Utility - new PublishedReply().Reply(work, prices, Unbounded).Utility) / best.Utility);
            }
        }

        losses.Sort();
        double Quantile(double share) => losses[(int)(share * losses.Count)];
        Assert.Equal(0.8653, losses.Count / 100_000.0, 0.01);
        Assert.Equal(0.372, losses.Count(loss => loss < 1e-9) / (double)losses.Count, 0.01);
        Assert.Equal(0.3866, losses.Average(), 0.01);
        Assert.Equal(0.1101, Quantile(0.5), 0.01);
        Assert.Equal(0.8781, Quantile(0.75), 0.01);
        Assert.Equal(0.9811, Quantile(0.9), 0.01);
        Assert.Equal(0.998, Quantile(0.99), 0.01);
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
