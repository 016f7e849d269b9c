using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Backbone;

public class BackboneNetworkTests
{
    private static readonly DelayLaw Random = new(new NormalDistribution(2, 1.1), SimDuration.FromMilliseconds(100));

    [Fact]
    public void A_message_is_stored_and_forwarded_on_every_hop()
    {
        // 3 hops of 1000 bit / 1 Mbit/s = 1 ms sending and 7 ns propagation each.
        var probe = new BackboneProbe(BackboneProbe.Line(4, 1e6, BackboneProbe.Fixed(7)));

        probe.Network.Send(0, 3, 1000, probe, 1);
        probe.Simulator.Run();

        Assert.Equal(new SimTime(3 * 1_000_007), probe.TimeOf(1));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Packets_of_one_message_are_pipelined_over_the_hops(int packets)
    {
        // M17: k packets over h hops end after (k + h − 1) sendings of one packet.
        var probe = new BackboneProbe(BackboneProbe.Line(4, 1e6, DelayLaw.None));
        for (var i = 0; i < packets; i++)
        {
            probe.Network.Send(0, 3, 8000 / packets, probe, i);
        }

        probe.Simulator.Run();

        Assert.Equal(new SimTime((packets + 2) * (8_000_000L / packets)), probe.Delivered[^1].At);
    }

    [Fact]
    public void A_link_queues_the_sending_of_messages_and_not_their_propagation()
    {
        // Ten messages of 1 ms sending over a link of 1 s propagation: 1.001, 1.002, ... and not 1, 2, 3 s.
        var probe = new BackboneProbe(BackboneProbe.Line(2, 1e6, BackboneProbe.Fixed(1_000_000_000)));
        for (var i = 0; i < 10; i++)
        {
            probe.Network.Send(0, 1, 1000, probe, i);
        }

        probe.Simulator.Run();

        Assert.Equal(
            Enumerable.Range(1, 10).Select(i => 1_000_000_000 + (i * 1_000_000L)),
            probe.Delivered.Select(entry => entry.At.Nanoseconds));
    }

    [Fact]
    public void The_two_directions_of_a_link_do_not_wait_for_each_other()
    {
        var probe = new BackboneProbe(BackboneProbe.Line(2, 1e6, DelayLaw.None));

        probe.Network.Send(0, 1, 1000, probe, 1);
        probe.Network.Send(1, 0, 1000, probe, 2);
        probe.Simulator.Run();

        Assert.Equal(probe.TimeOf(1), probe.TimeOf(2));
    }

    [Fact]
    public void Twice_the_rate_halves_the_sending_and_leaves_the_propagation()
    {
        // M16, class T.
        SimTime End(double rate)
        {
            var probe = new BackboneProbe(BackboneProbe.Line(3, rate, Random));
            probe.Network.Send(0, 2, 1000, probe, 1);
            probe.Simulator.Run();
            return probe.TimeOf(1);
        }

        Assert.Equal(2 * 500_000, (End(1e6) - End(2e6)).Nanoseconds);
    }

    [Fact]
    public void A_message_to_the_sending_node_arrives_at_once_but_through_the_calendar()
    {
        var probe = new BackboneProbe(BackboneProbe.Line(2, 1e6, Random));

        probe.Network.Send(1, 1, 1000, probe, 1);
        Assert.Empty(probe.Delivered);
        probe.Simulator.Run();

        Assert.Equal(SimTime.Zero, probe.TimeOf(1));
    }

    [Fact]
    public void An_idle_node_changes_no_delay_of_the_others()
    {
        // M12: mec3 has links to all, its own streams and no traffic.
        var three = new BackboneProbe(BackboneGraph.FullMesh(3, new()));
        var four = new BackboneProbe(BackboneGraph.FullMesh(4, new()));
        foreach (var probe in new[] { three, four })
        {
            Exchange(probe, 3);
        }

        Assert.Equal(three.Delivered, four.Delivered);
    }

    [Fact]
    public void Renumbered_nodes_with_the_same_names_have_the_same_delays()
    {
        // M9: streams belong to names.
        var plain = new BackboneProbe(BackboneProbe.Line(3, 1e6, Random));
        var mirrored = new BackboneProbe(new(
            [new("n2"), new("n1"), new("n0")], [new(0, 1, 1e6, Random), new(2, 1, 1e6, Random)]));

        plain.Network.Send(0, 2, 1000, plain, 1);
        mirrored.Network.Send(2, 0, 1000, mirrored, 1);
        plain.Simulator.Run();
        mirrored.Simulator.Run();

        Assert.Equal(plain.Delivered, mirrored.Delivered);
    }

    [Fact]
    public void Writing_the_ends_of_the_links_the_other_way_round_changes_nothing()
    {
        // M22: the undirected links transposed.
        var graph = BackboneGraph.FullMesh(4, new());
        var plain = new BackboneProbe(graph);
        var transposed = new BackboneProbe(new(
            graph.Nodes, [.. graph.Links.Select(link => link with { From = link.To, To = link.From })]));
        Exchange(plain, 4);
        Exchange(transposed, 4);

        Assert.Equal(plain.Delivered, transposed.Delivered);
    }

    [Fact]
    public void A_loss_rule_of_zero_and_a_partition_of_nobody_are_the_same_as_no_rule()
    {
        // M18 and M19, class B.
        var graph = BackboneGraph.FullMesh(4, new());
        var plain = new BackboneProbe(graph);
        var ruled = new BackboneProbe(
            graph,
            new LossRule(0, new RandomStreams(9, 0)),
            new PartitionRule(new HashSet<int>(), default, SimTime.MaxValue),
            new PartitionRule(new HashSet<int> { 1 }, default, default));
        Exchange(plain, 4);
        Exchange(ruled, 4);

        Assert.Equal(plain.Delivered, ruled.Delivered);
    }

    [Fact]
    public void Sent_is_delivered_plus_dropped_plus_in_flight_at_every_instant()
    {
        var sends = from at in Gen.Choose(0, 400_000_000)
                    from origin in Gen.Choose(0, 4)
                    from target in Gen.Choose(0, 4)
                    select (At: at, From: origin, To: target);
        Prop.ForAll(sends.ListOf().ToArbitrary(), Gen.Choose(0, 8).ToArbitrary(), (list, tenths) =>
        {
            var loss = new LossRule(tenths / 10.0, new RandomStreams(2, 0));
            var probe = new BackboneProbe(BackboneProbe.Line(5, 1e6, Random), loss);
            foreach (var (at, from, to) in list)
            {
                probe.Simulator.After(new(at), () => probe.Network.Send(from, to, 1000, probe, 0));
            }

            var holds = true;
            for (var until = 0L; until < 3_000_000_000; until += 37_000_000)
            {
                probe.Simulator.Run(new SimTime(until));
                holds &= IsConserved(probe);
            }

            probe.Simulator.Run();
            return holds && IsConserved(probe) && probe.Network.InFlight == 0 && probe.Delivered.Count == list.Count;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Canary_a_message_dropped_without_being_counted_breaks_the_conservation()
    {
        var probe = new BackboneProbe(BackboneProbe.Line(2, 1e6, Random));
        probe.Network.Gate.Send(new(0, 1, 1000, default));

        Assert.False(IsConserved(probe));
    }

    [Fact]
    public void A_lossy_link_loses_its_share_of_the_messages()
    {
        var graph = new BackboneGraph(
            BackboneProbe.Nodes(2), [new(0, 1, 1e9, DelayLaw.None) { LossProbability = 0.25 }]);
        var probe = new BackboneProbe(graph);
        for (var i = 0; i < 4000; i++)
        {
            probe.Network.Send(0, 1, 1, probe, i);
        }

        probe.Simulator.Run();

        // Attempts until 4000 successes of probability 3/4: mean 5333, deviation 42; 4.9 deviations are 207.
        Assert.InRange(probe.Network.Gate.Sent, 5333 - 207, 5333 + 207);
        Assert.Equal(4000, probe.Delivered.Count);
    }

    [Fact]
    public void What_is_lost_is_sent_again_by_its_origin()
    {
        // The partition heals after 2.5 s: lost at 0, 1 and 2 s, sent for good at 3 s; 1 ms of sending.
        var partition = new PartitionRule(new HashSet<int> { 0 }, default, new(2_500_000_000));
        var probe = new BackboneProbe(BackboneProbe.Line(2, 1e6, DelayLaw.None), partition);

        probe.Network.Send(0, 1, 1000, probe, 1);
        probe.Simulator.Run();

        Assert.Equal(new SimTime(3_001_000_000), probe.TimeOf(1));
        Assert.Equal((4, 3, 1), (probe.Network.Gate.Sent, probe.Network.Gate.Dropped, probe.Network.Gate.Delivered));
    }

    [Fact]
    public void A_delayed_message_leaves_later()
    {
        var probe = new BackboneProbe(BackboneProbe.Line(2, 1e6, DelayLaw.None), new Slow());

        probe.Network.Send(0, 1, 1000, probe, 1);
        probe.Simulator.Run();

        Assert.Equal(new SimTime(1_000_500), probe.TimeOf(1));
    }

    private static bool IsConserved(BackboneProbe probe)
    {
        var gate = probe.Network.Gate;
        return gate.Sent == gate.Delivered + gate.Dropped + probe.Network.InFlight
            && gate.Delivered == probe.Delivered.Count;
    }

    /// <summary>Every node sends three messages to every other.</summary>
    private static void Exchange(BackboneProbe probe, int nodes)
    {
        for (var i = 0; i < 3 * nodes * nodes; i++)
        {
            var (from, to) = (i % nodes, i / nodes % nodes);
            probe.Network.Send(from, to, 100_000, probe, i);
        }

        probe.Simulator.Run();
    }

    private sealed class Slow : INetworkRule
    {
        public RuleVerdict Judge(in NetworkMessage message) => RuleVerdict.Later(new(500));
    }
}
