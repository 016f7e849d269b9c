using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Ledger;

/// <summary>Local blocks in the global chain: each at most once, in order, by its digest, or reported lost.</summary>
public class AnchorAuditTests
{
    private readonly Blockchain _local = new("lmuc-4");
    private readonly AnchorAudit _anchors;

    public AnchorAuditTests() => _anchors = new(new Dictionary<int, Blockchain> { [4] = _local });

    [Fact]
    public void Blocks_anchored_one_after_the_other_pass()
    {
        Assert.Null(_anchors.Problem(Anchoring(Grow())));
        Assert.Null(_anchors.Problem(Anchoring(Grow())));
    }

    [Fact]
    public void A_block_that_was_reported_lost_may_be_left_out()
    {
        Grow();
        _anchors.ReportLost(4, 0);
        Assert.Null(_anchors.Problem(Anchoring()));
        Assert.Null(_anchors.Problem(Anchoring(Grow())));
    }

    [Fact]
    public void A_block_that_vanishes_is_found_at_the_next_commit()
    {
        Grow();
        Assert.Equal("a block of lmuc-4 is neither anchored nor reported lost", _anchors.Problem(Anchoring()));
    }

    [Fact]
    public void A_gap_is_found()
    {
        Grow();
        Assert.Equal("a block of lmuc-4 before 1 is neither anchored nor reported lost", _anchors.Problem(Anchoring(Grow())));
    }

    [Fact]
    public void A_block_anchored_again_is_found()
    {
        var block = Grow();
        Assert.Null(_anchors.Problem(Anchoring(block)));
        Assert.Equal("block 0 of lmuc-4 is anchored again or out of order", _anchors.Problem(Anchoring(block)));
    }

    [Fact]
    public void Blocks_out_of_order_are_found()
    {
        var (first, second) = (Grow(), Grow());
        _anchors.ReportLost(4, 0);
        Assert.Equal("block 0 of lmuc-4 is anchored again or out of order", _anchors.Problem(Anchoring(second, first)));
    }

    [Fact]
    public void A_digest_of_no_block_is_found()
    {
        Grow();
        Assert.Equal("an anchor of node 4 is no block of lmuc-4", _anchors.Problem(Anchoring(Digest.Of([1]))));
    }

    [Fact]
    public void A_chain_that_is_not_known_is_found() => Assert.Equal(
        "node 5 anchors a block of no known chain",
        new AnchorAudit(new Dictionary<int, Blockchain> { [3] = _local }).Problem(Anchoring(5, Grow())));

    private Digest Grow()
    {
        _local.Append(Block.Propose("lmuc-4", _local.Head, 0, SimTime.Zero, []));
        return _local.Head!.Header.ComputeDigest();
    }

    private static Block Anchoring(params Digest[] anchors) => Anchoring(4, anchors);

    private static Block Anchoring(int node, params Digest[] anchors) => Block.Propose(
        "gmuc", null, 0, SimTime.Zero,
        [.. anchors.Select(anchor => new Transaction(TransactionKind.RelayedBlock, node, 1, anchor))]);
}
