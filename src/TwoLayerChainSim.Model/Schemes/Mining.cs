using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.ProofOfWork;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>Result of mining the block of an episode.</summary>
/// <param name="Winner">Position of the miner whose block counts; null when it was given up.</param>
/// <param name="Forks">Attempts that forked, or stale blocks on the longest chain.</param>
internal sealed record MiningOutcome(int? Winner, int Forks);

/// <summary>Mining the block of an episode under either policy on forks.</summary>
/// <param name="world">The substrate.</param>
/// <param name="miners">The miners.</param>
internal sealed class Mining(Substrate world, PowMiners miners)
{
    /// <summary>Runs until a block counts.</summary>
    /// <param name="prepare">What comes before an attempt (number from 0); it returns the instant at which each miner starts.</param>
    /// <param name="attemptsMax">Most attempts, or blocks on the longest chain.</param>
    public async Task<MiningOutcome> Run(Func<int, Task<IReadOnlyList<SimTime>>> prepare, int attemptsMax)
    {
        if (world.Options.Chain.ForkPolicy == ForkPolicy.Restart)
        {
            var round = await new PowRound(new(world.Simulator, miners)).Run(prepare, attemptsMax);
            return new(round.IsDecided ? round.Winner : null, round.Forks);
        }

        var chain = new LongestChain(world.Simulator, miners);
        var ready = await prepare(0);
        chain.Submit(0);
        var settled = await chain.Settle(ready, world.Options.Chain.Confirmations, attemptsMax);
        return new(settled?.Miner, chain.Count().Stale);
    }
}
