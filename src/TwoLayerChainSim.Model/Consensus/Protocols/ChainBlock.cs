using System.Buffers.Binary;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>
/// A block of chained HotStuff: a node of the tree that carries the value of its height and the certificate of its parent.
/// </summary>
/// <remarks>
/// Blocks are numbered by view and, within a view, by height; the paper, in which each block has a view of its own, has one
/// number. Deviation: the ancestors go along by reference, where the paper fetches those that are missing; their size is
/// charged where they are proposed.
/// </remarks>
public sealed class ChainBlock : IProposalBody
{
    /// <summary>A block.</summary>
    /// <param name="view">The view in which it is proposed.</param>
    /// <param name="parent">The block that it extends; null for the first one.</param>
    /// <param name="proposal">The value of its height.</param>
    public ChainBlock(int view, CertifiedBlock? parent, Proposal proposal)
    {
        (View, Parent, Proposal) = (view, parent, proposal);
        Height = parent is null ? 0 : parent.Block.Height + 1;
        Span<byte> content = stackalloc byte[(2 * Digest.Bytes) + (2 * sizeof(int))];
        proposal.Value.CopyTo(content);
        (parent?.Block.Vote ?? default).CopyTo(content[Digest.Bytes..]);
        BinaryPrimitives.WriteInt32BigEndian(content[(2 * Digest.Bytes)..], view);
        BinaryPrimitives.WriteInt32BigEndian(content[^sizeof(int)..], Height);
        Vote = Digest.Of(content);
    }

    /// <summary>The value of a block that is there only so that earlier ones are decided.</summary>
    public static Proposal Empty { get; } = new(default, 0);

    /// <summary>The view in which it is proposed.</summary>
    public int View { get; }

    /// <summary>Number of blocks below it, i.e. the height that its value is for.</summary>
    public int Height { get; }

    /// <summary>The block that it extends, with the proof that a quorum voted for that; null for the first one.</summary>
    public CertifiedBlock? Parent { get; }

    /// <inheritdoc/>
    public Proposal Proposal { get; }

    /// <summary>Digest of the block.</summary>
    public Digest Vote { get; }

    /// <inheritdoc/>
    public long SizeBits => Proposal.SizeBits + (Certificate?.SizeBits ?? 0);

    /// <inheritdoc/>
    public VoteCertificate? Certificate => Parent?.Certificate;

    /// <inheritdoc/>
    public IProposalBody Replace(Proposal proposal) => new ChainBlock(View, Parent, proposal);

    /// <summary>True when its number is higher; every number is higher than that of no block.</summary>
    /// <param name="other">Another block, or null.</param>
    public bool IsAbove(ChainBlock? other) =>
        other is null || View > other.View || (View == other.View && Height > other.Height);
}

/// <summary>A block with the votes of a quorum.</summary>
/// <param name="Block">The block.</param>
/// <param name="Certificate">The votes.</param>
public sealed record CertifiedBlock(ChainBlock Block, VoteCertificate Certificate) : IMessageBody
{
    /// <inheritdoc/>
    public long SizeBits => Block.SizeBits + Certificate.SizeBits;

    /// <summary>True when the certificate is one for this block.</summary>
    /// <param name="settings">Quorum and signatures.</param>
    public bool IsProved(ReplicaSettings settings) =>
        Certificate.Phase == VotePhase.Prepare && Certificate.Height == Block.Height && Certificate.View == Block.View
        && Certificate.Value == Block.Vote && Certificate.IsValid(settings.Quorum, settings.Signer);
}
