using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>Bugs planted where blocks are made, relayed and verified, and where reputations are booked.</summary>
internal static class LedgerZoo
{
    private const string Chain = "lmuc-0";
    private static readonly KeyRing Keys = new(42);
    private static readonly Committee Four = new([0, 1, 2, 3], 3);
    private static readonly ImmutableArray<RelayedEntry> Relayed =
        [.. Enumerable.Range(0, 5).Select(i => new RelayedEntry(10 + i, Digest.Of([(byte)i])))];

    public static IReadOnlyList<ModelBug> Bugs { get; } =
    [
        new("the Merkle path is not checked", "verifier of Merkle proofs", "a proof holds for its own entry only", MerklePath),
        new("an entry is changed after the Merkle root was made", "writer of blocks",
            "CommitAudit: the Merkle proof of entry 0 does not lead to the root", ChangedEntry),
        new("an update is counted twice", "writer of blocks",
            "CommitAudit: the entry of node 12 was not relayed, or is recorded twice",
            isPlanted => Audit(isPlanted ? Entries().Add(Entries()[2]) : Entries(), Four.Quorum)),
        new("an update is lost", "writer of blocks", "CommitAudit: the entry of node 12 is lost",
            isPlanted => Audit(isPlanted ? Entries().RemoveAt(2) : Entries(), Four.Quorum)),
        new("a block is appended before its quorum is complete", "writer of blocks",
            "CommitAudit: 2 signers and 2 signatures for a quorum of 3",
            isPlanted => Audit(Entries(), isPlanted ? Four.Quorum - 1 : Four.Quorum)),
        new("the link to the block before is not checked", "writer of blocks",
            "LedgerVerifier: the previous digest does not match the previous block", isPlanted => Verify(isPlanted, signers: 3)),
        new("the certificate of a block is not checked", "writer of blocks",
            "LedgerVerifier: 2 signers and 2 signatures for a quorum of 3",
            isPlanted => Verify(isUnlinked: false, isPlanted ? 2 : 3)),
        new("a local block is anchored twice", "relay to the global chain",
            "AnchorAudit: block 0 of lmuc-0 is anchored again or out of order", AnchoredTwice),
        new("the reputation of a refused update is not lowered", "book of reputations", "a refusal lowers the reputation", Reputation),
    ];

    private static string? MerklePath(bool isPlanted)
    {
        var entries = Entries();
        var root = MerkleTree.Root(entries.AsSpan());
        for (var place = 0; place < entries.Length; place++)
        {
            var proof = MerkleTree.Prove(entries.AsSpan(), place);
            for (var other = 0; other < entries.Length; other++)
            {
                var holds = isPlanted ? proof.Index < proof.Count : proof.Verifies(entries[other], root);
                if (holds != (place == other))
                {
                    return "a proof holds for its own entry only";
                }
            }
        }

        return null;
    }

    private static string? ChangedEntry(bool isPlanted)
    {
        var block = Certified(Block.Propose(Chain, null, 0, SimTime.Zero, Entries()), Four.Quorum);
        var changed = block.Transactions.SetItem(0, block.Transactions[0] with { PayloadBits = 7 });
        return Named("CommitAudit", CommitAudit.Problem(isPlanted ? block with { Transactions = changed } : block, Four, Keys, Relayed));
    }

    private static string? Audit(ImmutableArray<Transaction> entries, int signers) => Named(
        "CommitAudit",
        CommitAudit.Problem(Certified(Block.Propose(Chain, null, 0, SimTime.Zero, entries), signers), Four, Keys, Relayed));

    /// <summary>Writes two blocks as bytes, as a writer would that does not look at the block before or at certificates.</summary>
    private static string? Verify(bool isUnlinked, int signers)
    {
        var first = Certified(Block.Propose(Chain, null, 0, SimTime.Zero, Entries()), Four.Quorum);
        var second = Block.Propose(Chain, first, 1, SimTime.Zero, Entries());
        second = isUnlinked ? second with { Header = second.Header with { Previous = default } } : second;
        byte[] bytes = [.. LedgerEncoding.Encode(first), .. LedgerEncoding.Encode(Certified(second, signers))];
        var verdict = new LedgerVerifier(Chain, Keys, _ => Four).Verify(bytes);
        return verdict.IsValid ? null : Named("LedgerVerifier", verdict.Reason);
    }

    private static string? AnchoredTwice(bool isPlanted)
    {
        var local = new Blockchain(Chain);
        var audit = new AnchorAudit(new Dictionary<int, Blockchain> { [4] = local });
        local.Append(Block.Propose(Chain, null, 0, SimTime.Zero, []));
        var anchor = new Transaction(TransactionKind.RelayedBlock, 4, 1, local.Head!.Header.ComputeDigest());
        ImmutableArray<Transaction> anchors = isPlanted ? [anchor, anchor] : [anchor];
        return Named("AnchorAudit", audit.Problem(Block.Propose("gmuc", null, 0, SimTime.Zero, anchors)));
    }

    private static string? Reputation(bool isPlanted)
    {
        var book = new ReputationBook(1, [0.9], new());
        book.Record(0, 0, accepted: true);
        var before = book.Reputation(0, 0);
        if (!isPlanted)
        {
            book.Record(0, 0, accepted: false);
        }

        return book.Reputation(0, 0) < before ? null : "a refusal lowers the reputation";
    }

    private static string? Named(string checker, string? problem) => problem is null ? null : $"{checker}: {problem}";

    private static ImmutableArray<Transaction> Entries() =>
        [.. Relayed.Select(entry => new Transaction(TransactionKind.LocalUpdate, entry.Sender, 100, entry.Digest))];

    private static Block Certified(Block block, int signers) => block with
    {
        Certificate = QuorumCertificate.Sign(Keys, block.Header.ComputeDigest(), Enumerable.Range(0, signers)),
    };
}
