using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// BlockFL on a single chain over all devices (the comparator of Feng et al. 2022, Fig. 5b): updates are shared through the
/// MEC nodes, then all devices decide, by PBFT unless said otherwise, with every message relayed by MEC nodes (models §8).
/// </summary>
/// <remarks>
/// The proposal carries digests, since the updates were shared before. The request timer is longer than on small committees
/// by the time that the relays need for one decision, otherwise a large committee would change views without a fault.
/// </remarks>
public sealed class BlockFlBft : IScheme
{
    private readonly Substrate _world;
    private readonly FederatedTask _task;
    private readonly ImmutableArray<int> _devices;
    private readonly string _consensus;
    private readonly ChainWriter _ledger;

    /// <summary>The chain of one task.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="task">The task.</param>
    /// <param name="consensus">Name of the committee protocol.</param>
    public BlockFlBft(Substrate world, FederatedTask task, string consensus)
    {
        (_world, _task, _consensus) = (world, task, consensus);
        _devices = world.DevicesOf(task);
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
        var updates = episode.ComputeUpdates(
            Model, _devices, _ => ExpectedWork.OfMessages(_world, _consensus, _devices.Length));
        var collected = await BlockFlSharing.Collect(_world, episode, updates);
        await BlockFlSharing.ExchangeBetweenMecNodes(_world, episode, collected);
        await DistributeUpdates(episode, collected.Sum(cell => cell.Length));
        var all = collected.SelectMany(cell => cell).ToArray();
        var recorded = await Decide(episode, all);
        if (recorded is not null)
        {
            // Every device aggregates the updates of the block locally (Kim et al. 2020, step 7).
            Model = _task.Learning.Aggregate(Model, recorded);
        }

        episode.Clock.Finish(Stage.GlobalChain);
        episode.Counts = episode.Counts with { Lost = recorded is null ? 1 : 0 };
        episode.Aggregated(recorded ?? []);
    }

    /// <summary>Every device gets the updates of all others: one distribution in each cell.</summary>
    private async Task DistributeUpdates(Episode episode, int updates)
    {
        await Simulator.WhenAll([.. _task.Cells.Select(cell => _world.Simulator.Spawn(
            () => episode.Distribute(cell, episode.DevicesIn(cell), updates * episode.UpdateBits)))]);
        episode.Clock.Finish(Stage.CrossChain);
    }

    /// <summary>The updates that the devices decide to record; null without a decision.</summary>
    private async Task<LocalUpdate[]?> Decide(Episode episode, LocalUpdate[] updates)
    {
        ImmutableArray<int> devices = [.. _devices.Where(device => !episode.Engagements.IsOut(device))];
        if (devices.IsEmpty)
        {
            _ledger.Undecided([], outcome: null);
            return null;
        }

        var leader = episode.Number % devices.Length;
        Proposal Proposed(LocalUpdate[] recorded) => _ledger.Propose(
            _world.NodeOfDevice(devices[leader]), ChainWriter.Updates(_world, recorded, episode)).ToProposal(
                _world.Options.Chain.BlockHeaderBits + (recorded.Length * Ledger.Digest.Bytes * 8L));

        // A coalition wants nothing but the updates of malicious devices in the block.
        LocalUpdate[] malicious = [.. updates.Where(update => _world.IsMalicious[update.Device])];
        var right = Proposed(updates);
        var options = CommitteeOptions(leader, devices.Length);
        if (episode.MecNodesUp.IsEmpty)
        {
            // Nobody reaches anybody.
            await _world.Simulator.Delay(options.LongestWait);
            _ledger.Undecided([], outcome: null);
            return null;
        }

        var wiring = new CommitteeWiring(
            _world.Options.Chain.WithStakes(
                devices.Select(device => new CommitteeMember(_world.NodeOfDevice(device), new AgreedProposal(right))
                {
                    ProcessingFactor = episode.Engagements.ProcessingFactor(device),
                })),
            new RelayTransport(_world, devices, episode.Traffic),
            _world.Keys);
        var run = CommitteeRun.Start(_world.Simulator, options, _world.Faults.Apply(
            wiring,
            episode.Scene(_ledger.Name, ChainLayers.Global, options) with
            {
                Poisoned = _ => new AgreedProposal(Proposed(malicious)),
            }));
        await run.Finished;
        episode.Traffic.GlobalChainMessages += run.Outcome.Messages;
        episode.Counts = episode.Counts with { ViewChanges = episode.Counts.ViewChanges + run.Outcome.ViewChanges };
        if (run.Outcome.Status != ConsensusStatus.Decided)
        {
            _ledger.Undecided(ChainWriter.Entries(_world, updates), run.Outcome);
            return null;
        }

        await episode.Store();
        var block = _ledger.Append(run.DecidedBlock(), run, ChainWriter.Entries(_world, updates));
        var isCaptured = malicious.Length < updates.Length && block.Transactions.Length == malicious.Length;
        episode.Counts = episode.Counts with { Captured = episode.Counts.Captured + (isCaptured ? 1 : 0) };
        return isCaptured ? malicious : updates;
    }

    private CommitteeOptions CommitteeOptions(int leader, int members)
    {
        var options = _world.Options.Chain.Committee(_consensus, _world.Options.TimeUnit);
        var messages = ConsensusCatalog.FindCommittee(_consensus).Messages(members);
        return options with
        {
            FirstLeader = leader,
            Seed = _world.Streams.Key("blockfl-consensus", leader, _task.Index),
            Fidelity = Fidelity.Message,
            BaseTimeout = options.BaseTimeout + (options.ProcessingTime * messages),
        };
    }
}
