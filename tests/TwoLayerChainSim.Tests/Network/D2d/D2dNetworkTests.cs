using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.D2d;

public class D2dNetworkTests : IReceiver, IEventHandler
{
    private const long Size = 814_400;

    // models.md §4, D2D at 50 m.
    private const double SecondsTo50Metres = 0.07650714381439364;
    private static readonly RadioOptions Constant = new() { Fading = FadingMode.None };
    private static readonly D2dOptions AtOnce = new() { Propagation = DelayLaw.None };
    private readonly Simulator _simulator = new();
    private readonly List<(int Receiver, SimTime At)> _received = [];

    void IReceiver.Received(int receiver, long token) => _received.Add((receiver, _simulator.Now));

    void IEventHandler.Handle(long token) => _received.Add(((int)token, _simulator.Now));

    [Fact]
    public void A_broadcast_reaches_all_in_range_at_the_rate_of_the_worst()
    {
        var network = Network(D2dScene.At((0, 0), (20, 0), (50, 0), (200, 0)), AtOnce);

        network.Broadcast(0, Size, this, 0);
        _simulator.Run();

        Assert.Equal([1, 2], _received.Select(entry => entry.Receiver).Order());
        Assert.All(_received, entry => AssertTime(SecondsTo50Metres, entry.At));
        Assert.Equal([3], network.OutOfRange(0).ToArray());
        AssertTime(SecondsTo50Metres, SimTime.Zero + network.Airtime(0));
    }

    [Fact]
    public void Each_receiver_of_a_broadcast_has_its_own_propagation_delay()
    {
        var network = Network(D2dScene.At((0, 0), (50, 0), (0, 50), (-50, 0)), new());

        network.Broadcast(0, Size, this, 0);
        _simulator.Run();

        Assert.Equal(3, _received.Select(entry => entry.At).Distinct().Count());
        Assert.All(_received, entry => Assert.InRange(entry.At.TotalSeconds, SecondsTo50Metres, SecondsTo50Metres + 0.2));
    }

    [Fact]
    public void Members_on_one_channel_take_turns()
    {
        var network = Network(D2dScene.At((0, 0), (50, 0)), AtOnce with { Channels = 1 });

        network.Broadcast(0, Size, this, 0);
        network.Broadcast(1, Size, this, 0);
        _simulator.Run();

        AssertTime(SecondsTo50Metres, _received[0].At);
        AssertTime(2 * SecondsTo50Metres, _received[1].At);
    }

    [Fact]
    public void A_message_to_one_device_goes_at_the_rate_of_its_link()
    {
        var network = Network(D2dScene.At((0, 0), (20, 0), (50, 0)), AtOnce);

        network.Send(0, 1, Size, this, 0);
        _simulator.Run();

        Assert.Equal(1, _received.Single().Receiver);
        AssertTime(0.05111855850789796, _received.Single().At);
    }

    [Fact]
    public void Sending_out_of_range_is_refused()
    {
        var network = Network(D2dScene.At((0, 0), (200, 0)), AtOnce);

        Assert.Throws<InvariantException>(() => network.Send(0, 1, Size, this, 0));
    }

    [Fact]
    public void A_busy_D2D_channel_takes_its_bandwidth_from_the_uplink()
    {
        // D2D for 76.5 ms; the uplink has 19 of 20 MHz meanwhile.
        var topology = D2dScene.At((0, 0), (50, 0));
        var cellular = new CellularNetwork(_simulator, topology, Constant, new RandomStreams(1, 0));
        var network = Network(topology, AtOnce, cellular.Uplink(0));
        var snrHz = cellular.UplinkPath(0).Links[0].CarrierToNoiseHz;
        var during = ShannonRate.BitsPerSecond(19e6, snrHz / 19e6);
        var after = ShannonRate.BitsPerSecond(20e6, snrHz / 20e6);

        cellular.Upload(0, 100_000_000, this, 7);
        network.Broadcast(0, Size, this, 0);
        _simulator.Run();

        var expected = SecondsTo50Metres + ((100_000_000 - (SecondsTo50Metres * during)) / after);
        AssertTime(expected, _received.Single(entry => entry.Receiver == 7).At);
    }

