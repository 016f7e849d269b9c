using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// A replica that proposes one block and accepts no other content: it computed the entries itself, but the time stamp is the
/// leader's.
/// </summary>
/// <param name="own">The proposal that this replica computed itself.</param>
internal sealed class AgreedProposal(Proposal own) : IReplicaApplication
{
    public Proposal Propose(int height) => own;

    public bool IsValid(int height, Proposal proposal) =>
        proposal.Value == own.Value
        || (proposal.Content is Block block && own.Content is Block ownBlock
            && block.Header.ComputeDigest() == proposal.Value
            && block.Header with { Time = ownBlock.Header.Time } == ownBlock.Header);
}

/// <summary>Blocks as proposals.</summary>
internal static class BlockProposals
{
    private const long VariantNanoseconds = 1;

    /// <summary>The proposal of a block.</summary>
    /// <param name="block">The block.</param>
    /// <param name="sizeBits">Its size in bit.</param>
    public static Proposal ToProposal(this Block block, long sizeBits) => new(block.Header.ComputeDigest(), sizeBits, block);

    /// <summary>The same block with a later time stamp: another digest, and just as valid.</summary>
    /// <param name="proposal">A block as a proposal.</param>
    public static Proposal Variant(Proposal proposal)
    {
        var block = (Block)proposal.Content!;
        var later = block.Header.Time + new Engine.SimDuration(VariantNanoseconds);
        return (block with { Header = block.Header with { Time = later } }).ToProposal(proposal.SizeBits);
    }

    /// <summary>The block that a committee has decided.</summary>
    /// <param name="run">The consensus, decided.</param>
    public static Block DecidedBlock(this CommitteeRun run) => (Block)run.Outcome.Decisions[0].Proposal.Content!;
}
