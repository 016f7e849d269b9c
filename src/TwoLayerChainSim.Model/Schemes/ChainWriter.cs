using System.Collections.Immutable;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>Writes the blocks of one chain, remembers who certified each, and checks each as soon as it is there.</summary>
/// <param name="world">The substrate.</param>
/// <param name="name">Name of the chain.</param>
internal sealed class ChainWriter(Substrate world, string name)
{
    private readonly Blockchain _chain = new(name);
    private readonly List<Committee?> _committees = [];
    private readonly LedgerAudit _audit = new();

    /// <summary>Name of the chain.</summary>
    public string Name => name;

    /// <summary>The chain with its committees, for verification.</summary>
    public CertifiedChain Certified => new(_chain, _committees, _audit);

    /// <summary>Finds what is wrong with a block that its own entries do not show; null by default.</summary>
    public Func<Block, string?>? FurtherCheck { get; init; }

    /// <summary>The next block, proposed now.</summary>
    /// <param name="proposer">Ledger number of the proposing node.</param>
    /// <param name="entries">Its entries.</param>
    public Block Propose(int proposer, params IEnumerable<IEnumerable<Transaction>> entries) =>
        Block.Propose(name, _chain.Head, proposer, world.Simulator.Now, [.. entries.SelectMany(list => list)]);

    /// <summary>Appends a block that a committee decided, with its certificate.</summary>
    /// <param name="block">The block.</param>
    /// <param name="run">The consensus, decided.</param>
    /// <param name="relayed">What was handed to the chain for this block.</param>
    /// <returns>The block with its certificate.</returns>
    public Block Append(Block block, CommitteeRun run, IEnumerable<RelayedEntry> relayed) =>
        Add(block with { Certificate = run.Certify() }, run.Committee, relayed);

    /// <summary>Appends a block that proof of work decided.</summary>
    /// <param name="block">The block.</param>
    /// <param name="relayed">What was handed to the chain for this block.</param>
    public void AppendMined(Block block, IEnumerable<RelayedEntry> relayed) => Add(block, null, relayed);

    /// <summary>Says that a decision was due and no block came of it.</summary>
    /// <param name="relayed">What was handed to the chain for it: lost.</param>
    /// <param name="outcome">How the committee ended; null where miners gave up.</param>
    public void Undecided(IEnumerable<RelayedEntry> relayed, ConsensusOutcome? outcome) =>
        _audit.Undecided(_chain.Blocks.Count, relayed.Count(), outcome);

    /// <summary>What is handed to a chain when updates are.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="updates">The updates.</param>
    public static IEnumerable<RelayedEntry> Entries(Substrate world, IEnumerable<LocalUpdate> updates) =>
        updates.Select(update => new RelayedEntry(world.NodeOfDevice(update.Device), update.Digest));

    /// <summary>Entries for updates.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="updates">The updates, in any order.</param>
    /// <param name="episode">The episode, for their size.</param>
    public static IEnumerable<Transaction> Updates(Substrate world, IEnumerable<LocalUpdate> updates, Episode episode) =>
        updates.OrderBy(update => update.Device).Select(update => new Transaction(
            TransactionKind.LocalUpdate, world.NodeOfDevice(update.Device), episode.UpdateBits, update.Digest));

    /// <summary>The entry for a global model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="mec">The MEC node that computed it.</param>
    public static ImmutableArray<Transaction> Aggregate(GlobalModel model, int mec) =>
        [new(TransactionKind.Aggregate, Substrate.NodeOfMec(mec), Digest.Bytes * 8, model.Digest)];

    private Block Add(Block block, Committee? committee, IEnumerable<RelayedEntry> relayed)
    {
        _chain.Append(block);
        _committees.Add(committee);
        var problem = CommitAudit.Problem(block, committee, world.Keys, [.. relayed]) ?? FurtherCheck?.Invoke(block);
        _audit.Committed(world.Simulator.Now, block.Header.Height, problem);
        return block;
    }
}
