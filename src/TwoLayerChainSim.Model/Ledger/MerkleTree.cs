using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Ledger;

/// <summary>
/// Merkle tree over transactions in the form of RFC 6962, section 2.1: leaves and nodes are hashed with different prefixes,
/// and a node without a sibling moves up unchanged, so no two different lists have the same root.
/// </summary>
public static class MerkleTree
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>Hash of a leaf.</summary>
    /// <param name="content">Encoded entry, at most 255 bytes.</param>
    public static Digest Leaf(ReadOnlySpan<byte> content)
    {
        Span<byte> bytes = stackalloc byte[1 + content.Length];
        bytes[0] = LeafPrefix;
        content.CopyTo(bytes[1..]);
        return Digest.Of(bytes);
    }

    /// <summary>Root over <paramref name="transactions"/>; the digest of nothing when there are none.</summary>
    /// <param name="transactions">The entries in block order.</param>
    public static Digest Root(ReadOnlySpan<Transaction> transactions)
    {
        if (transactions.IsEmpty)
        {
            return Digest.Of([]);
        }

        var level = Leaves(transactions);
        for (var count = level.Length; count > 1; count = Reduce(level, count))
        {
        }

        return level[0];
    }

    /// <summary>Proof that entry <paramref name="index"/> is in the list.</summary>
    /// <param name="transactions">The entries in block order.</param>
    /// <param name="index">Which entry, from 0.</param>
    public static MerkleProof Prove(ReadOnlySpan<Transaction> transactions, int index)
    {
        var level = Leaves(transactions);
        var siblings = ImmutableArray.CreateBuilder<Digest>();
        var position = index;
        for (var count = level.Length; count > 1; count = Reduce(level, count), position /= 2)
        {
            var sibling = position ^ 1;
            if (sibling < count)
            {
                siblings.Add(level[sibling]);
            }
        }

        return new(index, transactions.Length, siblings.ToImmutable());
    }

    internal static Digest Node(in Digest left, in Digest right)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * Digest.Bytes)];
        bytes[0] = NodePrefix;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + Digest.Bytes)..]);
        return Digest.Of(bytes);
    }

    private static Digest[] Leaves(ReadOnlySpan<Transaction> transactions)
    {
        var leaves = new Digest[transactions.Length];
        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i] = transactions[i].Leaf();
        }

        return leaves;
    }

    /// <summary>Replaces a level by the one above it, in place, and returns the length of that.</summary>
    private static int Reduce(Digest[] level, int count)
    {
        for (var i = 0; i < count / 2; i++)
        {
            level[i] = Node(level[2 * i], level[(2 * i) + 1]);
        }

        if (count % 2 == 1)
        {
            level[count / 2] = level[count - 1];
        }

        return (count + 1) / 2;
    }
}
