namespace TwoLayerChainSim.Model.Ledger;

/// <summary>
/// What must hold of a block at the instant at which it is appended, checked from the block alone: the certificate of its
/// committee, the Merkle proof of an entry, and that it records what was relayed to it, each entry once.
/// </summary>
public static class CommitAudit
{
    /// <summary>What is wrong with a block that was just appended, or null.</summary>
    /// <param name="block">The block.</param>
    /// <param name="committee">Who had to certify it; null where blocks carry no certificate.</param>
    /// <param name="keys">The keys of all nodes.</param>
    /// <param name="relayed">What was handed to the chain for this block; a refused update counts, its refusal is recorded.</param>
    public static string? Problem(Block block, Committee? committee, KeyRing keys, IReadOnlyCollection<RelayedEntry> relayed) =>
        CertificateProblem(block, committee, keys) ?? ProofProblem(block) ?? EntryProblem(block, relayed);

    private static string? CertificateProblem(Block block, Committee? committee, KeyRing keys) => (committee, block.Certificate) switch
    {
        (null, null) => null,
        (null, _) => "a certificate where none is due",
        (_, null) => "the certificate is missing",
        var (members, certificate) => certificate.Problem(block.Header.ComputeDigest(), members, keys),
    };

    /// <summary>One entry of each block, another one from block to block: all of them would take hashes by the square.</summary>
    private static string? ProofProblem(Block block)
    {
        if (block.Transactions.IsEmpty)
        {
            return null;
        }

        var index = (int)(block.Header.Height % block.Transactions.Length);
        var proof = MerkleTree.Prove(block.Transactions.AsSpan(), index);
        return proof.Verifies(block.Transactions[index], block.Header.MerkleRoot)
            ? null
            : $"the Merkle proof of entry {index} does not lead to the root";
    }

    private static string? EntryProblem(Block block, IReadOnlyCollection<RelayedEntry> relayed)
    {
        var missing = relayed.ToHashSet();
        if (missing.Count < relayed.Count)
        {
            return "an entry was relayed twice";
        }

        foreach (var entry in block.Transactions.Where(IsRelayed))
        {
            if (!missing.Remove(new(entry.Sender, entry.PayloadDigest)))
            {
                return $"the entry of node {entry.Sender} was not relayed, or is recorded twice";
            }
        }

        return missing.Count == 0 ? null : $"the entry of node {missing.Min(entry => entry.Sender)} is lost";
    }

    private static bool IsRelayed(Transaction entry) =>
        entry.Kind is TransactionKind.LocalUpdate or TransactionKind.Reputation or TransactionKind.RelayedBlock;
}
