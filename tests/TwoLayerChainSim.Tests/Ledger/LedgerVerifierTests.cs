using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Ledger;

/// <summary>Tampering with a finished ledger is found and the block is named (fault T5 of the test plan).</summary>
public class LedgerVerifierTests
{
    private static readonly KeyRing Keys = new(42);
    private static readonly Committee Four = new([10, 11, 12, 13], 3);

    [Fact]
    public void An_untouched_ledger_verifies() =>
        Assert.Equal(new(4, null, ""), Verifier(certified: true).Verify(Chain(certified: true)));

    [Fact]
    public void An_empty_ledger_verifies() => Assert.True(Verifier(certified: true).Verify(new Blockchain("lmuc-0")).IsValid);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_flip_of_any_bit_of_any_byte_names_the_block(bool certified)
    {
        var chain = Chain(certified);
        var bytes = LedgerEncoding.Encode(chain);
        var owner = chain.Blocks.SelectMany((block, i) => Enumerable.Repeat(i, LedgerEncoding.Encode(block).Length)).ToArray();
        var missed = new List<string>();
        for (var position = 0; position < bytes.Length; position++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                bytes[position] ^= (byte)(1 << bit);
                var verdict = Verifier(certified).Verify(bytes);
                bytes[position] ^= (byte)(1 << bit);
                if (verdict.FirstBadBlock != owner[position])
                {
                    missed.Add($"byte {position} bit {bit} of block {owner[position]}: {verdict}");
                }
            }
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [Fact]
    public void A_ledger_cut_inside_a_block_names_it()
    {
        var bytes = LedgerEncoding.Encode(Chain(certified: true));
        Assert.Equal(3, Verifier(certified: true).Verify(bytes.AsSpan(0, bytes.Length - 1)).FirstBadBlock);
    }

    [Fact]
    public void A_ledger_without_its_last_block_shows_in_the_count()
    {
        var chain = Chain(certified: true);
        var last = LedgerEncoding.Encode(chain.Blocks[3]).Length;
        var bytes = LedgerEncoding.Encode(chain);
        Assert.Equal(3, Verifier(certified: true).Verify(bytes.AsSpan(0, bytes.Length - last)).Blocks);
    }

    [Fact]
    public void A_block_rewritten_with_matching_hashes_breaks_its_certificate()
    {
        var forged = Forge(Chain(certified: true), height: 3, keepCertificate: true);
        Assert.Equal((3, true), (forged.FirstBadBlock, forged.Reason.Contains("another block", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_block_rewritten_without_certificate_breaks_the_link_of_the_next()
    {
        var forged = Forge(Chain(certified: false), height: 1, keepCertificate: false);
        Assert.Equal((2, true), (forged.FirstBadBlock, forged.Reason.Contains("previous digest", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_chain_refuses_a_block_that_does_not_follow()
    {
        var chain = Chain(certified: true);
        var block = chain.Blocks[1];
        Assert.Throws<InvariantException>(() => chain.Append(block));
    }

    private static LedgerVerdict Forge(Blockchain chain, int height, bool keepCertificate)
    {
        var old = chain.Blocks[height];
        var forged = Block.Propose(
            chain.Name, chain.Blocks[height - 1], old.Header.Proposer, old.Header.Time, old.Transactions.RemoveAt(0));
        forged = forged with { Certificate = keepCertificate ? old.Certificate : null };
        byte[] bytes = [.. chain.Blocks.SelectMany((block, i) => LedgerEncoding.Encode(i == height ? forged : block))];
        return Verifier(keepCertificate).Verify(bytes);
    }

    private static LedgerVerifier Verifier(bool certified) => new("lmuc-0", Keys, _ => certified ? Four : null);

    private static Blockchain Chain(bool certified)
    {
        var chain = new Blockchain("lmuc-0");
        for (var height = 0; height < 4; height++)
        {
            ImmutableArray<Transaction> transactions = [.. MerkleTreeTests.Transactions(height + 1)];
            var block = Block.Propose(chain.Name, chain.Head, 10 + height, new(height * 1_000_000_000L), transactions);
            var certificate = QuorumCertificate.Sign(Keys, block.Header.ComputeDigest(), [10, 11, 12 + (height % 2)]);
            chain.Append(block with { Certificate = certified ? certificate : null });
        }

        return chain;
    }
}
