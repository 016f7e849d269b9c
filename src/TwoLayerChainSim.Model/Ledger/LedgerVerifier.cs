namespace TwoLayerChainSim.Model.Ledger;

/// <summary>Result of verifying a ledger.</summary>
/// <param name="Blocks">Number of blocks found in order before the first bad one, or all of them.</param>
/// <param name="FirstBadBlock">Position of the first block that does not verify; null when all do.</param>
/// <param name="Reason">What is wrong with it; empty when nothing is.</param>
public sealed record LedgerVerdict(int Blocks, int? FirstBadBlock, string Reason)
{
    /// <summary>True when every block verifies.</summary>
    public bool IsValid => FirstBadBlock is null;
}

/// <summary>
/// Verifies a finished ledger from its bytes alone: form, links, Merkle roots, digests and certificates. A changed byte
/// anywhere is found in the block that holds it.
/// </summary>
/// <param name="chain">Name of the chain.</param>
/// <param name="keys">The keys of the signers.</param>
/// <param name="committeeOf">The committee that had to certify a block, or null where none is needed.</param>
public sealed class LedgerVerifier(string chain, KeyRing keys, Func<BlockHeader, Committee?> committeeOf)
{
    /// <summary>Verifies encoded blocks.</summary>
    /// <param name="encoded">The bytes of <see cref="LedgerEncoding"/>.</param>
    public LedgerVerdict Verify(ReadOnlySpan<byte> encoded)
    {
        Block? previous = null;
        var index = 0;
        for (; !encoded.IsEmpty; index++)
        {
            if (!LedgerEncoding.TryRead(encoded, out var block, out var storedDigest, out var length))
            {
                return new(index, index, "the bytes do not have the form of a block");
            }

            if (Problem(encoded[..length], block!, storedDigest, previous) is { } problem)
            {
                return new(index, index, problem);
            }

            previous = block;
            encoded = encoded[length..];
        }

        return new(index, null, "");
    }

    /// <summary>Verifies a ledger in memory.</summary>
    /// <param name="blockchain">The ledger.</param>
    public LedgerVerdict Verify(Blockchain blockchain) => Verify(LedgerEncoding.Encode(blockchain));

    private string? Problem(ReadOnlySpan<byte> bytes, Block block, in Digest storedDigest, Block? previous)
    {
        var digest = block.Header.ComputeDigest();
        if (digest != storedDigest)
        {
            return "the header does not match its digest";
        }

        if (block.LinkProblem(chain, previous) is { } broken)
        {
            return broken;
        }

        var certificateProblem = (committeeOf(block.Header), block.Certificate) switch
        {
            (null, null) => null,
            (null, _) => "a certificate where none is due",
            (_, null) => "the certificate is missing",
            var (committee, certificate) => certificate.Problem(digest, committee, keys),
        };
        return certificateProblem
            ?? (bytes.SequenceEqual(LedgerEncoding.Encode(block)) ? null : "the encoding is not canonical");
    }
}
