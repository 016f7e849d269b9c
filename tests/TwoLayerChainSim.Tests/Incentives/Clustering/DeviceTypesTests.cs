using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Clustering;
using TwoLayerChainSim.Model.Incentives.Contracts;

namespace TwoLayerChainSim.Tests.Incentives.Clustering;

/// <summary>From features to types of the contract.</summary>
public class DeviceTypesTests
{
    [Theory]
    [InlineData(ClusteringMethod.KMeans)]
    [InlineData(ClusteringMethod.Autoencoder)]
    public void Groups_of_devices_are_found_and_ranked_by_reputation(ClusteringMethod method)
    {
        DeviceFeatures[] devices =
        [
            .. Enumerable.Range(0, 10).Select(n => Device(0.95 - (0.001 * n), 1)),
            .. Enumerable.Range(0, 6).Select(n => Device(0.55 + (0.001 * n), 0.4)),
            .. Enumerable.Range(0, 4).Select(n => Device(0.75 + (0.001 * n), 0.7)),
        ];
        var types = DeviceTypes.Of(devices, new() { Method = method }, new RandomStream(1));
        int?[] expected = [.. Enumerable.Repeat<int?>(2, 10), .. Enumerable.Repeat<int?>(0, 6), .. Enumerable.Repeat<int?>(1, 4)];
        Assert.Equal(expected, types.TypeOf);
        Assert.Equal([0.3, 0.2, 0.5], types.Shares);
    }

    [Fact]
    public void A_device_below_the_least_reputation_has_no_type_and_no_share()
    {
        var types = Types([Device(0.9, 1), Device(0.49, 1), Device(0.7, 0.5)]);
        Assert.Equal([1, null, 0], types.TypeOf);
        Assert.Equal([0.5, 0.5], types.Shares);
    }

    [Fact]
    public void Devices_that_do_not_differ_are_of_one_type() => Assert.Equal([1.0], Types([Device(0.5, 1), Device(0.5, 1)]).Shares);

    [Fact]
    public void Where_nobody_is_trusted_there_are_no_types()
    {
        var types = Types([Device(0.1, 1)]);
        Assert.Null(Assert.Single(types.TypeOf));
        Assert.Empty(types.Shares);
    }

    [Fact]
    public void Every_feature_can_tell_devices_apart()
    {
        var device = Device(0.8, 0.5);
        DeviceFeatures[] others =
        [
            device with { Reputation = 0.7 }, device with { AcceptedRate = 0.4 }, device with { Similarity = 0.4 },
            device with { ElapsedRatio = 2 }, device with { RelativeSamples = 2 }, device with { CompletionRate = 0.4 },
        ];
        Assert.All(others, other => Assert.Equal(2, Types([device, other]).Shares.Count));
    }

    [Fact]
    public void Shares_make_a_valid_contract()
    {
        var draws = new RandomStream(1);
        var types = Types([.. Enumerable.Range(0, 40).Select(_ => Device(draws.NextDouble(), draws.NextDouble()))]);
        Assert.Equal(3, Contract.Make(new() { Types = ContractOptions.WithShares(types.Shares) }).Items.Count);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Assert.Contains(
        "number of types is 0, must be at least 1; number of restarts is 0, must be at least 1; least reputation is 2",
        Assert.Throws<ArgumentException>(() =>
            DeviceTypes.Of([], new() { Types = 0, Restarts = 0, ReputationMin = 2 }, new RandomStream(1))).Message,
        StringComparison.Ordinal);

    private static DeviceTypes Types(DeviceFeatures[] devices) => DeviceTypes.Of(devices, new(), new RandomStream(1));

    private static DeviceFeatures Device(double reputation, double accepted) => new()
    {
        Reputation = reputation,
        AcceptedRate = accepted,
        Similarity = 0.9,
        ElapsedRatio = 1,
        RelativeSamples = 1,
        CompletionRate = 1,
    };
}
