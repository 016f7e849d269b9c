using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Model.Incentives.Shapley;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Incentives.Shapley;

/// <summary>Shapley values against the independently computed games of incentives A4, the axioms, and one method by another.</summary>
public class ShapleyTests
{
    private static readonly JsonElement Reference = ReferenceData.Load("shapley.json");

    private static Gen<ContributionGame> Games { get; } =
        from players in Gen.Choose(1, 9)
        from works in Gen.ArrayOf(Gen.Choose(0, 25), players)
        from reading in Gen.Elements(Enum.GetValues<ContributionReading>())
        select new ContributionGame([.. works.Select(work => (double)work)], 10, reading);

    [Fact]
    public void The_reference_games_have_their_values_and_shares()
    {
        foreach (var expected in Reference.GetProperty("games").EnumerateArray())
        {
            var reading = expected.GetProperty("kind").GetString() == "mean_sq"
                ? ContributionReading.Squared
                : ContributionReading.Mean;
            var game = new ContributionGame(Numbers(expected, "mu"), expected.Number("g"), reading);
            Assert.Equal(expected.Number("W"), game.Ceiling, 1e-9);
            Assert.Equal(expected.Number("v_empty"), game.Value(0), 1e-9);
            var values = ShapleyValues.Of(game, 2, new(1));
            AssertEqual(Numbers(expected, "sv"), values.Values);
            AssertEqual(Numbers(expected, "sv"), ShapleyEnumeration.Of(game.Works.Count, game.Value));
            AssertEqual(Numbers(expected, "shares_clip"), values.Shares);
        }
    }

    [Fact]
    public void Fifty_clients_with_whole_works_are_solved_exactly()
    {
        var expected = Reference.GetProperty("N50_integer");
        var values = ShapleyValues.Of(new(Numbers(expected, "mu"), expected.Number("g")), 2, new(1));
        Assert.Equal(ShapleyMethod.SubsetSums, values.Method);
        AssertEqual(Numbers(expected, "sv_exact_dp"), values.Values);
    }

    [Fact]
    public void The_method_follows_the_game()
    {
        var fractions = Enumerable.Range(0, 21).Select(i => 0.5 + i).ToArray();
        Assert.Equal(ShapleyMethod.ClosedForm, Method(new([1, 2.5, 10], 10)));
        Assert.Equal(ShapleyMethod.ClosedForm, Method(new(fractions, 10, ContributionReading.Squared)));
        Assert.Equal(ShapleyMethod.Enumeration, Method(new(fractions[..20], 10)));
        Assert.Equal(ShapleyMethod.Sampling, Method(new(fractions, 10)));

        static ShapleyMethod Method(ContributionGame game) => ShapleyValues.Of(game, 2, new(1)).Method;
    }

    [Fact]
    public void All_methods_agree() => Prop.ForAll(Arb.From(Games), game =>
    {
        var exact = ShapleyEnumeration.Of(game.Works.Count, game.Value);
        return AreEqual(exact, ShapleyBySubsetSums.Of(game))
            && (ShapleyClosedForm.Of(game) is not { } formula || AreEqual(exact, formula));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void M55_the_values_sum_to_what_all_clients_add_also_when_sampled() => Prop.ForAll(Arb.From(Games), game =>
    {
        var added = game.Value(game.Works.Count, game.Works.Sum()) - game.Value(0, 0);
        return Math.Abs(ShapleyEnumeration.Of(game.Works.Count, game.Value).Sum() - added) < 1e-9
            && Math.Abs(ShapleySampling.Of(game, 5, new(3)).Values.Sum() - added) < 1e-9;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void M55_equal_works_have_equal_values() => Prop.ForAll(Arb.From(Games), game =>
    {
        var twins = new ContributionGame([.. game.Works, game.Works[0]], game.Target, game.Reading);
        var values = ShapleyEnumeration.Of(twins.Works.Count, twins.Value);
        return Math.Abs(values[0] - values[^1]) < 1e-9;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void M55_a_player_that_adds_nothing_to_any_set_has_value_0() => Prop.ForAll(Arb.From(Tables(3)), table =>
    {
        var values = ShapleyEnumeration.Of(4, members => table[members & 7]);
        return Math.Abs(values[3]) < 1e-9 && AreEqual(ShapleyEnumeration.Of(3, members => table[members]), values[..3]);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void M55_the_values_of_a_sum_of_games_are_the_sums_of_their_values() =>
        Prop.ForAll(Arb.From(from one in Tables(4) from other in Tables(4) select (one, other)), games =>
        {
            var sum = ShapleyEnumeration.Of(4, members => games.one[members] + games.other[members]);
            var one = ShapleyEnumeration.Of(4, members => games.one[members]);
            var other = ShapleyEnumeration.Of(4, members => games.other[members]);
            return AreEqual(sum, [.. one.Zip(other, (a, b) => a + b)]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shares_are_not_negative_and_sum_to_1() => Prop.ForAll(Arb.From(Games), game =>
    {
        var shares = ShapleyValues.Of(game, 2, new(1)).Shares;
        return shares.All(share => share >= 0) && Math.Abs(shares.Sum() - 1) < 1e-9;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Identical_clients_have_equal_shares_even_if_they_contribute_nothing() =>
        Assert.Equal([0.25, 0.25, 0.25, 0.25], ShapleyValues.Of(new([0, 0, 0, 0], 10), 2, new(1)).Shares);

    [Fact]
    public void Sampled_values_lie_within_their_standard_errors_of_the_exact_ones()
    {
        // 50 values, seed fixed: |error| over standard error is beyond 5 with probability 3e-5.
        var expected = Reference.GetProperty("N50_integer");
        var exact = Numbers(expected, "sv_exact_dp");
        var (values, errors) = ShapleySampling.Of(new(Numbers(expected, "mu"), expected.Number("g")), 4000, new(11));
        Assert.All(
            Enumerable.Range(0, exact.Length),
            i => Assert.InRange((values[i] - exact[i]) / errors[i], -5, 5));
        var reported = expected.Number("mc_4000_max_stderr");
        Assert.InRange(errors.Max(), 0.8 * reported, 1.25 * reported);
    }

    private static Gen<double[]> Tables(int players) =>
        from values in Gen.ArrayOf(Gen.Choose(-50, 50), 1 << players)
        select values.Select((value, set) => set == 0 ? 0.0 : value).ToArray();

    private static double[] Numbers(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    private static bool AreEqual(double[] expected, double[] actual) =>
        expected.Length == actual.Length && expected.Zip(actual).All(pair => Math.Abs(pair.First - pair.Second) < 1e-9);

    private static void AssertEqual(double[] expected, IReadOnlyList<double> actual) =>
        Assert.All(expected.Select((value, i) => (value, i)), pair => Assert.Equal(pair.value, actual[pair.i], 1e-9));
}
