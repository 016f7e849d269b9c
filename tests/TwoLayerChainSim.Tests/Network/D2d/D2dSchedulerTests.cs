using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.D2d;

public class D2dSchedulerTests
{
    private static readonly D2dOptions TwoChannels = new() { Channels = 2 };

    [Fact]
    public void A_lone_transmitter_has_the_rate_of_the_closed_form()
    {
        // models.md §4: 50 m at 148 + 40 log10, 23 dBm, NF 9, 1 MHz: 10.6448 Mbit/s.
        var group = D2dScene.Group((0, 0), (50, 0));

        var schedule = Assign(group, new());

        Assert.Equal(10644757.592516258, 1 / schedule.SlowestSecondsPerBit, 2);
    }

    [Fact]
    public void Members_in_range_of_each_other_take_turns_on_a_channel_and_do_not_interfere()
    {
        var group = D2dScene.Group((0, 0), (50, 0), (0, 40));
        var schedule = new D2dSchedule(group, [0, 0, 1], 1e6);

        Assert.Equal([0, 0, 2], schedule.Turns.ToArray());
        Assert.All(schedule.BroadcastPaths, path => Assert.All(path!.Links, link => Assert.Equal(0, link.InterferenceToNoiseHz)));
    }

    [Fact]
    public void Pairs_out_of_range_share_a_channel_at_the_same_time_and_interfere()
    {
        // Two pairs 1 km apart on one channel.
        var group = D2dScene.Group((0, 0), (50, 0), (1000, 0), (1050, 0));
        var schedule = new D2dSchedule(group, [0, 1, 0, 1], 1e6);

        var link = schedule.BroadcastPaths[0]!.Links[0];

        Assert.Equal([0, 1, 2, 3], schedule.Turns.ToArray());
        Assert.Equal(group.Link(2, 1).CarrierToNoiseHz, link.InterferenceToNoiseHz);
        Assert.Equal(
            group.Link(0, 1).CarrierToNoiseHz / (1e6 + group.Link(2, 1).CarrierToNoiseHz), link.MeanSnr(1e6));
    }

    [Fact]
    public void With_a_channel_for_everyone_nobody_shares()
    {
        var group = D2dScene.HotSpot(devices: 20, seed: 3);

        var schedule = Assign(group, new());

        Assert.Equal(20, schedule.Channels.Distinct().Count());
    }

    [Fact]
    public void Min_max_is_never_worse_than_round_robin()
    {
        var cases = from seed in Gen.Choose(0, 1_000_000)
                    from devices in Gen.Choose(1, 12)
                    from channels in Gen.Choose(1, 5)
                    from uniform in Gen.Elements(true, false)
                    select (seed, devices, channels, uniform);
        Prop.ForAll(cases.ToArbitrary(), drawn =>
        {
            var group = drawn.uniform
                ? D2dScene.Scattered(drawn.devices, drawn.seed)
                : D2dScene.HotSpot(drawn.devices, drawn.seed);
            var options = new D2dOptions { Channels = drawn.channels };
            var best = Assign(group, options).SlowestSecondsPerBit;
            var fair = Assign(group, options with { Scheduling = D2dScheduling.RoundRobin }).SlowestSecondsPerBit;
            return best <= fair * (1 + 1e-9);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Canary_random_scheduling_is_found_to_be_worse_than_round_robin()
    {
        var group = D2dScene.HotSpot(devices: 20, seed: 3);
        var fair = Assign(group, new() { Scheduling = D2dScheduling.RoundRobin }).SlowestSecondsPerBit;

        Assert.True(Assign(group, new() { Scheduling = D2dScheduling.Random }).SlowestSecondsPerBit > fair * (1 + 1e-9));
    }

    [Fact]
    public void Min_max_is_optimal_or_nearly_so_in_tiny_cases()
    {
        // Brute force over all assignments of 6 devices to 2 channels; a local search may miss a few optima, none by far.
        var ratios = Enumerable.Range(0, 60).Select(seed =>
        {
            var group = seed % 2 == 0 ? D2dScene.HotSpot(6, seed) : D2dScene.Scattered(6, seed);
            var optimum = Enumerable.Range(0, 64).Min(code =>
                new D2dSchedule(group, [.. Enumerable.Range(0, 6).Select(i => (code >> i) & 1)], 1e6).SlowestSecondsPerBit);
            return Assign(group, TwoChannels).SlowestSecondsPerBit / Math.Max(optimum, double.Epsilon);
        }).ToArray();

        Assert.All(ratios, ratio => Assert.InRange(ratio, 0, 1.05));
        Assert.True(ratios.Count(ratio => ratio < 1 + 1e-9) >= 54, $"optimal in {ratios.Count(r => r < 1 + 1e-9)} of 60");
    }

    [Fact]
    public void The_assignment_is_the_same_every_time()
    {
        var (first, second) = (D2dScene.HotSpot(50, 1), D2dScene.HotSpot(50, 1));

        Assert.Equal(Assign(first, new()).Channels.ToArray(), Assign(second, new()).Channels.ToArray());
    }

    [Fact]
    public void Turns_of_fifty_devices_on_twenty_channels_have_two_or_three_members()
    {
        var schedule = Assign(D2dScene.HotSpot(50, 1), new());

        Assert.All(schedule.Turns.GroupBy(turn => turn), turn => Assert.InRange(turn.Count(), 2, 3));
    }

    [Fact]
    public void A_device_with_nobody_in_range_does_not_transmit()
    {
        var schedule = Assign(D2dScene.Group((0, 0), (50, 0), (400, 0)), new() { Channels = 1 });

        Assert.Null(schedule.BroadcastPaths[2]);
        Assert.All(schedule.BroadcastPaths[0]!.Links, link => Assert.Equal(0, link.InterferenceToNoiseHz));
    }

    private static D2dSchedule Assign(D2dGroup group, D2dOptions options) =>
        new D2dScheduler(options).Assign(group, new RandomStreams(1, 0).Stream("d2d-schedule"));
}
