using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Ledger;

/// <summary>The checks of a block at the instant of its commit; each has a block that turns it red.</summary>
public class CommitAuditTests
{
    private static readonly KeyRing Keys = new(42);
    private static readonly Committee Four = new([0, 1, 2, 3], 3);
    private static readonly ImmutableArray<RelayedEntry> Relayed =
        [.. Enumerable.Range(0, 5).Select(i => new RelayedEntry(10 + i, Content(i)))];
    private static readonly Block Good = Certified(Proposed(Entries()), 0, 1, 2);

    [Fact]
    public void A_good_block_passes() => Assert.Null(Problem(Good));

    [Fact]
    public void A_refused_update_is_recorded_too() =>
        Assert.Null(Problem(Certified(Proposed(Entries().SetItem(1, Entries()[1] with { Kind = TransactionKind.Reputation })), 1, 2, 3)));

    [Fact]
    public void A_missing_certificate_is_found() => Assert.Equal("the certificate is missing", Problem(Good with { Certificate = null }));

    [Fact]
    public void A_certificate_of_too_few_is_found() =>
        Assert.Equal("2 signers and 2 signatures for a quorum of 3", Problem(Certified(Good, 0, 1)));

    [Fact]
    public void A_certificate_of_another_block_is_found() => Assert.Equal(
        "the certificate is for another block",
        Problem(Good with { Certificate = QuorumCertificate.Sign(Keys, Content(9), [0, 1, 2]) }));

    [Fact]
    public void An_entry_that_the_root_does_not_cover_is_found()
    {
        // The proof is asked for entry 0 of the block at height 0.
        var changed = Good.Transactions.SetItem(0, Good.Transactions[0] with { PayloadBits = 7 });
        Assert.Equal("the Merkle proof of entry 0 does not lead to the root", Problem(Good with { Transactions = changed }));
    }

    [Fact]
    public void A_lost_update_is_found() =>
        Assert.Equal("the entry of node 12 is lost", Problem(Certified(Proposed(Entries().RemoveAt(2)), 0, 1, 2)));

    [Fact]
    public void An_update_recorded_twice_is_found() => Assert.Equal(
        "the entry of node 12 was not relayed, or is recorded twice",
        Problem(Certified(Proposed(Entries().Add(Entries()[2])), 0, 1, 2)));

    [Fact]
    public void An_update_that_nobody_relayed_is_found() => Assert.Equal(
        "the entry of node 12 was not relayed, or is recorded twice",
        Problem(Certified(Proposed(Entries().SetItem(2, Entries()[2] with { PayloadDigest = Content(9) })), 0, 1, 2)));

    [Fact]
    public void An_update_relayed_twice_is_found() =>
        Assert.Equal("an entry was relayed twice", CommitAudit.Problem(Good, Four, Keys, [.. Relayed, Relayed[0]]));

    private static string? Problem(Block block) => CommitAudit.Problem(block, Four, Keys, Relayed);

    private static ImmutableArray<Transaction> Entries() =>
        [.. Relayed.Select(entry => new Transaction(TransactionKind.LocalUpdate, entry.Sender, 100, entry.Digest))];

    private static Block Proposed(ImmutableArray<Transaction> entries) => Block.Propose("chain", null, 0, SimTime.Zero, entries);

    private static Block Certified(Block block, params int[] signers) =>
        block with { Certificate = QuorumCertificate.Sign(Keys, block.Header.ComputeDigest(), signers) };

    private static Digest Content(int number) => Digest.Of([(byte)number]);
}
