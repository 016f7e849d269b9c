using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.ProofOfWork;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// BlockFL (Kim et al. 2020; models §1) with the MEC nodes as miners: devices train and upload to their miner, miners exchange
/// and verify updates, race by proof of work, propagate the block and begin again from local training when it forks, unless the
/// longest chain counts; devices download the block and aggregate locally. No filter but the verified training time.
/// </summary>
/// <remarks>Deviation: a device keeps its miner (its own MEC node) instead of drawing one in every epoch.</remarks>
public sealed class BlockFlPow : IScheme
{
    private readonly Substrate _world;
    private readonly FederatedTask _task;
    private readonly BlockFlOptions _options;
    private readonly ChainWriter _ledger;

    /// <summary>The chain of one task.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="task">The task; its MEC nodes are the miners.</param>
    /// <param name="options">Mining.</param>
    public BlockFlPow(Substrate world, FederatedTask task, BlockFlOptions options)
    {
        (_world, _task, _options) = (world, task, options);
        _ledger = new(world, $"blockfl-{task.Index}");
        Model = task.Learning.InitialModel;
    }

    /// <inheritdoc/>
    public GlobalModel Model { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<CertifiedChain> Chains => [_ledger.Certified];

    /// <inheritdoc/>
    public void Start()
    {
    }

    /// <inheritdoc/>
    public async Task Run(Episode episode)
    {
        var updates = episode.ComputeUpdates(Model, _world.DevicesOf(_task));
        LocalUpdate[] collected = [];
        var outcome = await new Mining(_world, Miners(episode, updates.Count)).Run(
            async attempt =>
            {
                if (attempt > 0)
                {
                    episode.Clock.Restart();
                }

                // The waiting time counts from the beginning of the attempt (Kim et al. 2020, Sec. II-B).
                var waited = _world.Simulator.Now + _options.Wait;
                collected = await CollectAndExchange(episode, updates);
                return [.. _task.Cells.Select(_ => SimTime.Max(waited, _world.Simulator.Now))];
            },
            _options.AttemptsMax);
        if (outcome.Winner is { } position)
        {
            await episode.Store();
            var winner = _task.Cells[position];
            _ledger.AppendMined(
                _ledger.Propose(Substrate.NodeOfMec(winner), ChainWriter.Updates(_world, collected, episode)),
                ChainWriter.Entries(_world, collected));

            // Every device aggregates the updates of the block locally (step 7).
            Model = _task.Learning.Aggregate(Model, collected);
        }
        else
        {
            _ledger.Undecided(ChainWriter.Entries(_world, collected), outcome: null);
        }

        episode.Clock.Finish(Stage.GlobalChain);
        await DownloadBlock(episode, collected.Length);
        episode.Counts = episode.Counts with
        {
            Forks = outcome.Forks,
            Lost = outcome.Winner is not null ? 0 : 1,
        };
        episode.Aggregated(outcome.Winner is not null ? collected : []);
    }

    private async Task<LocalUpdate[]> CollectAndExchange(Episode episode, IReadOnlyList<LocalUpdate> updates)
    {
        var byCell = await BlockFlSharing.Collect(_world, episode, updates);
        await BlockFlSharing.ExchangeBetweenMecNodes(_world, episode, byCell);
        return [.. byCell.SelectMany(cell => cell)];
    }

    private PowMiners Miners(Episode episode, int updates)
    {
        var size = _world.Options.Chain.BlockBits(updates, _task.Learning.ParameterCount);
        ImmutableArray<RandomStream> propagation = [.. _task.Cells.Select(
            cell => _world.Streams.Stream("block-propagation", cell, episode.Number))];
        return new(
            [.. _task.Cells.Select(_ => _options.MiningRateHz)],
            (finder, other) => _world.SampleBackboneTime(_task.Cells[finder], _task.Cells[other], size, propagation[other]),
            [.. _task.Cells.Select(cell => _world.Streams.Stream("mining", cell, episode.Number))]);
    }

    private async Task DownloadBlock(Episode episode, int updates)
    {
        var size = _world.Options.Chain.BlockBits(updates, _task.Learning.ParameterCount);
        await Simulator.WhenAll([.. _task.Cells.Select(cell => _world.Simulator.Spawn(async () =>
        {
            await episode.Distribute(cell, episode.DevicesIn(cell), size);
            episode.Clock.Finish(Stage.Download);
        }))]);
    }
}
