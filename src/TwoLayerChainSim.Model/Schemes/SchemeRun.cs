using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

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
        var lost = new int?[tasks.Count];
        for (var i = 0; i < tasks.Count; i++)
        {
            var index = i;
            var (task, scheme) = tasks[i];
            world.Simulator.Spawn(async () =>
            {
                scheme.Start();
                lost[index] = await RunEpisodes(task, scheme);
            });
        }

        world.Simulator.Run(cancellation: cancellation);
        if (Array.FindIndex(lost, episodes => episodes is null) is >= 0 and var stopped)
        {
            throw new SimulationException($"task {stopped} waits for what never happens since {world.Simulator.Now} or before");
        }

        return [.. tasks.SelectMany((entry, i) =>
            entry.Scheme.Chains.Select(chain => ChainVerdict.Of(chain, world.Keys, lost[i]!.Value)))];
    }

    private async Task<int> RunEpisodes(FederatedTask task, IScheme scheme)
    {
        IReadOnlyDictionary<int, LocalUpdate> previous = new Dictionary<int, LocalUpdate>();
        var withoutDecision = 0;
        for (var number = 1; number <= episodes; number++)
        {
            var before = scheme.Model;
            var episode = new Episode(world, task, number, previous);
            await scheme.Run(episode);
            previous = episode.Updates.ToDictionary(update => update.Device);
            withoutDecision += ReferenceEquals(before, scheme.Model) ? 1 : 0;
            Announce(task, scheme.Model, episode);
        }

        return withoutDecision;
    }

    private void Announce(FederatedTask task, GlobalModel model, Episode episode)
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
        });
    }
}

/// <summary>What the verification of a finished ledger found.</summary>
/// <param name="Chain">Name of the chain.</param>
/// <param name="Blocks">Number of its blocks.</param>
/// <param name="Problem">The first bad block and what is wrong with it, or the episodes without a decision; null when all is well.</param>
public sealed record ChainVerdict(string Chain, int Blocks, string? Problem)
{
    /// <summary>Verifies a ledger.</summary>
    /// <param name="chain">The ledger with its committees.</param>
    /// <param name="keys">The keys of all nodes.</param>
    /// <param name="episodesWithoutDecision">Episodes of its task that ended without a new global model.</param>
    public static ChainVerdict Of(CertifiedChain chain, KeyRing keys, int episodesWithoutDecision)
    {
        var verifier = new LedgerVerifier(chain.Chain.Name, keys, header => chain.Committees[(int)header.Height]);
        var verdict = verifier.Verify(chain.Chain);
        var problem = !verdict.IsValid ? $"block {verdict.FirstBadBlock}: {verdict.Reason}"
            : episodesWithoutDecision == 1 ? "no progress in 1 episode"
            : episodesWithoutDecision > 1 ? $"no progress in {episodesWithoutDecision} episodes"
            : null;
        return new(chain.Chain.Name, chain.Chain.Blocks.Count, problem);
    }
}
