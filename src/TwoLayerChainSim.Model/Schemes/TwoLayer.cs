using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// The two-layer scheme (Feng et al. 2022): local chains (LMUC) of devices selected by reputation, relayed by their MEC nodes
/// to the task's shard of the global chain (GMUC), which aggregates, decides and records the reputations.
/// </summary>
public sealed class TwoLayer : IScheme
{
    private readonly Substrate _world;
    private readonly FederatedTask _task;
    private readonly TwoLayerOptions _options;
    private readonly ReputationBook _reputations;
    private readonly ShardExchange? _exchange;
    private readonly GlobalChain _global;
    private readonly Dictionary<int, LocalChain> _local;
    private readonly Dictionary<int, CellSelection> _selections = [];

    /// <summary>The scheme for one task, on the MEC nodes of its shard.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="task">The task.</param>
    /// <param name="options">The scheme.</param>
    /// <param name="exchange">Where cooperating shards exchange models; null for isolated tasks.</param>
    public TwoLayer(Substrate world, FederatedTask task, TwoLayerOptions options, ShardExchange? exchange)
    {
        (_world, _task, _options, _exchange) = (world, task, options, exchange);
        _reputations = new(
            world.Options.MecNodes,
            [.. world.Topology.Devices.Select(device => PacketSuccess.Draw(options, device.StableId, world.Streams))],
            options.Reputation);
        _local = task.Cells.ToDictionary(cell => cell, cell => new LocalChain(world, cell, options));
        _global = new(world, task, options, new(
            _local.ToDictionary(cell => Substrate.NodeOfMec(cell.Key), cell => cell.Value.Certified.Chain)));
        Model = task.Learning.InitialModel;
    }

    /// <inheritdoc/>
    public GlobalModel Model { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<CertifiedChain> Chains =>
        [.. _task.Cells.Select(cell => _local[cell].Certified), _global.Certified];

    /// <inheritdoc/>
    public void Start()
    {
    }

    /// <inheritdoc/>
    public async Task Run(Episode episode)
    {
        Select();
        var updates = episode.ComputeUpdates(
            Model,
            [.. _task.Cells.SelectMany(cell => _selections[cell].Selected)],
            device => _local[_world.CellOf(device)].ExpectedCycles(device, _selections[_world.CellOf(device)], _task.Learning),
            device => _reputations.Reputation(_world.CellOf(device), device));
        foreach (var cell in _task.Cells)
        {
            _selections[cell] = _selections[cell].Without(episode.Engagements.IsOut);
        }

        var blocks = await RecordLocally(episode, updates);
        var held = await _global.Exchange(episode, blocks, _selections);
        var next = await _global.Decide(episode, Model, held);
        if (next is not null)
        {
            Model = next;
            episode.Aggregated(held.SelectMany(block => block.Accepted));
            episode.Recorded(held);
            RecordReputations(blocks);
        }

        if (_exchange is not null)
        {
            Model = await _exchange.Synchronise(_task, Model, episode);
        }

        episode.Clock.Finish(Stage.GlobalChain);
        Select();
        await Simulator.WhenAll([.. _task.Cells.Select(cell => _world.Simulator.Spawn(async () =>
        {
            var holders = _selections[cell].Without(episode.Engagements.Abstains).Selected;
            await episode.Distribute(cell, holders, episode.ModelBits);
            episode.Clock.Finish(Stage.Download);
        }))]);
    }

    private async Task<ImmutableArray<LocalBlock>> RecordLocally(Episode episode, IReadOnlyList<LocalUpdate> updates)
    {
        var blocks = new LocalBlock?[_world.Options.MecNodes];
        await Simulator.WhenAll([.. _task.Cells.Select(cell => _world.Simulator.Spawn(async () =>
        {
            var own = updates.Where(update => _world.CellOf(update.Device) == cell);
            blocks[cell] = await _local[cell].Record(episode, Model, _selections[cell], [.. own]);
        }))]);
        return [.. blocks.Where(block => block is not null).Select(block => block!)];
    }

    private void RecordReputations(ImmutableArray<LocalBlock> blocks)
    {
        foreach (var block in blocks)
        {
            foreach (var update in block.Accepted)
            {
                _reputations.Record(block.Cell, update.Device, accepted: true);
            }

            foreach (var device in block.Rejected)
            {
                _reputations.Record(block.Cell, device, accepted: false);
            }
        }
    }

    private void Select()
    {
        foreach (var cell in _task.Cells)
        {
            _selections[cell] = CellSelection.ByReputation(cell, _world.DevicesIn(cell), _reputations, _options);
        }
    }
}
