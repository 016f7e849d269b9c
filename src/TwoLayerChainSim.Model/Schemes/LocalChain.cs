using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.ProofOfWork;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// The local model update chain (LMUC) of one MEC node (Feng et al. 2022, step 3): selected devices train and share their
/// updates, full devices judge them and decide with the MEC node on a block that records those that passed.
/// </summary>
/// <param name="world">The substrate.</param>
/// <param name="cell">The MEC node.</param>
/// <param name="options">The two-layer scheme.</param>
internal sealed class LocalChain(Substrate world, int cell, TwoLayerOptions options)
{
    /// <summary>Most races, or blocks, before a mined block is given up.</summary>
    private const int BlocksMax = 1_000;

    private readonly ChainWriter _ledger = new(world, $"lmuc-{cell}");

    /// <summary>The chain with its committees.</summary>
    public CertifiedChain Certified => _ledger.Certified;

    /// <summary>
    /// Cycles that a device's part in the consensus is expected to take: a full device judges every update of the cell and
    /// processes messages, or mines.
    /// </summary>
    /// <param name="device">The device.</param>
    /// <param name="selection">Who is selected.</param>
    /// <param name="learning">What is learned.</param>
    public double ExpectedCycles(int device, CellSelection selection, ILearningTask learning)
    {
        if (!selection.FullDevices.Contains(device))
        {
            return 0;
        }

        var members = selection.FullDevices.Length + 1;
        var judging = selection.Selected.Length * learning.JudgingOperations * world.Options.Devices.CyclesPerOperation;
        return judging + (ConsensusCatalog.Find(options.LocalConsensus).Committee is null
            ? ExpectedWork.OfRace(world, options.LocalMiningRateHz, members)
            : ExpectedWork.OfMessages(world, options.LocalConsensus, members));
    }

    /// <summary>Runs the local part of an episode.</summary>
    /// <param name="episode">The episode.</param>
    /// <param name="model">The global model from which the updates start.</param>
    /// <param name="selection">Who takes part and will not be late.</param>
    /// <param name="updates">The updates of all who take part.</param>
    /// <returns>The certified block, or null when nobody could decide or the committee came to no decision.</returns>
    public async Task<LocalBlock?> Record(
        Episode episode, GlobalModel model, CellSelection selection, ImmutableArray<LocalUpdate> updates)
    {
        if (selection.FullDevices.IsEmpty)
        {
            await Simulator.WhenAll([.. updates.Select(update => world.Simulator.Spawn(() => episode.Train(update.Device)))]);
            return null;
        }

        var radio = new LocalRadio(world, cell, selection.Selected, episode);
        await TrainAndShare(episode, radio, selection, updates);
        updates = [.. updates.Where(update => !episode.Engagements.IsLate(update.Device))];
        await Judge(episode, selection, updates.Length);
        var accepted = episode.Task.Learning.Judge(cell, model, updates);
        // A coalition wants the updates of malicious devices in the block and no others.
        bool[] poisoned = [.. updates.Select(update => world.IsMalicious[update.Device])];
        var proposal = Propose(episode, selection, updates, accepted);
        ImmutableArray<RelayedEntry> relayed = [.. ChainWriter.Entries(world, updates)];
        var (block, committee) = ConsensusCatalog.Find(options.LocalConsensus).Committee is null
            ? (await Mine(episode, selection, proposal, relayed), null)
            : await Decide(episode, radio, selection, proposal, () => Propose(episode, selection, updates, poisoned), relayed);
        if (block is not null && block.Header.MerkleRoot != proposal.Header.MerkleRoot)
        {
            accepted = poisoned;
            episode.Counts = episode.Counts with { Captured = episode.Counts.Captured + 1 };
        }

        episode.Traffic.D2dAirtime += radio.D2dAirtime;
        episode.Counts = Count(episode.Counts, radio, updates, accepted, block is not null);
        if (block is null)
        {
            episode.Clock.Finish(Stage.LocalChain);
            return null;
        }

        await episode.Store();
        episode.Clock.Finish(Stage.LocalChain);
        return new(
            cell,
            block,
            committee,
            [.. updates.Where((_, i) => accepted[i])],
            [.. updates.Where((_, i) => !accepted[i]).Select(update => update.Device)]);
    }

    /// <summary>Every full device and the MEC node get every update.</summary>
    private async Task TrainAndShare(
        Episode episode, LocalRadio radio, CellSelection selection, ImmutableArray<LocalUpdate> updates)
    {
        await Simulator.WhenAll([.. updates.Select(update => world.Simulator.Spawn(async () =>
        {
            await episode.Train(update.Device);
            if (episode.Engagements.IsLate(update.Device))
            {
                return;
            }

            int[] others = [.. selection.FullDevices.Where(device => device != update.Device), LocalRadio.Mec];
            var missing = others.Length;
            var shared = new Completion(world.Simulator);
            radio.Send(update.Device, others, episode.UpdateBits, _ =>
            {
                if (--missing == 0)
                {
                    shared.Complete();
                }
            });
            await shared;
            episode.Clock.Finish(Stage.Upload);
        }))]);
    }

    /// <summary>Every full device scores every update on the validation sample before it votes.</summary>
    private async Task Judge(Episode episode, CellSelection selection, int updates) =>
        await Simulator.WhenAll([.. selection.FullDevices.Select(device => world.Simulator.Spawn(
            async () => await episode.Judge(device, updates * episode.Task.Learning.JudgingOperations)))]);

    /// <summary>Position of the full device whose turn it is to lead.</summary>
    private static int Leader(Episode episode, CellSelection selection) => episode.Number % selection.FullDevices.Length;

