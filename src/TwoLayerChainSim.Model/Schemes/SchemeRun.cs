using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>One replication of one scheme: runs its tasks side by side, episode after episode, and verifies the ledgers.</summary>
/// <param name="world">The substrate.</param>
/// <param name="tasks">The tasks, each with its own instance of the scheme.</param>
/// <param name="episodes">Episodes of each task, at least 1.</param>
public sealed class SchemeRun(Substrate world, IReadOnlyList<(FederatedTask Task, IScheme Scheme)> tasks, int episodes)
{
    /// <summary>Episodes of each task.</summary>
    public int Episodes => episodes;

    /// <summary>The substrate, e.g. for a look at it after the run.</summary>
    public Substrate World => world;

    /// <summary>The tasks with their schemes.</summary>
    public IReadOnlyList<(FederatedTask Task, IScheme Scheme)> Tasks => tasks;

    /// <summary>Told at the end of each episode; observing never changes the run.</summary>
    public event Action<EpisodeReport>? EpisodeCompleted;

    /// <summary>Runs to the end.</summary>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>The verdict on every ledger.</returns>
    /// <exception cref="SimulationException">A process threw, a limit was reached, or a task stopped before its last episode.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public ImmutableArray<ChainVerdict> Execute(CancellationToken cancellation)
    {
        var isDone = new bool[tasks.Count];
        for (var i = 0; i < tasks.Count; i++)
        {
            var index = i;
            var (task, scheme) = tasks[i];
            world.Simulator.Spawn(async () =>
            {
                scheme.Start();
                await RunEpisodes(task, scheme);
                isDone[index] = true;
            });
        }

        world.Simulator.Run(cancellation: cancellation);
        if (Array.IndexOf(isDone, false) is >= 0 and var stopped)
        {
            throw new SimulationException($"task {stopped} waits for what never happens since {world.Simulator.Now} or before");
        }

        return [.. tasks.SelectMany(entry => entry.Scheme.Chains.Select(chain => ChainVerdict.Of(chain, world.Keys)))];
    }

    private async Task RunEpisodes(FederatedTask task, IScheme scheme)
    {
        IReadOnlyDictionary<int, LocalUpdate> previous = new Dictionary<int, LocalUpdate>();
        for (var number = 1; number <= episodes; number++)
        {
            var episode = new Episode(world, task, number, previous);
            await scheme.Run(episode);
            previous = episode.Updates.Concat(episode.MecUpdates).ToDictionary(update => update.Device);
            Announce(task, scheme.Model, episode, episode.Settle());
        }
    }

    private void Announce(FederatedTask task, GlobalModel model, Episode episode, IncentiveReport incentive)
    {
        if (EpisodeCompleted is null)
        {
            return;
        }

        var result = task.Learning.Evaluate(model);
        EpisodeCompleted(new()
        {
            Task = task.Index,
            Episode = episode.Number,
            Accuracy = result?.Accuracy,
            Loss = result?.MeanLoss,
            EndedAt = world.Simulator.Now,
            Delay = episode.Clock.Parts(),
            Effort = episode.Effort(),
            Counts = episode.Counts,
            Incentive = incentive,
            Crowdsensing = episode.Crowdsensing,
        });
    }
}
