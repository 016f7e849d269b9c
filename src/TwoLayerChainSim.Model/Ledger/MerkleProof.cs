using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Ledger;

/// <summary>Proof that one transaction is in a block, checked against the block's Merkle root alone.</summary>
/// <param name="Index">Position of the transaction, from 0.</param>
/// <param name="Count">Number of transactions in the block.</param>
/// <param name="Siblings">Hashes beside the path from the leaf to the root.</param>
public sealed record MerkleProof(int Index, int Count, ImmutableArray<Digest> Siblings)
{
    /// <summary>True when <paramref name="transaction"/> at <see cref="Index"/> leads to <paramref name="root"/>.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="root">Merkle root of the block.</param>
    public bool Verifies(in Transaction transaction, in Digest root)
    {
        if (Index < 0 || Index >= Count)
        {
            return false;
        }

        var (hash, position, used) = (transaction.Leaf(), Index, 0);
        for (var count = Count; count > 1; count = (count + 1) / 2, position /= 2)
        {
            if ((position ^ 1) >= count)
            {
                continue;
            }

            if (used == Siblings.Length)
            {
                return false;
            }

            var sibling = Siblings[used++];
            hash = position % 2 == 0 ? MerkleTree.Node(hash, sibling) : MerkleTree.Node(sibling, hash);
        }

        return used == Siblings.Length && hash == root;
    }
}
