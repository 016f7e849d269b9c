using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Radio;

/// <summary>Completion times with constant gains, against closed forms and an independent processor-sharing twin.</summary>
public class RadioChannelSharingTests
{
    private static readonly ChannelOptions Constant = new() { BandwidthHz = 1e6, Fading = FadingMode.None };

    [Fact]
    public void A_lone_sender_has_the_whole_bandwidth()
    {
        var probe = new ChannelProbe(Constant);

        probe.StartAt(new(5), 0, ChannelProbe.Path(snr: 7), sizeBits: 3_000_000, token: 1);
        probe.Simulator.Run();

        // 1 MHz · log2(8) = 3 Mbit/s
        Assert.Equal(new SimTime(1_000_000_005), probe.TimeOf(1));
    }

    [Fact]
    public void Two_senders_share_the_bandwidth_and_each_has_the_noise_of_its_half()
    {
        // Full band: SNR 3, 2 Mbit/s. Half a band: SNR 6, log2(7)/2 Mbit/s each.
        var probe = new ChannelProbe(Constant);
        probe.StartAt(default, 0, ChannelProbe.Path(snr: 3), 1_000_000, 1);
        probe.StartAt(default, 1, ChannelProbe.Path(snr: 3), 2_000_000, 2);

        probe.Simulator.Run();

        var first = 1 / (0.5 * Math.Log2(7));
        Assert.Equal(SimDuration.FromSeconds(first).Nanoseconds, probe.TimeOf(1).Nanoseconds);
        Assert.Equal(SimDuration.FromSeconds(first + 0.5).Nanoseconds, probe.TimeOf(2).Nanoseconds);
    }

    [Fact]
    public void A_sender_sends_its_own_transfers_first_in_first_out()
    {
        var probe = new ChannelProbe(Constant);
        foreach (var token in new[] { 3, 1, 2 })
        {
            probe.StartAt(default, 0, ChannelProbe.Path(snr: 1), 1_000_000, token);
        }

        probe.Simulator.Run();

        Assert.Equal([(3, new SimTime(1_000_000_000)), (1, new(2_000_000_000)), (2, new(3_000_000_000))], probe.Ended);
    }

    [Fact]
    public void Fifo_contention_serves_one_transfer_at_a_time_with_the_whole_bandwidth()
    {
        var probe = new ChannelProbe(Constant with { Contention = Contention.Fifo });
        probe.StartAt(default, 7, ChannelProbe.Path(snr: 1), 1_000_000, 1);
        probe.StartAt(default, 3, ChannelProbe.Path(snr: 3), 1_000_000, 2);
        probe.StartAt(new(5), 7, ChannelProbe.Path(snr: 1), 1_000_000, 3);

        probe.Simulator.Run();

        Assert.Equal([(1, new SimTime(1_000_000_000)), (2, new(1_500_000_000)), (3, new(2_500_000_000))], probe.Ended);
        Assert.Equal(2, probe.Channel.Airtime(7).TotalSeconds);
        Assert.Equal(0.5, probe.Channel.Airtime(3).TotalSeconds);
    }

