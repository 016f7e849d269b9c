using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// A task's shard of the global model update chain (GMUC; Feng et al. 2022, steps 4 and 5): MEC nodes relay their local
/// blocks, verify those of the others by the certificate, aggregate, and decide on the new global model.
/// </summary>
/// <param name="world">The substrate.</param>
/// <param name="task">The task.</param>
/// <param name="options">The two-layer scheme.</param>
/// <param name="anchors">Follows the local blocks into this chain.</param>
internal sealed class GlobalChain(Substrate world, FederatedTask task, TwoLayerOptions options, AnchorAudit anchors)
{
    private readonly ChainWriter _ledger = new(world, $"gmuc-shard-{task.Index}") { FurtherCheck = anchors.Problem };
    private readonly CommitteeOfMecNodes _committee = new(
        world, task.Cells, options.GlobalConsensus, $"gmuc-shard-{task.Index}");

    /// <summary>The chain with its committees.</summary>
    public CertifiedChain Certified => _ledger.Certified;

    /// <summary>Cross-chain communication: every MEC node of the shard gets every local block.</summary>
    /// <param name="episode">The episode.</param>
    /// <param name="blocks">The local blocks as decided.</param>
    /// <param name="selections">Who made them, for fetching a block another way.</param>
    /// <returns>The blocks as the shard holds them.</returns>
    public async Task<ImmutableArray<LocalBlock>> Exchange(
        Episode episode, ImmutableArray<LocalBlock> blocks, IReadOnlyDictionary<int, CellSelection> selections)
    {
        var held = new LocalBlock?[blocks.Length];
        await Simulator.WhenAll([.. Enumerable.Range(0, blocks.Length).Select(i => world.Simulator.Spawn(async () =>
        {
            held[i] = await Relay(episode, blocks[i], selections[blocks[i].Cell]);
            if (held[i] is null)
            {
                ReportLost(blocks[i]);
            }

            episode.Clock.Finish(Stage.CrossChain);
        }))]);
        return [.. held.Where(block => block is not null).Select(block => block!)];
    }

    /// <summary>Global update: aggregation, consensus with recomputation before voting, storage.</summary>
    /// <param name="episode">The episode.</param>
    /// <param name="model">The current global model.</param>
    /// <param name="blocks">The local blocks that the shard holds.</param>
    /// <returns>The new global model, or null when the shard came to no decision.</returns>
    public async Task<GlobalModel?> Decide(Episode episode, GlobalModel model, ImmutableArray<LocalBlock> blocks)
    {
        var next = task.Learning.Aggregate(model, [.. blocks.SelectMany(block => block.Accepted)]);
        var leader = task.Cells[_committee.FirstLeader(episode.Number)];
        var size = world.Options.Chain.BlockBits(blocks.Sum(local => local.Accepted.Length), task.Learning.ParameterCount);
        Proposal Proposed(GlobalModel result, int mec) => Propose(blocks, result, mec).ToProposal(size);
        var poison = new PoisonedModels(world, model, next, episode);
        var run = await _committee.Decide(
            episode,
            Proposed(next, leader),
            mec => Proposed(poison.Malfunction(mec), mec),
            strength => Proposed(poison.Publish(strength), leader));
        if (run.Outcome.Status != ConsensusStatus.Decided)
        {
            episode.Counts = episode.Counts with { Lost = episode.Counts.Lost + 1 };
            _ledger.Undecided(Entries(blocks), run.Outcome);
            foreach (var local in blocks)
            {
                ReportLost(local);
            }

            return null;
        }

        await episode.Store();
        return poison.Of(_ledger.Append(run.DecidedBlock(), run, Entries(blocks)));
    }

    private void ReportLost(LocalBlock block) => anchors.ReportLost(Substrate.NodeOfMec(block.Cell), block.Block.Header.Height);

    private static IEnumerable<RelayedEntry> Entries(ImmutableArray<LocalBlock> blocks) =>
        blocks.Select(local => new RelayedEntry(Substrate.NodeOfMec(local.Cell), local.Block.Header.ComputeDigest()));

    private Block Propose(ImmutableArray<LocalBlock> blocks, GlobalModel next, int leader) => _ledger.Propose(
        Substrate.NodeOfMec(leader),
        blocks.Select(local => new Transaction(
            TransactionKind.RelayedBlock, Substrate.NodeOfMec(local.Cell), local.Block.PayloadBits, local.Block.Header.ComputeDigest())),
        ChainWriter.Aggregate(next, leader));

    private async Task<LocalBlock?> Relay(Episode episode, LocalBlock block, CellSelection selection)
    {
        var size = Size(block, episode);
        await SendToShard(episode, block.Cell, block.Cell, size);
        var relayed = block.Through(episode.Forwarding[block.Cell]);
        return !options.CertificateCheck || relayed.Verifies(world.Keys)
            ? relayed
            : await FetchElsewhere(episode, block, selection, size);
    }

    /// <summary>
    /// The block did not verify: a full device sends its copy through a neighbouring base station, whose MEC node sends it to
    /// the shard; the nearest base station first, until a copy verifies.
    /// </summary>
    private async Task<LocalBlock?> FetchElsewhere(Episode episode, LocalBlock block, CellSelection selection, long size)
    {
        episode.Counts = episode.Counts with { Refetches = episode.Counts.Refetches + 1 };
        var device = selection.FullDevices[episode.Number % selection.FullDevices.Length];
        foreach (var neighbour in NeighboursByDistance(device).Where(cell => !world.Faults.IsDown(cell, episode.Number, episode.StartedAt)))
        {
            episode.Traffic.UplinkBits += size;
            await world.Cellular.Uplink(neighbour).Transfer(device, world.Cellular.UplinkPath(device, neighbour), size);
            await SendToShard(episode, neighbour, block.Cell, size);
            var fetched = block.Through(episode.Forwarding[neighbour]);
            if (fetched.Verifies(world.Keys))
            {
                return fetched;
            }
        }

        episode.Counts = episode.Counts with { Lost = episode.Counts.Lost + 1 };
        return null;
    }

    private long Size(LocalBlock block, Episode episode) =>
        world.Options.Chain.BlockHeaderBits
        + (block.Accepted.Length * episode.UpdateBits)
        + (block.Block.Certificate?.Signers.Length ?? 0) * world.Options.Chain.SignatureBits;

    /// <summary>To every MEC node of the shard that does not have the block yet; the one of its own cell has it.</summary>
    private async Task SendToShard(Episode episode, int sender, int home, long size) =>
        await Simulator.WhenAll([.. episode.MecNodesUp.Where(cell => cell != home && cell != sender).Select(
            cell => world.Simulator.Spawn(() => episode.SendBetweenMecNodes(sender, cell, size)))]);

    private IEnumerable<int> NeighboursByDistance(int device)
    {
        var position = world.Topology.Devices[device].Position;
        return world.Topology.Cells
            .Where(cell => cell.Id != world.CellOf(device))
            .OrderBy(cell => position.DistanceMetres(cell.BaseStation))
            .ThenBy(cell => cell.Id)
            .Select(cell => cell.Id);
    }
}
