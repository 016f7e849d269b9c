using System.Collections.Immutable;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>How members of a local chain reach each other (schemes.md, "Substrate defaults" and two-layer, step 3).</summary>
public class LocalRadioTests
{
    private const long Vote = 4096;
    private const double Propagation = 0.05;

    private static readonly string[] OneCell =
        ["network.mec-nodes=1", "network.devices-per-mec=6", "d2d.range=40 m", .. SchemeRuns.Constant];

    [Fact]
    public void Members_in_range_hear_one_broadcast_and_the_MEC_node_gets_the_message_by_the_uplink()
    {
        var scene = Scene.Of([.. OneCell, "d2d.range=100 m"]);
        var arrivals = scene.Send(0, [1, 2, 3, 4, 5, LocalRadio.Mec]);
        var direct = scene.Hand.Direct(0, [1, 2, 3, 4, 5], Vote);
        Assert.All(Enumerable.Range(1, 5), device => Assert.Equal(direct + Propagation, arrivals[device], 5e-9));

        // The broadcast takes its channel of 1 MHz from the uplink while both are in the air.
        var uplink = scene.Hand.Up(0, Vote, share: 0.95);
        Assert.True(uplink < direct);
        Assert.Equal(uplink, arrivals[LocalRadio.Mec], 5e-9);
        Assert.Equal((5, 1), (scene.Radio.MessagesOverD2d, scene.Radio.MessagesOverCellular));
        Assert.Equal((Vote, Vote, 0), (scene.Traffic.D2dBits, scene.Traffic.UplinkBits, scene.Traffic.DownlinkBits));
    }

    [Fact]
    public void Members_out_of_range_are_served_through_the_base_station()
    {
        var scene = Scene.Of(OneCell);
        var near = Enumerable.Range(1, 5).Where(device => scene.Hand.Between(0, device) <= 40).ToArray();
        var far = Enumerable.Range(1, 5).Except(near).ToArray();
        Assert.NotEmpty(near);
        Assert.NotEmpty(far);
        var arrivals = scene.Send(0, [1, 2, 3, 4, 5]);
        var direct = scene.Hand.Direct(0, near, Vote) + Propagation;
        var relayed = scene.Hand.Up(0, Vote, share: 0.95) + scene.Hand.Down(far, Vote);
        Assert.All(near, device => Assert.Equal(direct, arrivals[device], 5e-9));
        Assert.All(far, device => Assert.Equal(relayed, arrivals[device], 5e-9));
        Assert.Equal((near.Length, far.Length), (scene.Radio.MessagesOverD2d, scene.Radio.MessagesOverCellular));
    }

    [Fact]
    public void Without_D2D_everything_goes_through_the_base_station()
    {
        var scene = Scene.Of([.. OneCell, "d2d.enabled=false"]);
        var arrivals = scene.Send(0, [1, 2, LocalRadio.Mec]);
        var uplink = scene.Hand.Up(0, Vote);
        Assert.Equal(uplink, arrivals[LocalRadio.Mec], 5e-9);
        Assert.All([1, 2], device => Assert.Equal(uplink + scene.Hand.Down([1, 2], Vote), arrivals[device], 5e-9));
        Assert.Equal((0, 3), (scene.Radio.MessagesOverD2d, scene.Radio.MessagesOverCellular));
    }

    [Fact]
    public void The_MEC_node_sends_by_one_multicast()
    {
        var scene = Scene.Of(OneCell);
        var arrivals = scene.Send(LocalRadio.Mec, [0, 3, 5]);
        Assert.All([0, 3, 5], device => Assert.Equal(scene.Hand.Down([0, 3, 5], Vote), arrivals[device], 5e-9));
        Assert.Equal(Vote, scene.Traffic.DownlinkBits);
        Assert.Equal(3, scene.Radio.MessagesOverCellular);
    }

    [Fact]
    public void Only_the_wanted_members_are_told_and_each_once()
    {
        var scene = Scene.Of([.. OneCell, "d2d.range=100 m"]);
        Assert.Equal([2, 4], scene.Send(0, [2, 4]).Keys.Order());
        Assert.Equal(0, scene.Traffic.UplinkBits);
    }

    [Fact]
    public void The_share_of_messages_over_D2D_is_reported()
    {
        Assert.All(SchemeRuns.Run("two-layer").Reports, report => Assert.True(report.Counts.MessagesOverD2d > 0));
        Assert.All(SchemeRuns.Run("two-layer", "d2d.enabled=false").Reports, report => Assert.Equal(0, report.Counts.MessagesOverD2d));
        Assert.All(SchemeRuns.Run("flchain").Reports, report => Assert.Equal(0, report.Counts.MessagesOverCellular));
    }

    /// <summary>The radio of one cell in an idle world.</summary>
    private sealed record Scene(Substrate World, LocalRadio Radio, TrafficMeter Traffic, HandRadio Hand)
    {
        public static Scene Of(params IEnumerable<string> settings)
        {
            var world = SchemeRuns.World(settings);
            var task = new FederatedTask(0, [0], new Averaging());
            var episode = new Episode(world, task, 1, ImmutableDictionary<int, LocalUpdate>.Empty);
            return new(world, new(world, 0, world.Topology.DevicesOf(0), episode), episode.Traffic, new(world));
        }

        /// <summary>Seconds until each member is told.</summary>
        public Dictionary<int, double> Send(int from, int[] to)
        {
            var arrivals = new Dictionary<int, double>();
            Radio.Send(from, to, Vote, member => arrivals.Add(member, World.Simulator.Now.TotalSeconds));
            World.Simulator.Run();
            Assert.Equal(to.Order(), arrivals.Keys.Order());
            return arrivals;
        }
    }
}