    [Fact]
    public void Dedicated_senders_do_not_notice_each_other()
    {
        var probe = new ChannelProbe(Constant with { Contention = Contention.Dedicated });
        for (var sender = 0; sender < 50; sender++)
        {
            probe.StartAt(new(sender), sender, ChannelProbe.Path(snr: 1), 1_000_000, sender);
        }

        probe.Simulator.Run();

        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i + 1_000_000_000), probe.Ended.Select(e => e.At.Nanoseconds));
    }

    [Fact]
    public void A_multicast_goes_at_the_rate_of_its_worst_receiver()
    {
        var probe = new ChannelProbe(Constant);
        var path = new RadioPath([new(1, 15e6), new(2, 1e6), new(3, 7e6)]);

        probe.StartAt(default, 0, path, 2_000_000, 1);
        probe.Simulator.Run();

        Assert.Equal(new SimTime(2_000_000_000), probe.TimeOf(1));
    }

    [Fact]
    public void Equal_share_completion_times_are_those_of_a_processor_sharing_twin()
    {
        var jobs = from sender in Gen.Choose(0, 1000)
                   from start in Gen.Choose(0, 200_000_000)
                   from size in Gen.Choose(1, 2_000_000)
                   from snr in Gen.Choose(1, 5000)
                   select new Job(start, size, snr);
        Prop.ForAll(jobs.ListOf(12).ToArbitrary(), drawn =>
        {
            var probe = new ChannelProbe(Constant);
            var list = drawn.ToArray();
            for (var i = 0; i < list.Length; i++)
            {
                probe.StartAt(new(list[i].Start), i, ChannelProbe.Path(list[i].Snr), list[i].SizeBits, i);
            }

            probe.Simulator.Run();

            // Each completion is rounded to a tick and moves the later ones by at most that.
            var twin = ProcessorSharing(list);
            return Enumerable.Range(0, list.Length).All(i =>
                Math.Abs(probe.TimeOf(i).Nanoseconds - (twin[i] * 1e9)) <= list.Length + 1);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_transfer_is_announced_exactly_once_and_in_order_of_its_sender()
    {
        // Conservation (TESTING.md N1): started = ended once nothing is in flight, for every contention and fading.
        var jobs = from sender in Gen.Choose(0, 6)
                   from start in Gen.Choose(0, 100_000_000)
                   from size in Gen.Choose(0, 300_000)
                   from snr in Gen.Choose(1, 500)
                   select (Sender: sender, Job: new Job(start, size, snr));
        var modes = from contention in Gen.Elements(Enum.GetValues<Contention>())
                    from fading in Gen.Elements(Enum.GetValues<FadingMode>())
                    select (contention, fading);
        Prop.ForAll(jobs.ListOf().ToArbitrary(), modes.ToArbitrary(), (drawn, mode) =>
        {
            var probe = new ChannelProbe(Constant with { Contention = mode.contention, Fading = mode.fading });
            var list = drawn.OrderBy(entry => entry.Job.Start).ToArray();
            for (var i = 0; i < list.Length; i++)
            {
                var path = ChannelProbe.Path(list[i].Job.Snr, key: (ulong)list[i].Sender);
                probe.StartAt(new(list[i].Job.Start), list[i].Sender, path, list[i].Job.SizeBits, i);
            }

            probe.Simulator.Run();

            var tokens = probe.Ended.Select(entry => entry.Token).ToArray();
            return probe.Channel.ActiveSenders == 0
                && tokens.Order().SequenceEqual(Enumerable.Range(0, list.Length).Select(i => (long)i))
                && Enumerable.Range(0, 7).All(sender => IsSorted(tokens.Where(token => list[token].Sender == sender)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Spectrum_taken_for_another_use_slows_the_channel_until_it_is_given_back()
    {
        // Half a band at SNR 6 gives log2(7)/2 Mbit/s.
        var probe = new ChannelProbe(Constant);
        probe.StartAt(default, 0, ChannelProbe.Path(snr: 3), 2_000_000, 1);
        probe.Simulator.After(new(250_000_000), () => probe.Channel.Lend(0.5));
        probe.Simulator.After(new(500_000_000), () => probe.Channel.Lend(-0.5));

        probe.Simulator.Run();

        var seconds = 0.5 + ((2 - 0.5 - (0.25 * 0.5 * Math.Log2(7))) / 2);
        Assert.InRange(probe.TimeOf(1).Nanoseconds, (seconds * 1e9) - 2, (seconds * 1e9) + 2);
    }

    /// <summary>Fluid model in double arithmetic, independent of the channel: completion times in seconds.</summary>
    private static double[] ProcessorSharing(Job[] jobs)
    {
        var left = jobs.Select(job => (double)job.SizeBits).ToArray();
        var ends = new double[jobs.Length];
        var open = new List<int>();
        var arrivals = new Queue<int>(Enumerable.Range(0, jobs.Length).OrderBy(i => jobs[i].Start));
        var now = 0.0;
        while (open.Count + arrivals.Count > 0)
        {
            double Rate(int i) => 1e6 / open.Count * Math.Log2(1 + (jobs[i].Snr * open.Count));
            var nextEnd = open.Count > 0 ? open.Min(i => now + (left[i] / Rate(i))) : double.PositiveInfinity;
            var nextArrival = arrivals.Count > 0 ? jobs[arrivals.Peek()].Start * 1e-9 : double.PositiveInfinity;
            var next = Math.Min(nextEnd, nextArrival);
            open.ForEach(i => left[i] -= Rate(i) * (next - now));
            now = next;
            if (nextArrival <= nextEnd)
            {
                open.Add(arrivals.Dequeue());
            }
            else
            {
                var ended = open.MinBy(i => left[i]);
                ends[ended] = now;
                open.Remove(ended);
            }
        }

        return ends;
    }

    private static bool IsSorted(IEnumerable<long> values) => values.SequenceEqual(values.Order());

    private sealed record Job(long Start, long SizeBits, double Snr);
}
