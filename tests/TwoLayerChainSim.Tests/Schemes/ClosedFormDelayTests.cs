using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>
/// The delay of an episode computed by hand, with one device in each cell, constant delays and no fading. U, M: bits of an
/// update and of a model; u, d: times on the up- and downlink; R: 1 Gbit/s and m = 2 t of the backbone; p: processing; V: vote.
/// </summary>
public class ClosedFormDelayTests
{
    private const double Rate = 1e9;
    private const double Hop = 0.2;
    private const double Store = 0.1;
    private const double Processing = 0.005;
    private const long Vote = 4096;
    private const long Header = 200_000;
    private const long Update = (7850 * 32) + 512;
    private const long Model = 7850 * 32;

    // 6 operations a parameter and sample on 40 samples at 1 GHz; judging takes 2 on 20 validation samples.
    private const double Train = 6.0 * 7850 * 40 / 1e9;
    private const double Judge = 2.0 * 7850 * 20 / 1e9;
    private const double Rounding = 2e-8;

    private static readonly int[] Cells = [0, 1, 2];
    private static readonly string[] OneDeviceEach = ["network.devices-per-mec=1", "episodes=1", .. SchemeRuns.Constant];

    [Fact]
    public void Vanilla_FL()
    {
        var (delay, hand) = Run("vanilla-plain");

        // The server is at MEC node 0: upload, hop, aggregate; then hop and download in each cell.
        var collected = Cells.Max(cell => Train + hand.Up(cell, Update) + (cell == 0 ? 0 : (Update / Rate) + Hop));
        var total = collected + Cells.Max(cell => (cell == 0 ? 0 : (Model / Rate) + Hop) + hand.Down([cell], Model));
        Assert.Equal(Train, delay.Train.TotalSeconds, Rounding);
        Assert.Equal(total, delay.Total.TotalSeconds, Rounding);
    }

    [Fact]
    public void FLchain_with_3_MEC_nodes()
    {
        var (delay, hand) = Run("flchain");

        // Episode 1 is led by MEC node 1, which needs the updates of the others.
        var collected = Cells.Max(cell => Train + hand.Up(cell, Update) + (cell == 1 ? 0 : (Update / Rate) + Hop));

        // Then the model is stored, sent to every MEC node and stored there, and downloaded (models §2.1).
        var total = collected + PbftOfThree(Header + (3 * Update)) + Store
            + (Model / Rate) + Hop + Store + Cells.Max(cell => hand.Down([cell], Model));
        Assert.Equal(total, delay.Total.TotalSeconds, Rounding);
    }

    [Fact]
    public void FLchain_sends_the_model_to_every_MEC_node_also_to_those_without_devices()
    {
        // One device at MEC node 0; MEC node 1 leads. 12 messages of PBFT, two of them with the block, two copies of the model.
        var run = SchemeRuns.Run("flchain", [.. OneDeviceEach, "gmuc.shard-mec-nodes=1"]);
        var hand = new HandRadio(run.Run.World);
        const long Block = Header + Update;
        var total = Train + hand.Up(0, Update) + (Update / Rate) + Hop + PbftOfThree(Block) + Store
            + (Model / Rate) + Hop + Store + hand.Down([0], Model);
        Assert.Equal(total, run.First.Delay.Total.TotalSeconds, Rounding);
        Assert.Equal(Update + (12 * Vote) + (2 * Block) + (2 * Model), run.First.Effort.BackboneBits);
    }

    [Fact]
    public void Two_layer_with_3_MEC_nodes()
    {
        var (delay, hand) = Run("two-layer");
        var local = Cells.Max(cell => Train + hand.Up(cell, Update) + Judge + PbftOfDeviceAndMec(hand, cell) + Store);

        // Relay of a block with one update and two signatures, consensus on all updates, storage, download.
        var relay = ((Header + Update + (2 * 512)) / Rate) + Hop;
        var total = local + relay + PbftOfThree(Header + (3 * Update)) + Store + Cells.Max(cell => hand.Down([cell], Model));
        Assert.Equal(local, (delay.Train + delay.Upload + delay.LocalChain).TotalSeconds, Rounding);
        Assert.Equal(relay, delay.CrossChain.TotalSeconds, Rounding);
        Assert.Equal(total, delay.Total.TotalSeconds, Rounding);
    }

    [Fact]
    public void BlockFL_by_proof_of_work_up_to_the_race()
    {
        var (delay, hand) = Run("blockfl-pow", "blockfl.wait=0 s", "blockfl.mining-rate=0.001 Hz");
        var exchanged = Cells.Max(cell => Train + hand.Up(cell, Update)) + (Update / Rate) + Hop;
        Assert.Equal(exchanged, (delay.Train + delay.Upload + delay.CrossChain).TotalSeconds, Rounding);
        Assert.Equal(Cells.Max(cell => hand.Down([cell], Header + (3 * Update))), delay.Download.TotalSeconds, Rounding);
    }

    [Fact]
    public void BlockFL_on_one_chain_up_to_the_consensus()
    {
        var (delay, hand) = Run("blockfl-bft");
        var shared = Cells.Max(cell => Train + hand.Up(cell, Update)) + (Update / Rate) + Hop
            + Cells.Max(cell => hand.Down([cell], 3 * Update));
        Assert.Equal(shared, (delay.Train + delay.Upload + delay.CrossChain).TotalSeconds, Rounding);
    }

    /// <summary>
    /// PBFT of 3 replicas, Q = 2: a backup is prepared with the proposal (S/R + m + p) and sends prepare and commit at once.
    /// The leader serves two prepares and then the first commit: V/R + m + 3p, later than the backups.
    /// </summary>
    private static double PbftOfThree(long block) => ((Vote + block) / Rate) + Hop + Processing + (Vote / Rate) + Hop + (3 * Processing);

    /// <summary>
    /// PBFT of a device, which leads, and its MEC node, Q = 2: proposal up and served; prepare down and served; the device's
    /// commit up and served (the MEC node's own came down earlier). The block carries the digest of one update.
    /// </summary>
    private static double PbftOfDeviceAndMec(HandRadio hand, int cell) =>
        hand.Up(cell, Vote + Header + 256) + Processing + hand.Down([cell], Vote) + Processing + hand.Up(cell, Vote) + Processing;

    private static (DelayParts Delay, HandRadio Hand) Run(string scheme, params string[] settings)
    {
        var run = SchemeRuns.Run(scheme, [.. OneDeviceEach, .. settings]);
        return (run.First.Delay, new(run.Run.World));
    }
}
