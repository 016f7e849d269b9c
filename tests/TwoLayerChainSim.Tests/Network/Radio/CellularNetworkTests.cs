using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Radio;

public class CellularNetworkTests : IReceiver, IEventHandler
{
    private const long Size = 814_400;
    private readonly Simulator _simulator = new();
    private readonly List<(int Receiver, SimTime At)> _received = [];

    void IReceiver.Received(int receiver, long token) => _received.Add((receiver, _simulator.Now));

    void IEventHandler.Handle(long token) => _received.Add(((int)token, _simulator.Now));

    [Fact]
    public void An_upload_from_500_metres_takes_the_time_of_the_reference()
    {
        // models.md §4: UE->BS 500 m, 1 MHz, 5.09829 Mbit/s without fading.
        var options = new RadioOptions { UplinkContention = Contention.Dedicated, UplinkBandwidthHz = 1e6, Fading = FadingMode.None };
        var network = new CellularNetwork(_simulator, DevicesAt(500), options, new RandomStreams(1, 0));

        network.Upload(0, Size, this, 0);
        _simulator.Run();

        AssertTime(0.15973971728213354, _received.Single().At);
    }

    [Fact]
    public void A_download_to_500_metres_takes_the_time_of_the_reference()
    {
        var options = new RadioOptions { DownlinkBandwidthHz = 10e6, Fading = FadingMode.None };
        var network = new CellularNetwork(_simulator, DevicesAt(500), options, new RandomStreams(1, 0));

        network.Download(0, Size, this, 0);
        _simulator.Run();

        AssertTime(0.011536121989885018, _received.Single().At);
    }

    [Fact]
    public void With_dedicated_contention_each_device_owns_an_equal_part_of_the_uplink()
    {
        var options = new RadioOptions { UplinkContention = Contention.Dedicated, UplinkBandwidthHz = 2e6, Fading = FadingMode.None };
        var network = new CellularNetwork(_simulator, DevicesAt(500, 200), options, new RandomStreams(1, 0));

        network.Upload(0, Size, this, 0);
        network.Upload(1, Size, this, 1);
        _simulator.Run();

        AssertTime(0.08121758849456884, _received[0].At);
        AssertTime(0.15973971728213354, _received[1].At);
    }

    [Fact]
    public void A_multicast_reaches_all_devices_when_the_farthest_has_it()
    {
        var options = new RadioOptions { DownlinkBandwidthHz = 10e6, Fading = FadingMode.None };
        var network = new CellularNetwork(_simulator, DevicesAt(200, 500, 100), options, new RandomStreams(1, 0));

        network.Distribute(0, [0, 1, 2], Size, this, 0);
        _simulator.Run();

        Assert.Equal([0, 1, 2], _received.Select(entry => entry.Receiver));
        Assert.All(_received, entry => AssertTime(0.011536121989885018, entry.At));
    }

    [Fact]
    public void Unicasts_to_several_devices_follow_each_other()
    {
        var options = new RadioOptions
        {
            DownlinkBandwidthHz = 10e6,
            Fading = FadingMode.None,
            Downlink = DownlinkMode.Unicast,
        };
        var network = new CellularNetwork(_simulator, DevicesAt(200, 500), options, new RandomStreams(1, 0));

        network.Distribute(0, [0, 1], Size, this, 0);
        _simulator.Run();

        AssertTime(0.006775652852618217, _received[0].At);
        AssertTime(0.006775652852618217 + 0.011536121989885018, _received[1].At);
    }

    [Fact]
    public void Adding_a_device_changes_no_link_of_the_others()
    {
        var options = new RadioOptions { ShadowingDb = 8, PathLoss = CellularPathLoss.UrbanMicro };
        LinkBudget Budget(int devices) => new(
            Topology.OnHexagonalGrid(new(), [devices, 4], BackboneGraph.FullMesh(2, new()), new RandomStreams(3, 0)),
            options,
            new RandomStreams(3, 0),
            D2dPathLoss.WinnerB1);
        var (few, many) = (Budget(5), Budget(9));

        Assert.Equal(few.Uplink(2, 0), many.Uplink(2, 0));
        Assert.Equal(few.Uplink(5, 1), many.Uplink(9, 1));
        Assert.Equal(few.DeviceToDevice(1, 3), many.DeviceToDevice(1, 3));
    }

    [Fact]
    public void Both_directions_of_a_D2D_link_have_one_mean_and_two_fadings()
    {
        // M22: no mix-up of from and to.
        var topology = Topology.OnHexagonalGrid(new(), [5], BackboneGraph.FullMesh(1, new()), new RandomStreams(3, 0));
        var budget = new LinkBudget(topology, new() { ShadowingDb = 8 }, new(3, 0), D2dPathLoss.WinnerB1);

        var (forth, back) = (budget.DeviceToDevice(1, 3), budget.DeviceToDevice(3, 1));

        Assert.Equal(forth.CarrierToNoiseHz, back.CarrierToNoiseHz);
        Assert.NotEqual(forth.Key, back.Key);
    }

    [Fact]
    public void Shadowing_of_zero_decibels_is_no_shadowing()
    {
        var topology = DevicesAt(200);

        var with = new LinkBudget(topology, new() { ShadowingDb = 0 }, new(3, 0)).Uplink(0, 0);
        var other = new LinkBudget(topology, new() { ShadowingDb = 0 }, new(4, 0)).Uplink(0, 0);

        Assert.Equal(with.CarrierToNoiseHz, other.CarrierToNoiseHz);
    }

    /// <summary>Equal but for the rounding of up to two events to a nanosecond.</summary>
    private static void AssertTime(double seconds, SimTime actual) =>
        Assert.InRange(actual.Nanoseconds, (seconds * 1e9) - 1.5, (seconds * 1e9) + 1.5);

    private static Topology DevicesAt(params double[] metres) => new(
        [new(0, default, 0)],
        [.. metres.Select((distance, i) => new Device(i, 0, i, new(distance, 0)))],
        BackboneGraph.FullMesh(1, new()));
}
