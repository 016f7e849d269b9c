using System.Collections.Immutable;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>A block of a local chain with the updates that it records, as it is relayed to the shard.</summary>
/// <param name="Cell">The MEC node of the local chain.</param>
/// <param name="Block">The block; its certificate was made by the members of the local chain.</param>
/// <param name="Committee">Those members and their quorum, known to the shard from the reputations that it recorded.</param>
/// <param name="Accepted">The updates that passed the quality check, by device number.</param>
/// <param name="Rejected">Devices whose update did not.</param>
public sealed record LocalBlock(
    int Cell, Block Block, Committee? Committee, ImmutableArray<LocalUpdate> Accepted, ImmutableArray<int> Rejected)
{
    /// <summary>The same block after a MEC node has forwarded it, spoiled or not.</summary>
    /// <param name="forwarding">How the node forwards.</param>
    public LocalBlock Through(IForwarding forwarding)
    {
        ImmutableArray<LocalUpdate> forwarded =
            [.. Accepted.Select(forwarding.Forward).Where(update => update is not null).Select(update => update!)];
        return forwarded.AsSpan().SequenceEqual(Accepted.AsSpan(), ReferenceEqualityComparer.Instance)
            ? this
            : this with { Accepted = forwarded };
    }

    /// <summary>True when the updates are those that the members of the local chain certified.</summary>
    /// <param name="keys">The keys of all nodes.</param>
    public bool Verifies(KeyRing keys)
    {
        var recorded = Block.Transactions
            .Where(transaction => transaction.Kind == TransactionKind.LocalUpdate)
            .Select(transaction => transaction.PayloadDigest);
        var digest = Block.Header.ComputeDigest();
        return recorded.SequenceEqual(Accepted.Select(update => update.Digest))
            && MerkleTree.Root(Block.Transactions.AsSpan()) == Block.Header.MerkleRoot
            && (Committee is null
                || (Block.Certificate is { } certificate && certificate.Problem(digest, Committee, keys) is null));
    }
}
