using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>Messages between devices relayed by MEC nodes (models §8, composition for Fig. 5b, BlockFL).</summary>
public class RelayTransportTests
{
    private const long Block = 10_000;
    private const long Vote = 4096;
    private const double Hop = 0.2;
    private const double Service = 0.005;

    private static readonly string[] TwoCells = ["network.mec-nodes=2", "network.devices-per-mec=1", .. SchemeRuns.Constant];

    [Fact]
    public void Between_cells_a_message_takes_uplink_service_hop_service_and_downlink()
    {
        var (world, arrivals) = Propose(TwoCells, [0, 1]);
        var hand = new HandRadio(world);
        var expected = hand.Up(0, Vote + Block) + Service + ((Vote + Block) / 1e9) + Hop + Service + hand.Down([1], Vote + Block);
        Assert.Equal(expected, arrivals[1], 1e-8);
    }

    [Fact]
    public void Within_a_cell_a_message_is_served_once_and_takes_no_hop()
    {
        var (world, arrivals) = Propose([.. TwoCells, "network.devices-per-mec=2"], [0, 1]);
        var hand = new HandRadio(world);
        Assert.Equal(hand.Up(0, Vote + Block) + Service + hand.Down([1], Vote + Block), arrivals[1], 1e-8);
    }

    [Fact]
    public void A_relay_serves_one_message_after_another()
    {
        // With 0.5 s of service the copies for devices 1, 2 and 3 leave the MEC node half a second apart.
        string[] settings = ["network.mec-nodes=1", "network.devices-per-mec=4", "consensus.processing=0.5 s", .. SchemeRuns.Constant];
        var (world, arrivals) = Propose(settings, [0, 1, 2, 3]);
        var hand = new HandRadio(world);
        for (var device = 1; device <= 3; device++)
        {
            var expected = hand.Up(0, Vote + Block) + (0.5 * device) + hand.Down([device], Vote + Block);
            Assert.Equal(expected, arrivals[device], 1e-8);
        }
    }

    [Fact]
    public void Traffic_is_booked_on_every_leg()
    {
        var traffic = new TrafficMeter();
        Propose(TwoCells, [0, 1], traffic);

        // Proposal, a prepare vote and two commit votes, each up, across and down.
        var bits = Block + (4 * Vote);
        Assert.Equal((bits, bits, bits), (traffic.UplinkBits, traffic.BackboneBits, traffic.DownlinkBits));
    }

    /// <summary>Lets the first device propose; the seconds after which each other one has the proposal.</summary>
    private static (Substrate World, Dictionary<int, double> Arrivals) Propose(
        string[] settings, int[] devices, TrafficMeter? traffic = null)
    {
        var world = SchemeRuns.World(settings);
        var application = new AgreedProposal(new(Model.Ledger.Digest.Of("block"u8), Block));
        var proposals = new Proposals();
        CommitteeRun.Start(
            world.Simulator,
            world.Options.Chain.Committee("pbft", world.Options.TimeUnit) with { ProcessingTime = SimDuration.Zero },
            new(
                [.. devices.Select(device => new CommitteeMember(world.NodeOfDevice(device), application))],
                new RelayTransport(world, [.. devices], traffic ?? new()),
                world.Keys)
            {
                Observer = proposals,
            });
        world.Simulator.Run();
        return (world, proposals.Arrivals);
    }

    private sealed class Proposals : ICommitteeObserver
    {
        public Dictionary<int, double> Arrivals { get; } = [];

        public void Sent(SimTime now, int receiver, in ConsensusMessage message)
        {
        }

        public void Delivered(SimTime now, int receiver, in ConsensusMessage message)
        {
            if (message.Kind == MessageKind.PrePrepare)
            {
                Arrivals.Add(receiver, now.TotalSeconds);
            }
        }

        public void Dropped(SimTime now, int receiver, in ConsensusMessage message)
        {
        }

        public void TimerExpired(SimTime now, int replica)
        {
        }

        public void Committed(SimTime now, int replica, Decision decision)
        {
        }
    }
}