    [Fact]
    public void All_spectrum_is_given_back_when_D2D_is_silent()
    {
        var topology = D2dScene.At([.. Enumerable.Range(0, 20).Select(i => (5.0 * i, 0.0))]);
        var cellular = new CellularNetwork(_simulator, topology, Constant, new RandomStreams(1, 0));
        var network = Network(topology, AtOnce, cellular.Uplink(0));
        for (var device = 0; device < 20; device++)
        {
            network.Broadcast(device, 1000 * (device + 1), this, 0);
        }

        _simulator.Run();
        var start = _simulator.Now;
        cellular.Upload(0, Size, this, 77);
        _simulator.Run();

        var link = cellular.UplinkPath(0).Links[0];
        var end = _received.Single(entry => entry.Receiver == 77).At - start;
        Assert.Equal(SimDuration.FromSeconds(Size / ShannonRate.BitsPerSecond(20e6, link.MeanSnr(20e6))), end);
    }

    [Fact]
    public void Dropped_messages_are_counted_and_the_others_arrive()
    {
        var gate = new MessageGate([new PartitionRule(new HashSet<int> { 2 }, default, SimTime.MaxValue)]);
        var network = Network(D2dScene.At((0, 0), (50, 0), (0, 50)), AtOnce, gate: gate);

        network.Broadcast(0, Size, this, 0);
        Assert.Equal((2, 1, 1), (gate.Sent, gate.Dropped, network.InFlight));
        _simulator.Run();

        Assert.Equal(1, _received.Single().Receiver);
        Assert.Equal((2, 1, 1, 0), (gate.Sent, gate.Dropped, gate.Delivered, network.InFlight));
    }

    [Fact]
    public void A_broadcast_that_every_rule_drops_still_takes_the_channel()
    {
        var gate = new MessageGate([new LossRule(1, new RandomStreams(1, 0))]);
        var network = Network(D2dScene.At((0, 0), (50, 0)), AtOnce, gate: gate);

        network.Broadcast(0, Size, this, 0);
        _simulator.Run();

        Assert.Empty(_received);
        AssertTime(SecondsTo50Metres, SimTime.Zero + network.Airtime(0));
    }

    [Fact]
    public void Adding_a_device_changes_no_delay_between_the_others()
    {
        // M12 and stream independence; the distances are such that the worst receiver stays the same.
        SimTime TimeOfFirst(params (double X, double Y)[] metres)
        {
            _received.Clear();
            var simulatedFrom = _simulator.Now;
            Network(D2dScene.At(metres), new()).Broadcast(0, Size, this, 0);
            _simulator.Run();
            return SimTime.Zero + (_received.Single(entry => entry.Receiver == 1).At - simulatedFrom);
        }

        Assert.Equal(TimeOfFirst((0, 0), (50, 0)), TimeOfFirst((0, 0), (50, 0), (20, 0)));
    }

    private D2dNetwork Network(Topology topology, D2dOptions options, RadioChannel? uplink = null, MessageGate? gate = null)
    {
        var streams = new RandomStreams(1, 0);
        var group = new D2dGroup(topology, topology.DevicesOf(0), options.RangeMetres, new(topology, Constant, streams));
        var schedule = new D2dScheduler(options).Assign(group, streams.Stream("d2d-schedule"));
        return new(_simulator, topology, schedule, Constant, options, streams, episode: 0, uplink, gate);
    }

    /// <summary>Equal but for the rounding of a few events to a nanosecond.</summary>
    private static void AssertTime(double seconds, SimTime actual) =>
        Assert.InRange(actual.Nanoseconds, (seconds * 1e9) - 2.5, (seconds * 1e9) + 2.5);
}
