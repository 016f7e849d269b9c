using System.Collections.Immutable;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>Writes the blocks of one chain and remembers who certified each.</summary>
/// <param name="world">The substrate.</param>
/// <param name="name">Name of the chain.</param>
internal sealed class ChainWriter(Substrate world, string name)
{
    private readonly Blockchain _chain = new(name);
    private readonly List<Committee?> _committees = [];

    /// <summary>The chain with its committees, for verification.</summary>
    public CertifiedChain Certified => new(_chain, _committees);

    /// <summary>The next block, proposed now.</summary>
    /// <param name="proposer">Ledger number of the proposing node.</param>
    /// <param name="entries">Its entries.</param>
    public Block Propose(int proposer, params IEnumerable<IEnumerable<Transaction>> entries) =>
        Block.Propose(name, _chain.Head, proposer, world.Simulator.Now, [.. entries.SelectMany(list => list)]);

    /// <summary>Appends a block that a committee decided, with its certificate.</summary>
    /// <param name="block">The block.</param>
    /// <param name="run">The consensus, decided.</param>
    /// <returns>The block with its certificate.</returns>
    public Block Append(Block block, CommitteeRun run)
    {
        var certified = block with { Certificate = run.Certify() };
        _chain.Append(certified);
        _committees.Add(run.Committee);
        return certified;
    }

    /// <summary>Appends a block that proof of work decided.</summary>
    /// <param name="block">The block.</param>
    public void AppendMined(Block block)
    {
        _chain.Append(block);
        _committees.Add(null);
    }

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
}
