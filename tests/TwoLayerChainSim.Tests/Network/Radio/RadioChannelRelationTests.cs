using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Radio;

/// <summary>Metamorphic relations (TESTING.md M4-M16) and costs of the radio channel.</summary>
public class RadioChannelRelationTests
{
    private static readonly ChannelOptions Fading = new() { BandwidthHz = 1e6 };

    [Fact]
    public void Twice_the_bandwidth_power_and_size_take_the_same_time_to_the_tick()
    {
        // M16, class T: both scale the rate by exactly 2, so even fading transfers end at the same nanosecond.
        var single = Busy(Fading, scale: 1, times: 1);
        var twice = Busy(Fading with { BandwidthHz = 2e6 }, scale: 2, times: 1);

        Assert.Equal(single, twice);
    }

    [Fact]
    public void Twice_the_bandwidth_and_power_halve_the_time_to_the_tick()
    {
        var constant = Fading with { Fading = FadingMode.None };
        var probes = new[] { new ChannelProbe(constant), new ChannelProbe(constant with { BandwidthHz = 2e6 }) };
        probes[0].StartAt(default, 0, ChannelProbe.Path(snr: 100, 1e6), 999_999, 1);
        probes[1].StartAt(default, 0, ChannelProbe.Path(snr: 100, 2e6), 999_999, 1);

        probes[0].Simulator.Run();
        probes[1].Simulator.Run();

        Assert.InRange(probes[0].TimeOf(1).Nanoseconds - (2 * probes[1].TimeOf(1).Nanoseconds), -1, 1);
    }

    [Fact]
    public void All_times_scale_with_size_and_coherence_time()
    {
        // M1: starts, sizes and coherence time × 2 give all ends × 2, but for the rounding of each end to a tick.
        var once = Busy(Fading, scale: 1, times: 1);
        var twice = Busy(Fading with { CoherenceTime = Fading.CoherenceTime * 2 }, scale: 1, times: 2);

        Assert.All(once.Zip(twice), pair => Assert.InRange(pair.Second.At - (2 * pair.First.At), -40, 40));
    }

    [Fact]
    public void Renaming_the_senders_changes_no_time()
    {
        // M9, class B.
        var plain = Busy(Fading, scale: 1, times: 1);
        var renamed = Busy(Fading, scale: 1, times: 1, rename: sender => 40 - (2 * sender));

        Assert.Equal(plain, renamed);
    }

    [Fact]
    public void Transfers_after_an_idle_time_are_those_of_a_fresh_channel()
    {
        // M12 and determinism of the gain: what was sent before leaves no trace in an idle channel.
        var fresh = new ChannelProbe(Fading);
        var used = new ChannelProbe(Fading);
        used.StartAt(default, 5, ChannelProbe.Path(snr: 50, key: 9), 100_000, 0);
        foreach (var probe in new[] { fresh, used })
        {
            probe.StartAt(new(3_000_000_000), 0, ChannelProbe.Path(snr: 10, key: 3), 1_000_000, 1);
            probe.Simulator.Run();
        }

        Assert.Equal(fresh.TimeOf(1), used.TimeOf(1));
    }

    [Fact]
    public void Events_grow_with_coherence_blocks_and_changes_and_not_with_senders_or_idle_time()
    {
        // 50 senders busy for about a minute: one event a block and two a change of the active set.
        var probe = new ChannelProbe(Fading with { BandwidthHz = 20e6 });
        for (var sender = 0; sender < 50; sender++)
        {
            probe.StartAt(default, sender, ChannelProbe.Path(snr: 30, 1e6, (ulong)sender), 120_000_000, sender);
        }

        probe.StartAt(SimDuration.FromSeconds(1e6), 0, ChannelProbe.Path(30), 1, 50);
        probe.Simulator.Run();

        var busySeconds = probe.Ended[49].At.TotalSeconds;
        Assert.InRange(busySeconds, 30, 120);
        Assert.InRange(probe.Simulator.ExecutedEvents, 0, (busySeconds * 100) + (4 * 51) + 10);
    }

    [Fact]
    public void A_steady_stream_of_transfers_allocates_nothing()
    {
        var pump = new Pump(new(), 20);
        pump.Run(2_000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        pump.Run(20_000);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000);
    }

    [Fact]
    public void A_process_awaits_a_transfer()
    {
        var probe = new ChannelProbe(Fading with { Fading = FadingMode.None });
        var ends = new List<SimTime>();
        probe.Simulator.Spawn(async () =>
        {
            await probe.Channel.Transfer(0, ChannelProbe.Path(snr: 1), 1_000_000);
            ends.Add(probe.Simulator.Now);
            await probe.Channel.Transfer(0, ChannelProbe.Path(snr: 3), 1_000_000);
            ends.Add(probe.Simulator.Now);
        });

        probe.Simulator.Run();

        Assert.Equal([new(1_000_000_000), new SimTime(1_500_000_000)], ends);
    }

    /// <summary>Twenty overlapping transfers of ten senders over fading links; (token, end) in order of ends.</summary>
    private static List<(long Token, long At)> Busy(
        ChannelOptions options, int scale, int times, Func<int, int>? rename = null)
    {
        var probe = new ChannelProbe(options);
        for (var i = 0; i < 20; i++)
        {
            var sender = i % 10;
            var path = ChannelProbe.Path(snr: 10 + i, 1e6 * scale, (ulong)(sender + 1));
            var size = (20_000L + (7_000 * i)) * scale * times;
            probe.StartAt(new(3_000_000L * i * times), rename?.Invoke(sender) ?? sender, path, size, i);
        }

        probe.Simulator.Run();
        return [.. probe.Ended.Select(entry => (entry.Token, entry.At.Nanoseconds))];
    }

    /// <summary>Keeps every sender busy: each end starts the next transfer.</summary>
    private sealed class Pump : IEventHandler
    {
        private readonly Simulator _simulator = new();
        private readonly RadioChannel _channel;
        private readonly RadioPath[] _paths;
        private int _left;

        public Pump(ChannelOptions options, int senders)
        {
            _channel = new(_simulator, options);
            _paths = [.. Enumerable.Range(0, senders).Select(sender => ChannelProbe.Path(1000, 1e6, (ulong)sender))];
        }

        public void Run(int transfers)
        {
            _left = transfers;
            for (var sender = 0; sender < _paths.Length; sender++)
            {
                Handle(sender);
            }

            _simulator.Run();
        }

        public void Handle(long token)
        {
            if (_left-- > 0)
            {
                _channel.Start((int)token, _paths[token], 4096, this, token);
            }
        }
    }
}
