using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.ProofOfWork;

/// <summary>Result of a round of BlockFL's consensus.</summary>
/// <param name="Attempts">The races, the last of which was free of forks unless the limit was reached.</param>
/// <param name="IsDecided">False when the limit of attempts was reached.</param>
public sealed record PowOutcome(ImmutableArray<PowAttempt> Attempts, bool IsDecided)
{
    /// <summary>The miner whose block everyone took, meaningful when decided.</summary>
    public int Winner => Attempts[^1].Winner;

    /// <summary>Number of races that ended in a fork.</summary>
    public int Forks => Attempts.Count(attempt => attempt.IsForked);

    /// <summary>When the last race was over.</summary>
    public SimTime Finished => Attempts[^1].Propagated;
}

/// <summary>
/// A round of BlockFL: a race for a block, and when it forks, the whole operation again from local training on (Kim et al.
/// 2020, step 5), until a block is acknowledged by all.
/// </summary>
/// <param name="race">The race.</param>
public sealed class PowRound(PowRace race)
{
    /// <summary>Runs a round.</summary>
    /// <param name="prepare">
    /// What comes before the race of an attempt (number from 0), e.g. training, upload and cross-verification: it may take
    /// simulated time, and returns the instant at which each miner starts.
    /// </param>
    /// <param name="attemptsMax">Most attempts before the round is given up. Default 1000.</param>
    public async Task<PowOutcome> Run(Func<int, Task<IReadOnlyList<SimTime>>> prepare, int attemptsMax = 1000)
    {
        var attempts = ImmutableArray.CreateBuilder<PowAttempt>();
        do
        {
            attempts.Add(await race.Run(await prepare(attempts.Count)));
        }
        while (attempts[^1].IsForked && attempts.Count < attemptsMax);
        return new(attempts.ToImmutable(), !attempts[^1].IsForked);
    }
}
