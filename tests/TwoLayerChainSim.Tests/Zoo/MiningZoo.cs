using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.ProofOfWork;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>Bugs planted in mining by the longest chain.</summary>
internal static class MiningZoo
{
    private const int Miners = 5;
    private const int Items = 30;
    private const int Runs = 20;

    public static IReadOnlyList<ModelBug> Bugs { get; } =
    [
        Bug("a chain of the same length replaces the first one", "a miner goes over to a chain that is no longer",
            (simulator, miners) => new TakesEqualChains(simulator, miners)),
        Bug("a block forgets what its ancestors record", "an item is recorded twice",
            (simulator, miners) => new LooksAtTheParentOnly(simulator, miners)),
        Bug("what a stale block records does not return to the pool", "an item is lost",
            (simulator, miners) => new TakesOutOfThePool(simulator, miners)),
    ];

    private static ModelBug Bug(string name, string finding, Func<Simulator, PowMiners, LongestChain> planted) =>
        new(name, "miners of the longest chain", finding, isPlanted => Enumerable.Range(0, Runs)
            .Select(seed => Problem(seed, isPlanted ? planted : (simulator, miners) => new(simulator, miners)))
            .FirstOrDefault(problem => problem is not null));

    /// <summary>What is wrong with a run in which items come in while miners find blocks, looked at again and again.</summary>
    private static string? Problem(int seed, Func<Simulator, PowMiners, LongestChain> create)
    {
        var streams = new RandomStreams((ulong)seed, 0);
        var simulator = new Simulator();
        var chain = create(simulator, new(
            [.. Enumerable.Repeat(1.0, Miners)],
            (_, _) => SimDuration.FromSeconds(0.4),
            [.. Enumerable.Range(0, Miners).Select(miner => streams.Stream("mining", miner))]));
        for (var item = 0; item < Items; item++)
        {
            var number = item;
            simulator.After(SimDuration.FromSeconds(item * 0.3), () => chain.Submit(number));
        }

        chain.Start([.. Enumerable.Repeat(SimTime.Zero, Miners)]);
        ImmutableArray<MinedBlock> before = [.. Enumerable.Range(0, Miners).Select(chain.TipOf)];
        for (var step = 1; step <= 600; step++)
        {
            simulator.Run(SimTime.Zero + SimDuration.FromSeconds(step * 0.05));
            ImmutableArray<MinedBlock> after = [.. Enumerable.Range(0, Miners).Select(chain.TipOf)];
            if (before.Zip(after).Any(pair => pair.First != pair.Second && pair.Second.Height <= pair.First.Height))
            {
                return "a miner goes over to a chain that is no longer";
            }

            before = after;
        }

        chain.Stop();
        simulator.Run();
        var recorded = chain.Tip.Chain().SelectMany(block => block.Items).ToList();
        return recorded.Distinct().Count() < recorded.Count ? "an item is recorded twice"
            : recorded.Count < Items ? "an item is lost"
            : null;
    }

    private sealed class TakesEqualChains(Simulator simulator, PowMiners miners) : LongestChain(simulator, miners)
    {
        protected override bool IsBetter(MinedBlock block, MinedBlock tip) => block.Height >= tip.Height;
    }

    private sealed class LooksAtTheParentOnly(Simulator simulator, PowMiners miners) : LongestChain(simulator, miners)
    {
        protected override ImmutableArray<int> Unrecorded(MinedBlock parent, IReadOnlySet<int> pool) =>
            [.. pool.Except(parent.Items).Order()];
    }

    private sealed class TakesOutOfThePool(Simulator simulator, PowMiners miners) : LongestChain(simulator, miners)
    {
        private readonly HashSet<int> _taken = [];

        protected override ImmutableArray<int> Unrecorded(MinedBlock parent, IReadOnlySet<int> pool) =>
            [.. pool.Where(_taken.Add).Order()];
    }
}
