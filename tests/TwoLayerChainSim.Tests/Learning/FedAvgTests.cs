using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Learning;

namespace TwoLayerChainSim.Tests.Learning;

/// <summary>FedAvg, McMahan et al. 2017, Algorithm 1, and the metamorphic relations of an aggregation rule.</summary>
public class FedAvgTests
{
    private readonly FedAvg _rule = new();

    [Fact]
    public void The_aggregate_is_the_mean_weighted_by_samples()
    {
        var aggregate = new float[2];

        _rule.Aggregate([Update(1, 30, 1f, 2f), Update(2, 10, 5f, -2f)], aggregate);

        Assert.Equal([2f, 1f], aggregate);
    }

    [Fact]
    public void The_aggregate_equals_that_of_a_dumb_twin() =>
        Prop.ForAll(Updates(), updates =>
        {
            var aggregate = new float[Dimension];
            _rule.Aggregate(updates, aggregate);
            var total = updates.Sum(update => update.Weight);
            return Enumerable.Range(0, Dimension).All(i =>
            {
                var expected = total == 0 ? 0 : updates.Sum(update => update.Weight * update.Delta.Span[i]) / total;
                return Math.Abs(expected - aggregate[i]) <= 1e-6 * updates.Max(update => Math.Abs(update.Delta.Span[i]));
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_device_with_zero_weight_changes_nothing() // M44
        => Prop.ForAll(Updates(), updates => SameBits(updates, [Update(-1, 0, Random(77)), .. updates])).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_arrival_changes_nothing() // M46
        => Prop.ForAll(Updates(), updates => SameBits(updates, [.. updates.Reverse()])).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_device_twice_with_half_its_weight_gives_the_same_aggregate() // M47
        => Prop.ForAll(Updates(), updates => Close(
            updates,
            [
                .. updates.Select(update => update with { Weight = update.Weight / 2 }),
                .. updates.Select(update => update with { Weight = update.Weight / 2, Device = update.Device + 1000 }),
            ])).QuickCheckThrowOnFailure();

    [Fact]
    public void Equal_updates_aggregate_to_that_update() // M48
    {
        var update = Random(5);
        var aggregate = new float[Dimension];

        _rule.Aggregate([.. Enumerable.Range(0, 7).Select(device => Update(device, 3 + device, update))], aggregate);

        Assert.Equal(update, aggregate);
    }

    [Fact]
    public void The_aggregate_of_a_x_plus_b_is_a_times_the_aggregate_plus_b() // M49, a a power of two: exact scaling
    {
        var updates = Enumerable.Range(0, 6).Select(device => Update(device, device + 1, Random(device))).ToArray();
        var mapped = updates.Select(update => update with
        {
            Delta = update.Delta.ToArray().Select(value => 4 * value + 0.5f).ToArray(),
        }).ToArray();

        var plain = Aggregate(updates);
        var changed = Aggregate(mapped);

        for (var i = 0; i < Dimension; i++)
        {
            Assert.Equal(4 * plain[i] + 0.5, changed[i], 1e-5);
        }
    }

    [Theory] // L2
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void An_update_that_is_not_finite_is_refused_and_has_no_influence(float poison)
    {
        var poisoned = Random(3);
        poisoned[^1] = poison;
        var aggregate = new float[Dimension];

        var outcome = _rule.Aggregate([Update(4, 9, poisoned), Update(2, 1, Random(2))], aggregate);

        Assert.Equal([new RefusedUpdate(4, RefusalReason.NotFinite)], outcome.Refused.ToArray());
        Assert.Equal([2], outcome.Participants.ToArray());
        Assert.Equal(Random(2), aggregate);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(Dimension - 1)]
    [InlineData(Dimension + 1)]
    public void An_update_of_another_dimension_is_refused(int length)
    {
        var outcome = _rule.Aggregate([Update(1, 1, new float[length])], new float[Dimension]);

        Assert.Equal([new RefusedUpdate(1, RefusalReason.WrongDimension)], outcome.Refused.ToArray());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1.0)]
    public void An_update_with_an_impossible_weight_is_refused(double weight)
    {
        var outcome = _rule.Aggregate([Update(1, weight, Random(1))], new float[Dimension]);

        Assert.Equal([new RefusedUpdate(1, RefusalReason.InvalidWeight)], outcome.Refused.ToArray());
    }

    [Fact] // L4
    public void Without_participants_the_model_stays_as_it_is()
    {
        var aggregate = Random(1);

        var outcome = _rule.Aggregate([Update(1, 0, Random(2))], aggregate);

        Assert.Empty(outcome.Participants);
        Assert.All(aggregate, value => Assert.Equal(0f, value));
    }

    [Fact]
    public void Two_updates_of_one_device_are_a_bug() =>
        Assert.Throws<InvariantException>(() => _rule.Aggregate([Update(1, 1, Random(1)), Update(1, 1, Random(2))], new float[Dimension]));

    private const int Dimension = 301; // more than one block, and a rest that fills no vector

    private static ModelUpdate Update(int device, double weight, params float[] delta) => new(device, weight, delta);

    private static float[] Random(int seed)
    {
        var stream = new RandomStream((ulong)seed);
        return [.. Enumerable.Range(0, Dimension).Select(_ => (float)stream.NextNormal())];
    }

    private static Arbitrary<ModelUpdate[]> Updates() => Gen.Choose(1, 12)
        .SelectMany(count => Gen.Choose(0, 500).ArrayOf(count))
        .Select(weights => weights.Select((weight, device) => Update(device, weight, Random(device))).ToArray())
        .ToArbitrary();

    private float[] Aggregate(ModelUpdate[] updates)
    {
        var aggregate = new float[Dimension];
        _rule.Aggregate(updates, aggregate);
        return aggregate;
    }

    private bool SameBits(ModelUpdate[] left, ModelUpdate[] right) => Aggregate(left).SequenceEqual(Aggregate(right));

    private bool Close(ModelUpdate[] left, ModelUpdate[] right) =>
        Aggregate(left).Zip(Aggregate(right)).All(pair => Math.Abs(pair.First - pair.Second) <= 1e-6);
}
