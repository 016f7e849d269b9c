using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Attacks;

namespace TwoLayerChainSim.Tests.Attacks;

public class AttackTests
{
    private static readonly RandomStreams Streams = new(4, 0);
    private static readonly byte[] Labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

    [Fact]
    public void Flipping_maps_y_to_9_minus_y() =>
        Assert.Equal([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], new LabelAttack().Apply(Labels, 10, Streams.Stream("x")));

    [Fact]
    public void A_random_label_is_never_the_true_one()
    {
        var attack = new LabelAttack { Kind = LabelAttackKind.Random };
        var many = Enumerable.Range(0, 2_000).Select(i => (byte)(i % 10)).ToArray();
        var tampered = attack.Apply(many, 10, Streams.Stream("x"));
        Assert.All(many.Zip(tampered), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Equal(10, tampered.Distinct().Count());
    }

    [Fact]
    public void A_targeted_attack_changes_one_class_only()
    {
        var attack = new LabelAttack { Kind = LabelAttackKind.Targeted, TargetFrom = 1, TargetTo = 7 };
        Assert.Equal([0, 7, 2, 3, 4, 5, 6, 7, 8, 9], attack.Apply(Labels, 10, Streams.Stream("x")));
    }

    [Theory]
    [InlineData(30, 0.3, 9)]
    [InlineData(10, 0, 0)]
    [InlineData(10, 1, 10)]
    [InlineData(1, 0.3, 0)]
    public void The_number_of_malicious_devices_is_the_rounded_share(int devices, double fraction, int expected) =>
        Assert.Equal(expected, MaliciousDevices.Draw(devices, fraction, Streams).Count(malicious => malicious));

    [Fact]
    public void A_fixed_number_of_MEC_nodes_malfunctions_and_the_nodes_change()
    {
        var schedule = new MalfunctionSchedule(3, 1, Streams);
        var nodes = Enumerable.Range(1, 60).Select(episode => Array.IndexOf(schedule.During(episode), true)).ToArray();
        Assert.All(Enumerable.Range(1, 60), episode => Assert.Single(schedule.During(episode), true));
        Assert.Equal([0, 1, 2], nodes.Distinct().Order());
    }

    [Theory]
    [InlineData(MalfunctionKind.Gaussian)]
    [InlineData(MalfunctionKind.Absolute)]
    [InlineData(MalfunctionKind.SignReversal)]
    [InlineData(MalfunctionKind.Drop)]
    [InlineData(MalfunctionKind.Stale)]
    public void Strength_0_leaves_the_update_bit_identical(MalfunctionKind kind)
    {
        float[] update = [1, -2, 3];
        Assert.Same(update, new UpdateSpoiler(kind, 0).Spoil(update, null, Streams.Stream("x")));
    }

    [Fact]
    public void Gaussian_noise_has_mean_minus_s_and_deviation_s()
    {
        var update = Enumerable.Range(0, 40_000).Select(i => i % 2 == 0 ? 0.5f : -0.5f).ToArray();
        var spoiled = new UpdateSpoiler(MalfunctionKind.Gaussian, 3).Spoil(update, null, Streams.Stream("x"))!;
        var noise = new Tally();
        foreach (var (before, after) in update.Zip(spoiled))
        {
            noise.Add(after - before);
        }

        Assert.Equal(-1.5, noise.Mean, 5 * noise.StandardError);
        Assert.Equal(1.5, noise.StandardDeviation, 0.03);
    }

    [Fact]
    public void Other_malfunctions_reverse_lose_or_repeat_the_update()
    {
        float[] update = [1, -2];
        float[] previous = [7, 7];
        Assert.Equal([-2f, 4f], new UpdateSpoiler(MalfunctionKind.SignReversal, 2).Spoil(update, previous, Streams.Stream("x"))!);
        Assert.Null(new UpdateSpoiler(MalfunctionKind.Drop, 1).Spoil(update, previous, Streams.Stream("x")));
        Assert.Same(previous, new UpdateSpoiler(MalfunctionKind.Stale, 1).Spoil(update, previous, Streams.Stream("x")));
    }
}
