using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// FLchain (Majeed and Hong 2019; models §2.1): devices upload to their MEC node, one BFT instance over all MEC nodes orders
/// the block of all updates on the channel's ledger, every MEC node aggregates and updates the state trie, the global model is
/// transferred to all MEC nodes synchronously, devices download. No local chain, no reputation.
/// </summary>
/// <remarks>
/// The latency model is not in the paper; this is the one of models §2.1. The leader needs the updates of the others before it
/// can propose, so MEC nodes send what they collected to it first (the request of PBFT).
/// </remarks>
public sealed class FlChain : IScheme
{
    private readonly Substrate _world;
    private readonly FederatedTask _task;
    private readonly ImmutableArray<int> _mecNodes;
    private readonly CommitteeOfMecNodes _committee;
    private readonly ChainWriter _ledger;

    /// <summary>A channel for one task.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="task">The task.</param>
    /// <param name="consensus">Name of the committee protocol by which the MEC nodes order blocks.</param>
    public FlChain(Substrate world, FederatedTask task, string consensus)
    {
        (_world, _task) = (world, task);
        _mecNodes = [.. Enumerable.Range(0, world.Options.MecNodes)];
        _ledger = new(world, $"flchain-channel-{task.Index}");
        _committee = new(world, _mecNodes, consensus, _ledger.Name);
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
        var leader = _mecNodes[_committee.FirstLeader(episode.Number)];
        var updates = episode.ComputeUpdates(Model, _world.DevicesOf(_task));
        var collected = new List<LocalUpdate>();
        await Simulator.WhenAll([.. episode.MecNodesUp.Select(cell => _world.Simulator.Spawn(
            () => Collect(episode, cell, [.. updates.Where(update => CellOf(update) == cell)], leader, collected)))]);

        var next = _task.Learning.Aggregate(Model, collected);
        var size = _world.Options.Chain.BlockBits(collected.Count, _task.Learning.ParameterCount);
        Proposal Proposed(GlobalModel model) => _ledger.Propose(
            Substrate.NodeOfMec(leader),
            ChainWriter.Updates(_world, collected, episode),
            ChainWriter.Aggregate(model, leader)).ToProposal(size);

        // What a malfunctioning node spoiled when it collected is in the block; ordering it is done correctly.
        var poison = new PoisonedModels(_world, Model, next, episode);
        var run = await _committee.Decide(
            episode, Proposed(next), spoiled: null, strength => Proposed(poison.Publish(strength)));
        var decided = run.Outcome.Status == ConsensusStatus.Decided;
        if (decided)
        {
            await episode.Store();
            Model = poison.Of(_ledger.Append(run.DecidedBlock(), run, ChainWriter.Entries(_world, collected)));
            await TransferToAllMecNodes(episode, leader);
        }
        else
        {
            _ledger.Undecided(ChainWriter.Entries(_world, collected), run.Outcome);
        }

        episode.Counts = episode.Counts with { Lost = decided ? 0 : 1 };
        episode.Aggregated(decided ? collected : []);
        episode.Clock.Finish(Stage.GlobalChain);
        await Simulator.WhenAll([.. _task.Cells.Select(cell => _world.Simulator.Spawn(async () =>
        {
            await episode.Distribute(cell, episode.DevicesIn(cell), episode.ModelBits);
            episode.Clock.Finish(Stage.Download);
        }))]);
    }

    private async Task Collect(
        Episode episode, int cell, ImmutableArray<LocalUpdate> updates, int leader, List<LocalUpdate> collected)
    {
        await Simulator.WhenAll([.. updates.Select(update => _world.Simulator.Spawn(async () =>
        {
            await episode.Train(update.Device);
            if (!episode.Engagements.IsLate(update.Device))
            {
                await episode.Upload(update.Device, episode.UpdateBits);
            }
        }))]);
        updates = [.. updates.Where(update => !episode.Engagements.IsLate(update.Device))];
        episode.Clock.Finish(Stage.Upload);
        await episode.SendBetweenMecNodes(cell, leader, updates.Length * episode.UpdateBits);
        episode.Clock.Finish(Stage.CrossChain);
        collected.AddRange(updates.Select(episode.Forwarding[cell].Forward).Where(update => update is not null)!);
    }

    /// <summary>Models §2.1, step 4: the new global model goes to every MEC node, which stores it.</summary>
    private async Task TransferToAllMecNodes(Episode episode, int leader) =>
        await Simulator.WhenAll([.. _mecNodes.Where(node => !IsDown(node, episode)).Select(node => _world.Simulator.Spawn(async () =>
        {
            await episode.SendBetweenMecNodes(leader, node, episode.ModelBits);
            await episode.Store();
        }))]);

    private bool IsDown(int node, Episode episode) => _world.Faults.IsDown(node, episode.Number, episode.StartedAt);

    private int CellOf(LocalUpdate update) => _world.CellOf(update.Device);
}
