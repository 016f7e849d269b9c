using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Model.Incentives;

namespace TwoLayerChainSim.Tests.Incentives;

/// <summary>Subjective logic against the independently computed vectors of models §3.1.</summary>
public class ReputationTests
{
    private static readonly JsonElement Reference = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "kang_reputation.json"))).RootElement;

    [Fact]
    public void An_opinion_follows_equation_6_and_its_reputation_equation_5()
    {
        foreach (var vector in Reference.GetProperty("opinion").EnumerateArray())
        {
            var options = new SubjectiveLogicOptions { PositiveWeight = Number(vector, "kappa") };
            var opinion = Opinion.FromInteractions(
                Number(vector, "alpha"), Number(vector, "beta"), Number(vector, "q"), options);
            AssertOpinion(vector.GetProperty("out"), opinion);
            Assert.Equal(Number(vector, "T"), opinion.Reputation(options.UncertaintyWeight), 1e-9);
        }
    }

    [Fact]
    public void A_window_of_slots_follows_equation_7()
    {
        var vector = Reference.GetProperty("window");
        var history = new OpinionHistory(new());
        foreach (var slot in vector.GetProperty("slots").EnumerateArray())
        {
            history.AddSlot(slot[0].GetInt32(), slot[1].GetInt32(), Number(vector, "q"));
        }

        AssertOpinion(vector.GetProperty("out"), history.Current);
    }

    [Theory]
    [InlineData(0.8, "T_mwsl")]
    [InlineData(1.0, "T_tsl")]
    public void Reputation_falls_and_recovers_as_in_the_reference_trajectory(double freshness, string column)
    {
        var history = new OpinionHistory(new() { Freshness = freshness });
        foreach (var step in Reference.GetProperty("trajectory").EnumerateArray())
        {
            var good = step.GetProperty("good").GetBoolean();
            history.AddSlot(good ? 10 : 0, good ? 0 : 10, 0.9);
            Assert.Equal(Number(step, column), history.Current.Reputation(0.5), 1e-9);
        }
    }

    [Fact]
    public void Similarity_has_its_means_over_common_and_its_sums_over_all_workers()
    {
        var vector = Reference.GetProperty("similarity");
        var own = Workers(vector.GetProperty("Di"));
        Assert.Equal(Number(vector, "sim_ix"), OpinionSimilarity.Between(own, Workers(vector.GetProperty("Dx"))), 1e-9);
        Assert.Equal(Number(vector, "sim_iy"), OpinionSimilarity.Between(own, Workers(vector.GetProperty("Dy"))), 1e-9);
    }

    [Fact]
    public void Fusion_follows_equations_8_and_9()
    {
        var vector = Reference.GetProperty("fusion");
        var recommendations = vector.GetProperty("recs").EnumerateArray().Select(Read).ToArray();
        var weights = vector.GetProperty("weights").EnumerateArray().Select(weight => weight.GetDouble()).ToArray();
        var recommended = Opinion.WeightedMean(recommendations, weights);
        AssertOpinion(vector.GetProperty("rec"), recommended!.Value);
        var final = Opinion.Fuse(Read(vector.GetProperty("local")), recommended.Value);
        AssertOpinion(vector.GetProperty("final"), final);
        Assert.Equal(Number(vector, "T_final"), final.Reputation(0.5), 1e-9);
    }

    [Fact]
    public void Opinions_stay_on_the_simplex()
    {
        var fractions = Gen.Choose(0, 1000).Select(i => i / 1000.0);
        var opinions =
            from a in fractions
            from b in fractions
            select new Opinion(Math.Min(a, b), Math.Abs(a - b), 1 - Math.Max(a, b));
        var pairs = from direct in opinions from recommended in opinions select (direct, recommended);
        Prop.ForAll(Arb.From(pairs), pair =>
        {
            var fused = Opinion.Fuse(pair.direct, pair.recommended);
            return Math.Abs(fused.Belief + fused.Disbelief + fused.Uncertainty - 1) < 1e-9
                && fused.Belief >= 0 && fused.Disbelief >= 0 && fused.Uncertainty >= 0;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_device_nobody_worked_with_has_the_reputation_of_full_uncertainty() =>
        Assert.Equal(0.5, new ReputationBook(2, [0.9, 0.9], new()).Reputation(0, 1));

    [Fact]
    public void A_rejected_update_lowers_and_an_accepted_one_raises_the_reputation()
    {
        var book = new ReputationBook(2, [0.9, 0.9], new());
        book.Record(0, 0, accepted: true);
        book.Record(0, 1, accepted: false);
        Assert.Equal(0.95, book.Reputation(0, 0), 1e-12);
        Assert.Equal(0.05, book.Reputation(0, 1), 1e-12);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.2)]
    public void Kappa_weighs_the_interactions_of_one_slot_and_cancels_where_a_slot_has_one(double kappa)
    {
        // Eq. (6) for one good and one bad update: q κ / (κ + η) in one slot, q z / (1 + z) in two slots.
        Assert.Equal(0.9 * kappa, GoodThenBad(interactions: 2, kappa).Belief, 1e-12);
        Assert.Equal(0.9 * 0.8 / 1.8, GoodThenBad(interactions: 1, kappa).Belief, 1e-12);
    }

    [Fact]
    public void An_open_slot_counts_like_a_closed_one()
    {
        var (open, closed) = (new OpinionHistory(new() { SlotInteractions = 9 }), new OpinionHistory(new()));
        foreach (var good in (bool[])[true, true, false])
        {
            open.Add(good, 0.9);
        }

        closed.AddSlot(2, 1, 0.9);
        Assert.Equal(closed.Current, open.Current);
        Assert.True(open.HasInteractions);
    }

    [Fact]
    public void A_MEC_node_learns_from_a_similar_one_about_a_device_it_never_saw()
    {
        var book = new ReputationBook(2, [0.9, 0.9, 0.9], new());
        foreach (var mec in new[] { 0, 1 })
        {
            book.Record(mec, 0, accepted: true);
            book.Record(mec, 1, accepted: false);
        }

        book.Record(1, 2, accepted: false);
        Assert.True(book.Reputation(0, 2) < 0.5);
    }

    private static Opinion GoodThenBad(int interactions, double kappa)
    {
        var history = new OpinionHistory(new() { SlotInteractions = interactions, PositiveWeight = kappa });
        history.Add(positive: true, 0.9);
        history.Add(positive: false, 0.9);
        return history.Current;
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private static Opinion Read(JsonElement array) => new(array[0].GetDouble(), array[1].GetDouble(), array[2].GetDouble());

    private static double[] Workers(JsonElement judgements) => [.. Enumerable.Range(1, 5)
        .Select(worker => judgements.TryGetProperty($"w{worker}", out var value) ? value.GetDouble() : double.NaN)];

    private static void AssertOpinion(JsonElement expected, Opinion actual)
    {
        Assert.Equal(expected[0].GetDouble(), actual.Belief, 1e-9);
        Assert.Equal(expected[1].GetDouble(), actual.Disbelief, 1e-9);
        Assert.Equal(expected[2].GetDouble(), actual.Uncertainty, 1e-9);
    }
}
