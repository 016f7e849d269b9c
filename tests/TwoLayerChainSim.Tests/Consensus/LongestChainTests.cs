using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.ProofOfWork;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Mining by the longest chain: stale blocks (models 6), identities, and the pool (M32, M33, W1 of the test plan).</summary>
/// <remarks>
/// M31, hash rate and difficulty both times c, cannot be written: the model knows only their quotient, the blocks that a miner
/// finds per second.
/// </remarks>
public class LongestChainTests
{
    public static TheoryData<int> StaleRows()
    {
        var rows = new TheoryData<int>();
        var count = ReferenceData.Load("s6_pow.json").At("stale").GetArrayLength();
        for (var row = 0; row < count; row++)
        {
            rows.Add(row);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(StaleRows))]
    public void The_share_of_stale_blocks_is_that_of_the_reference(int row)
    {
        // Total rate 1 Hz, the same delay to all other miners, first-seen rule.
        var reference = ReferenceData.Load("s6_pow.json").At("stale")[row];
        var (miners, delay) = ((int)reference.Number("M"), reference.Number("Lambda_times_Delta"));
        var blocks = miners > 100 ? 150 : 1_000;
        TwoStage.Means(
            [new("stale", reference.Number("stale_mc"), reference.Number("ci"))],
            miners > 100 ? 6 : 40,
            replication =>
            {
                var chain = Mine(replication, miners, 1.0 / miners, delay, blocks);
                var (main, stale, underWay) = chain.Count();
                Assert.Equal((blocks, 0), (main + stale, underWay));
                return [(double)stale / blocks];
            });
    }

    [Fact]
    public void Every_mined_block_is_counted_once_at_any_time()
    {
        // W1: mined = main + stale + under way, counted separately, looked at in the middle of everything.
        var simulator = new Simulator();
        var chain = new LongestChain(simulator, Miners(7, 10, 1, 0.3));
        chain.Start([.. Enumerable.Repeat(SimTime.Zero, 10)]);
        for (var second = 1; second <= 40; second++)
        {
            simulator.Run(SimTime.Zero + SimDuration.FromSeconds(second));
            var (main, stale, underWay) = chain.Count();
            Assert.Equal(chain.Blocks.Count, main + stale + underWay);
        }

        Assert.True(chain.Count().Stale > 0);
    }

    [Fact]
    public void Without_delay_no_block_is_stale() =>
        Assert.All(Enumerable.Range(0, 20), seed => Assert.Equal((200, 0, 0), Mine(seed, 10, 0.1, 0, 200).Count()));

    [Fact]
    public void Half_the_rate_and_twice_the_delay_is_the_same_in_slow_motion()
    {
        // M32.
        for (var seed = 0; seed < 20; seed++)
        {
            var (fast, slow) = (Mine(seed, 10, 0.1, 0.5, 200), Mine(seed, 10, 0.05, 1, 200));
            Assert.Equal(Story(fast), Story(slow));
            Assert.Equal(2 * Seconds(fast), Seconds(slow), 1e-6);
        }
    }

    [Fact]
    public void Of_two_equally_long_chains_the_one_seen_first_is_extended()
    {
        // Two miners that find at once: each keeps its own until one is longer.
        for (var seed = 0; seed < 50; seed++)
        {
            var chain = Mine(seed, 2, 0.5, 3, 60);
            var ofOthers = chain.Blocks.Where(block => block.Parent!.Height > 0 && block.Parent.Miner != block.Miner);
            Assert.All(ofOthers, block => Assert.True((block.Found - block.Parent!.Found).TotalSeconds >= 3 - 1e-6));
            Assert.All([0, 1], miner => Assert.Equal(chain.Tip.Height, chain.TipOf(miner).Height));
        }
    }

    [Fact]
    public void What_a_stale_block_records_returns_to_the_pool_and_is_recorded_once()
    {
        var orphaned = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var simulator = new Simulator();
            var chain = new LongestChain(simulator, Miners(seed, 5, 1, 0.4));
            for (var item = 0; item < 30; item++)
            {
                var number = item;
                simulator.After(SimDuration.FromSeconds(item * 0.3), () => chain.Submit(number));
            }

            chain.Start([.. Enumerable.Repeat(SimTime.Zero, 5)]);
            simulator.Run(SimTime.Zero + SimDuration.FromSeconds(30));
            chain.Stop();
            simulator.Run();
            Assert.Equal(Enumerable.Range(0, 30), chain.Tip.Chain().SelectMany(block => block.Items).Order());
            var main = chain.Tip.Chain().ToHashSet();
            orphaned += chain.Blocks.Where(block => !main.Contains(block)).Sum(block => block.Items.Length);
        }

        Assert.True(orphaned > 100, $"only {orphaned} items were orphaned");
    }

    [Fact]
    public async Task A_settled_block_is_never_replaced()
    {
        var forked = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var simulator = new Simulator();
            var chain = new LongestChain(simulator, Miners(seed, 5, 0.5, 0.5));
            chain.Submit(0);
            var settling = chain.Settle([.. Enumerable.Repeat(SimTime.Zero, 5)], confirmations: seed % 3, blocksMax: 1_000);
            simulator.Run();
            var block = await settling;
            Assert.Equal(0, Assert.Single(block!.Items));
            Assert.Contains(block, chain.Tip.Chain());
            Assert.True(chain.Tip.Height > seed % 3);
            Assert.All(Enumerable.Range(0, 5), miner => Assert.Contains(block, chain.TipOf(miner).Chain()));
            forked += chain.Count().Stale > 0 ? 1 : 0;
        }

        Assert.InRange(forked, 20, 199);
    }

    private static LongestChain Mine(int seed, int miners, double rateHz, double delaySeconds, int blocks)
    {
        var simulator = new Simulator();
        var chain = new LongestChain(simulator, Miners(seed, miners, rateHz, delaySeconds));
        _ = chain.Settle([.. Enumerable.Repeat(SimTime.Zero, miners)], confirmations: int.MaxValue, blocks);
        simulator.Run();
        return chain;
    }

    private static IEnumerable<(int Miner, int Height)> Story(LongestChain chain) =>
        chain.Blocks.Select(block => (block.Miner, block.Height));

    private static double Seconds(LongestChain chain) => (chain.Blocks[^1].Found - SimTime.Zero).TotalSeconds;

    private static PowMiners Miners(int seed, int miners, double rateHz, double delaySeconds) => new(
        [.. Enumerable.Repeat(rateHz, miners)],
        (_, _) => SimDuration.FromSeconds(delaySeconds),
        [.. Enumerable.Range(0, miners).Select(miner => new RandomStreams((ulong)seed, 0).Stream("mining", miner))]);
}
