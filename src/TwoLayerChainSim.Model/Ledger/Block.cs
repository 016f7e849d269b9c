using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Ledger;

/// <summary>What a block's digest covers; the transactions are covered through their Merkle root.</summary>
/// <param name="Chain">Name of the chain, so that a block of one chain cannot stand in another; 1 to 64 ASCII characters.</param>
/// <param name="Height">Position in the chain, from 0.</param>
/// <param name="Previous">Digest of the previous block's header; all zero at height 0.</param>
/// <param name="MerkleRoot">Root over the transactions.</param>
/// <param name="Proposer">Stable number of the proposing node.</param>
/// <param name="Time">Simulated instant of the proposal.</param>
public sealed record BlockHeader(
    string Chain, long Height, Digest Previous, Digest MerkleRoot, int Proposer, SimTime Time)
{
    internal const int LongestChainName = 64;
    private const int FixedBytes = 1 + 8 + Digest.Bytes + Digest.Bytes + 4 + 8;

    internal int EncodedBytes => FixedBytes + Chain.Length;

    /// <summary>SHA-256 of the canonical encoding; what the next block and the certificate refer to.</summary>
    public Digest ComputeDigest()
    {
        Span<byte> bytes = stackalloc byte[EncodedBytes];
        CopyTo(bytes);
        return Digest.Of(bytes);
    }

    internal void CopyTo(Span<byte> destination)
    {
        Require.That(Chain.Length is > 0 and <= LongestChainName, $"chain name '{Chain}' has {Chain.Length} characters");
        destination[0] = (byte)Chain.Length;
        var at = 1 + Encoding.ASCII.GetBytes(Chain, destination[1..]);
        BinaryPrimitives.WriteInt64BigEndian(destination[at..], Height);
        Previous.CopyTo(destination[(at + 8)..]);
        MerkleRoot.CopyTo(destination[(at + 40)..]);
        BinaryPrimitives.WriteInt32BigEndian(destination[(at + 72)..], Proposer);
        BinaryPrimitives.WriteInt64BigEndian(destination[(at + 76)..], Time.Nanoseconds);
    }
}

/// <summary>A block: header, transactions and, where a committee decides, the certificate of its quorum.</summary>
/// <param name="Header">The header.</param>
/// <param name="Transactions">The entries, in order.</param>
/// <param name="Certificate">Signatures under the header's digest; null on chains without a committee (proof of work).</param>
public sealed record Block(
    BlockHeader Header, ImmutableArray<Transaction> Transactions, QuorumCertificate? Certificate = null)
{
    /// <summary>Sum of the payload sizes in bits.</summary>
    public long PayloadBits => Transactions.Sum(transaction => transaction.PayloadBits);

    /// <summary>The block that follows <paramref name="previous"/> on a chain, not yet certified.</summary>
    /// <param name="chain">Name of the chain.</param>
    /// <param name="previous">Last block of the chain; null for the first one.</param>
    /// <param name="proposer">Stable number of the proposing node.</param>
    /// <param name="time">Simulated instant of the proposal.</param>
    /// <param name="transactions">The entries.</param>
    public static Block Propose(
        string chain, Block? previous, int proposer, SimTime time, ImmutableArray<Transaction> transactions) => new(
        new(
            chain,
            previous is null ? 0 : previous.Header.Height + 1,
            previous is null ? default : previous.Header.ComputeDigest(),
            MerkleTree.Root(transactions.AsSpan()),
            proposer,
            time),
        transactions);

    /// <summary>Why this block cannot follow <paramref name="previous"/>, or null when it can.</summary>
    /// <param name="chain">Name of the chain.</param>
    /// <param name="previous">Last block of the chain; null for the first one.</param>
    public string? LinkProblem(string chain, Block? previous)
    {
        var (height, digest) = previous is null
            ? (0L, default)
            : (previous.Header.Height + 1, previous.Header.ComputeDigest());
        return Header.Chain != chain ? $"a block of chain '{Header.Chain}' on chain '{chain}'"
            : Header.Height != height ? $"height {Header.Height} where {height} is due"
            : Header.Previous != digest ? "the previous digest does not match the previous block"
            : previous is not null && Header.Time < previous.Header.Time ? "the block is older than the previous one"
            : Header.MerkleRoot != MerkleTree.Root(Transactions.AsSpan()) ? "the Merkle root does not match the transactions"
            : null;
    }
}