    private Block Propose(
        Episode episode, CellSelection selection, ImmutableArray<LocalUpdate> updates, bool[] accepted) => _ledger.Propose(
            world.NodeOfDevice(selection.FullDevices[Leader(episode, selection)]),
            ChainWriter.Updates(world, updates.Where((_, i) => accepted[i]), episode),
            updates.Where((_, i) => !accepted[i]).Select(update => new Transaction(
                TransactionKind.Reputation, world.NodeOfDevice(update.Device), Digest.Bytes * 8, update.Digest)));

    /// <summary>Size of a block whose updates were shared before: it carries digests.</summary>
    private long SizeBits(Block block) =>
        world.Options.Chain.BlockHeaderBits + (block.Transactions.Length * Digest.Bytes * 8L);

    private async Task<(Block? Block, Committee Committee)> Decide(
        Episode episode, LocalRadio radio, CellSelection selection, Block block, Func<Block> poisoned,
        ImmutableArray<RelayedEntry> relayed)
    {
        AgreedProposal Wants(Block wanted) => new(wanted.ToProposal(SizeBits(wanted)));
        var application = Wants(block);
        var committee = world.Options.Chain.Committee(options.LocalConsensus, world.Options.TimeUnit) with
        {
            FirstLeader = Leader(episode, selection),
            Seed = world.Streams.Key("lmuc-consensus", cell, episode.Number),
            Fidelity = Fidelity.Message,
        };
        var devices = selection.FullDevices.Select((device, i) =>
            new CommitteeMember(world.NodeOfDevice(device), application)
            {
                Reputation = selection.Reputations[i],
                ProcessingFactor = episode.Engagements.ProcessingFactor(device),
            });
        var wiring = new CommitteeWiring(
            world.Options.Chain.WithStakes([.. devices, new(Substrate.NodeOfMec(cell), application) { Reputation = 1 }]),
            new LocalTransport(radio, [.. selection.FullDevices, LocalRadio.Mec]),
            world.Keys);
        var run = CommitteeRun.Start(world.Simulator, committee, world.Faults.Apply(
            wiring, episode.Scene(_ledger.Name, ChainLayers.Local, committee) with { Poisoned = _ => Wants(poisoned()) }));
        await run.Finished;
        episode.Traffic.LocalChainMessages += run.Outcome.Messages;
        episode.Counts = episode.Counts with { ViewChanges = episode.Counts.ViewChanges + run.Outcome.ViewChanges };
        if (run.Outcome.Status == ConsensusStatus.Decided)
        {
            return (_ledger.Append(run.DecidedBlock(), run, relayed), run.Committee);
        }

        _ledger.Undecided(relayed, run.Outcome);
        return (null, run.Committee);
    }

    /// <summary>
    /// Proof of work among the same nodes. A block reaches another member after a D2D propagation delay and its airtime on a
    /// D2D channel at 1 bit/s/Hz; a fork costs another race, not another training.
    /// </summary>
    private async Task<Block?> Mine(
        Episode episode, CellSelection selection, Block block, ImmutableArray<RelayedEntry> relayed)
    {
        ImmutableArray<long> members =
            [.. selection.FullDevices.Select(device => world.Topology.Devices[device].StableId), -1 - cell];
        var airtime = SimDuration.FromSeconds(SizeBits(block) / world.Options.D2d.ChannelBandwidthHz);
        ImmutableArray<RandomStream> delays =
            [.. members.Select(member => world.Streams.Stream("lmuc-propagation", member, episode.Number))];
        var miners = new PowMiners(
            [
                .. selection.FullDevices.Select(
                    device => options.LocalMiningRateHz / episode.Engagements.ProcessingFactor(device)),
                options.LocalMiningRateHz,
            ],
            (_, other) => airtime + world.Options.D2d.Propagation.Sample(delays[other]),
            [.. members.Select(member => world.Streams.Stream("lmuc-mining", member, episode.Number))]);
        var outcome = await new Mining(world, miners).Run(
            _ => Task.FromResult<IReadOnlyList<SimTime>>([.. members.Select(_ => world.Simulator.Now)]), BlocksMax);
        episode.Counts = episode.Counts with { Forks = episode.Counts.Forks + outcome.Forks };
        if (outcome.Winner is not null)
        {
            _ledger.AppendMined(block, relayed);
            return block;
        }

        _ledger.Undecided(relayed, outcome: null);
        return null;
    }

    private EpisodeCounts Count(
        EpisodeCounts counts, LocalRadio radio, ImmutableArray<LocalUpdate> updates, bool[] accepted, bool decided) => counts with
        {
            Rejected = counts.Rejected + accepted.Count(isAccepted => !isAccepted),
            RejectedMalicious = counts.RejectedMalicious
                + updates.Where((update, i) => !accepted[i] && world.IsMalicious[update.Device]).Count(),
            Lost = counts.Lost + (decided ? 0 : 1),
            MessagesOverD2d = counts.MessagesOverD2d + radio.MessagesOverD2d,
            MessagesOverCellular = counts.MessagesOverCellular + radio.MessagesOverCellular,
        };
}

/// <summary>Consensus messages of a local chain over its radio.</summary>
/// <param name="radio">The radio.</param>
/// <param name="members">Device numbers by replica index, the MEC node among them.</param>
internal sealed class LocalTransport(LocalRadio radio, ImmutableArray<int> members) : ICommitteeTransport
{
    public void Transmit(in Transmission transmission)
    {
        var arrivals = new Dictionary<int, Arrival>();
        for (var i = 0; i < transmission.Receivers.Length; i++)
        {
            arrivals.Add(members[transmission.Receivers[i]], transmission.ArrivalAt(i));
        }

        radio.Send(
            members[transmission.From], [.. arrivals.Keys.Order()], transmission.SizeBits, member => arrivals[member].Deliver());
    }
}
