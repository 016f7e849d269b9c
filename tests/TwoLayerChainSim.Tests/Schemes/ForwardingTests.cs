using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

public class ForwardingTests
{
    private static readonly Dictionary<int, LocalUpdate> Previous = new() { [7] = LocalUpdate.Of(7, 40, [9, 9, 9]) };
    private static readonly LocalUpdate Update = LocalUpdate.Of(7, 40, [1, -2, 3]);
    private static readonly GlobalModel Before = GlobalModel.Of(4, [1, 1, 1]);
    private static readonly GlobalModel After = GlobalModel.Of(5, [2, 3, 4]);

    [Fact]
    public void An_honest_node_forwards_the_object_itself()
    {
        Assert.Same(Update, HonestForwarding.Instance.Forward(Update));
        Assert.Same(After, HonestForwarding.Instance.Publish(Before, After));
    }

    [Theory]
    [InlineData(MalfunctionKind.Gaussian)]
    [InlineData(MalfunctionKind.Absolute)]
    [InlineData(MalfunctionKind.SignReversal)]
    [InlineData(MalfunctionKind.Stale)]
    public void A_malfunctioning_node_changes_content_and_digest_but_not_the_original(MalfunctionKind kind)
    {
        var spoiled = Forwarding(kind).Forward(Update)!;
        Assert.NotEqual(Update.Digest, spoiled.Digest);
        Assert.NotEqual(Update.Delta, spoiled.Delta);
        Assert.Equal((Update.Device, Update.Samples), (spoiled.Device, spoiled.Samples));
        Assert.Equal([1, -2, 3], Update.Delta!);
    }

    [Theory]
    [InlineData(MalfunctionKind.Gaussian)]
    [InlineData(MalfunctionKind.Drop)]
    [InlineData(MalfunctionKind.Stale)]
    public void Strength_0_forwards_the_object_itself(MalfunctionKind kind)
    {
        Assert.Same(Update, Forwarding(kind, strength: 0).Forward(Update));
        Assert.Same(After, Forwarding(kind, strength: 0).Publish(Before, After));
    }

    [Fact]
    public void The_same_malfunction_spoils_in_the_same_way_and_another_episode_in_another()
    {
        var digests = new[] { 1, 1, 2 }.Select(episode => Forwarding(MalfunctionKind.Gaussian, episode: episode).Forward(Update)!.Digest);
        Assert.Equal(2, digests.Distinct().Count());
    }

    [Fact]
    public void A_dropping_node_loses_updates_and_a_stale_one_those_without_predecessor()
    {
        Assert.Null(Forwarding(MalfunctionKind.Drop).Forward(Update));
        Assert.Null(Forwarding(MalfunctionKind.Stale).Forward(LocalUpdate.Of(8, 40, [1, 1, 1])));
        Assert.Equal(Previous[7].Digest, Forwarding(MalfunctionKind.Stale).Forward(Update)!.Digest);
    }

    [Theory]
    [InlineData(MalfunctionKind.Gaussian, 7, true)]
    [InlineData(MalfunctionKind.Drop, 7, false)]
    [InlineData(MalfunctionKind.Stale, 7, true)]
    [InlineData(MalfunctionKind.Stale, 8, false)]
    public void What_is_lost_does_not_depend_on_whether_devices_really_train(MalfunctionKind kind, int device, bool arrives)
    {
        var forwarding = Forwarding(kind);
        var standIn = LocalUpdate.StandIn(device, 40, episode: 1);
        Assert.Equal(arrives, forwarding.Forward(LocalUpdate.Of(device, 40, [1, 2, 3])) is not null);
        Assert.Equal(arrives, forwarding.Forward(standIn) is not null);
        Assert.NotEqual(standIn.Digest, forwarding.Forward(standIn)?.Digest);
    }

    [Theory]
    [InlineData(MalfunctionKind.Gaussian)]
    [InlineData(MalfunctionKind.Drop)]
    [InlineData(MalfunctionKind.SignReversal)]
    public void A_malfunctioning_node_publishes_another_model(MalfunctionKind kind)
    {
        var published = Forwarding(kind).Publish(Before, After);
        Assert.NotEqual(After.Digest, published.Digest);
        Assert.Equal(After.Version, published.Version);
        Assert.Equal([2, 3, 4], After.Parameters!);
    }

    private static MalfunctioningForwarding Forwarding(MalfunctionKind kind, double strength = 3, int episode = 1) =>
        new(new(kind, strength), Previous, new(1, 0), mec: 2, episode);
}
