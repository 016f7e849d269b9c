using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Ledger;

public class MerkleTreeTests
{
    [Fact] // RFC 6962, section 2.1.
    public void The_root_of_nothing_is_the_digest_of_nothing() => Assert.Equal(Digest.Of([]), MerkleTree.Root([]));

    [Fact] // RFC 6962, section 2.1: the tree over three leaves splits after the second.
    public void An_odd_leaf_moves_up_unchanged()
    {
        var list = Transactions(3);
        var left = Hash(1, list[0].Leaf(), list[1].Leaf());
        Assert.Equal(Hash(1, left, list[2].Leaf()), MerkleTree.Root(list));
    }

    [Fact] // The flaw of duplicating the last leaf (CVE-2012-2459).
    public void Repeating_the_last_transaction_changes_the_root()
    {
        var list = Transactions(3);
        Assert.NotEqual(MerkleTree.Root(list), MerkleTree.Root([.. list, list[2]]));
    }

    [Fact]
    public void A_leaf_cannot_pass_for_a_node()
    {
        var list = Transactions(2);
        var joined = new byte[2 * Digest.Bytes];
        list[0].Leaf().CopyTo(joined);
        list[1].Leaf().CopyTo(joined.AsSpan(Digest.Bytes));
        Assert.NotEqual(MerkleTree.Root(list), MerkleTree.Leaf(joined));
    }

    [Fact]
    public void Every_proof_verifies_its_transaction_and_no_other() =>
        Prop.ForAll(Gen.Choose(1, 40).ToArbitrary(), count =>
        {
            var list = Transactions(count);
            var root = MerkleTree.Root(list);
            return Enumerable.Range(0, count).All(index =>
            {
                var proof = MerkleTree.Prove(list, index);
                return Enumerable.Range(0, count).All(other => proof.Verifies(list[other], root) == (other == index));
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_proof_with_a_changed_sibling_or_length_fails()
    {
        var list = Transactions(5);
        var root = MerkleTree.Root(list);
        var proof = MerkleTree.Prove(list, 2);
        var altered = proof with { Siblings = proof.Siblings.SetItem(1, Digest.Of([9])) };
        var shorter = proof with { Siblings = proof.Siblings.RemoveAt(2) };
        var longer = proof with { Siblings = proof.Siblings.Add(root) };
        Assert.True(proof.Verifies(list[2], root));
        Assert.DoesNotContain(true, new[] { altered, shorter, longer }.Select(wrong => wrong.Verifies(list[2], root)));
    }

    internal static Transaction[] Transactions(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
            new Transaction(TransactionKind.LocalUpdate, i, 5000, Digest.Of([(byte)i, (byte)(i >> 8)]))),
    ];

    private static Digest Hash(byte prefix, Digest left, Digest right)
    {
        var bytes = new byte[1 + (2 * Digest.Bytes)];
        bytes[0] = prefix;
        left.CopyTo(bytes.AsSpan(1));
        right.CopyTo(bytes.AsSpan(1 + Digest.Bytes));
        return Digest.Of(bytes);
    }
}
