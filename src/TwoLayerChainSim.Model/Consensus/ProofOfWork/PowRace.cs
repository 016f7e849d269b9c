using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.ProofOfWork;

/// <summary>The miners of a proof-of-work chain.</summary>
/// <param name="RatesHz">Blocks that each miner finds per second while it mines, at least 0 and above 0 for one of them.</param>
/// <param name="Propagation">Time that a block takes from its finder (first argument) to another miner (second).</param>
/// <param name="Streams">One stream of random numbers for each miner.</param>
public sealed record PowMiners(
    IReadOnlyList<double> RatesHz, Func<int, int, SimDuration> Propagation, IReadOnlyList<RandomStream> Streams);

/// <summary>Result of one race for a block.</summary>
/// <param name="Winner">The miner that found its block first.</param>
/// <param name="Found">When it found it.</param>
/// <param name="Forks">Miners that found a block of their own before the winner's reached them, in order of time.</param>
/// <param name="Propagated">When all others had the winner's block, so that every missing acknowledgement is noticed.</param>
public sealed record PowAttempt(int Winner, SimTime Found, ImmutableArray<int> Forks, SimTime Propagated)
{
    /// <summary>True when some miner saw a fork and returned no acknowledgement.</summary>
    public bool IsForked => !Forks.IsEmpty;
}

/// <summary>
/// One race for a block: every miner starts when it is ready and finds a block after an exponential time; the first block is
/// sent to the others, and a miner that finds its own before it arrives makes a fork (Kim et al. 2020, steps 4 and 5).
/// </summary>
/// <param name="simulator">The run.</param>
/// <param name="miners">The miners.</param>
public sealed class PowRace(Simulator simulator, PowMiners miners)
{
    /// <summary>Runs one race; several may run at the same time.</summary>
    /// <param name="ready">Instant at which each miner starts; not in the past.</param>
    public async Task<PowAttempt> Run(IReadOnlyList<SimTime> ready)
    {
        var attempt = new Attempt(simulator, miners);
        attempt.Start(ready);
        await attempt.Ended;
        return attempt.Result;
    }

    private sealed class Attempt(Simulator simulator, PowMiners miners) : IEventHandler
    {
        private const long Won = -1;
        private const long Received = -2;

        private readonly SimTime[] _finds = new SimTime[miners.RatesHz.Count];
        private readonly List<int> _forks = [];
        private int _winner;
        private SimTime _found;
        private int _missing;

        public Completion Ended { get; } = new(simulator);

        public PowAttempt Result => new(_winner, _found, [.. _forks], simulator.Now);

        public void Start(IReadOnlyList<SimTime> ready)
        {
            Require.That(miners.RatesHz.Any(rate => rate > 0), "no miner mines");
            for (var miner = 0; miner < _finds.Length; miner++)
            {
                // The time to find a block is exponential with the miner's rate (Kim et al. 2020, Sec. III-B).
                var work = miners.Streams[miner].NextExponential();
                var rate = miners.RatesHz[miner];
                _finds[miner] = rate > 0 ? ready[miner] + SimDuration.FromSeconds(work / rate) : SimTime.MaxValue;
            }

            _winner = Array.IndexOf(_finds, _finds.Min());
            Schedule(_finds[_winner], Won);
        }

        public void Handle(long token)
        {
            if (token == Won)
            {
                Propagate();
            }
            else if (token == Received)
            {
                _missing--;
            }
            else
            {
                _forks.Add((int)token);
            }

            if (_missing == 0)
            {
                Ended.Complete();
            }
        }

        private void Propagate()
        {
            (_found, _missing) = (simulator.Now, _finds.Length - 1);
            for (var miner = 0; miner < _finds.Length; miner++)
            {
                if (miner == _winner)
                {
                    continue;
                }

                var arrival = simulator.Now + miners.Propagation(_winner, miner);
                if (_finds[miner] <= arrival)
                {
                    Schedule(_finds[miner], miner);
                }

                Schedule(arrival, Received);
            }
        }

        private void Schedule(SimTime at, long token) => simulator.After(at - simulator.Now, this, token);
    }
}
