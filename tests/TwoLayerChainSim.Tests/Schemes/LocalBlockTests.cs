using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>A relayed local block verifies only as its committee certified it (schemes.md, two-layer, step 4).</summary>
public class LocalBlockTests
{
    private static readonly KeyRing Keys = new(1);
    private static readonly Committee Members = new([3, 4, 5, 6], 3);
    private static readonly ImmutableArray<LocalUpdate> Updates =
        [LocalUpdate.Of(0, 40, [1, 2]), LocalUpdate.Of(1, 40, [3, 4]), LocalUpdate.Of(2, 40, [5, 6])];

    [Fact]
    public void A_block_verifies_as_decided() => Assert.True(Decided().Verifies(Keys));

    [Fact]
    public void A_block_of_proof_of_work_verifies_without_a_certificate()
    {
        var decided = Decided();
        Assert.True((decided with { Committee = null, Block = decided.Block with { Certificate = null } }).Verifies(Keys));
    }

    [Fact]
    public void Spoiled_updates_do_not_verify()
    {
        Assert.False(Decided().Through(Malfunction(MalfunctionKind.Gaussian)).Verifies(Keys));
    }

    [Fact]
    public void Lost_updates_do_not_verify()
    {
        Assert.False(Decided().Through(Malfunction(MalfunctionKind.Drop)).Verifies(Keys));
    }

    [Fact]
    public void A_block_without_its_certificate_does_not_verify()
    {
        var decided = Decided();
        Assert.False((decided with { Block = decided.Block with { Certificate = null } }).Verifies(Keys));
    }

    [Fact]
    public void A_single_lost_reordered_or_added_update_does_not_verify()
    {
        Assert.False((Decided() with { Accepted = Updates[..2] }).Verifies(Keys));
        Assert.False((Decided() with { Accepted = [Updates[1], Updates[0], Updates[2]] }).Verifies(Keys));
        Assert.False((Decided() with { Accepted = [.. Updates, LocalUpdate.Of(9, 40, [7, 8])] }).Verifies(Keys));
    }

    [Fact]
    public void Changed_entries_do_not_verify_even_with_a_matching_header()
    {
        var forged = Updates.SetItem(0, LocalUpdate.Of(0, 40, [100, 100]));
        var (decided, other) = (Decided(), Propose(forged));
        Block[] blocks =
            [decided.Block with { Transactions = other.Transactions }, other with { Certificate = decided.Block.Certificate }, other];
        Assert.All(blocks, block => Assert.False((decided with { Accepted = forged, Block = block }).Verifies(Keys)));
    }

    [Fact]
    public void A_certificate_of_too_few_or_of_strangers_does_not_verify()
    {
        var decided = Decided();
        Assert.False(WithSigners(decided, 3, 4).Verifies(Keys));
        Assert.False(WithSigners(decided, 3, 4, 7).Verifies(Keys));
        Assert.True(WithSigners(decided, 4, 5, 6).Verifies(Keys));
        Assert.False(decided.Verifies(new KeyRing(2)));
    }

    [Fact]
    public void An_honest_node_forwards_the_block_itself()
    {
        var decided = Decided();
        Assert.Same(decided, decided.Through(HonestForwarding.Instance));
    }

    private static MalfunctioningForwarding Malfunction(MalfunctionKind kind) =>
        new(new(kind, 3), ImmutableDictionary<int, LocalUpdate>.Empty, new(1, 0), mec: 0, episode: 1);

    private static LocalBlock WithSigners(LocalBlock block, params int[] signers) => block with
    {
        Block = block.Block with { Certificate = QuorumCertificate.Sign(Keys, block.Block.Header.ComputeDigest(), signers) },
    };

    private static LocalBlock Decided() =>
        WithSigners(new(0, Propose(Updates), Members, Updates, [3]), 3, 4, 5);

    private static Block Propose(ImmutableArray<LocalUpdate> updates) => Block.Propose(
        "lmuc-0",
        null,
        3,
        SimTime.Zero,
        [
            .. updates.Select(update => new Transaction(TransactionKind.LocalUpdate, 3 + update.Device, 100, update.Digest)),
            new(TransactionKind.Reputation, 6, 256, default),
        ]);
}
