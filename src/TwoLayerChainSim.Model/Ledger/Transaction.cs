using System.Buffers.Binary;

namespace TwoLayerChainSim.Model.Ledger;

/// <summary>What a transaction is about.</summary>
public enum TransactionKind : byte
{
    /// <summary>A task publisher names model, data and resource needs, budget and stop rule.</summary>
    TaskPublished = 1,

    /// <summary>A device's local model update.</summary>
    LocalUpdate = 2,

    /// <summary>The aggregate of an episode, i.e. the new global model.</summary>
    Aggregate = 3,

    /// <summary>A block of a lower layer, relayed with its certificate.</summary>
    RelayedBlock = 4,

    /// <summary>A reputation opinion.</summary>
    Reputation = 5,

    /// <summary>A payment for a contribution.</summary>
    Payment = 6,
}

/// <summary>An entry of a block: an opaque payload known by size and digest.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Sender">Stable number of the sending node.</param>
/// <param name="PayloadBits">Size of the payload in bits, at least 0.</param>
/// <param name="PayloadDigest">Digest of the payload.</param>
public readonly record struct Transaction(TransactionKind Kind, int Sender, long PayloadBits, Digest PayloadDigest)
{
    /// <summary>Length of the canonical encoding in bytes.</summary>
    public const int EncodedBytes = 1 + 4 + 8 + Digest.Bytes;

    /// <summary>Writes the canonical encoding: kind, sender, size, digest; integers big-endian.</summary>
    /// <param name="destination">At least <see cref="EncodedBytes"/> bytes.</param>
    public void CopyTo(Span<byte> destination)
    {
        destination[0] = (byte)Kind;
        BinaryPrimitives.WriteInt32BigEndian(destination[1..], Sender);
        BinaryPrimitives.WriteInt64BigEndian(destination[5..], PayloadBits);
        PayloadDigest.CopyTo(destination[13..]);
    }

    /// <summary>Reads the canonical encoding.</summary>
    /// <param name="source">At least <see cref="EncodedBytes"/> bytes.</param>
    public static Transaction Read(ReadOnlySpan<byte> source) => new(
        (TransactionKind)source[0],
        BinaryPrimitives.ReadInt32BigEndian(source[1..]),
        BinaryPrimitives.ReadInt64BigEndian(source[5..]),
        new(source[13..]));

    /// <summary>The Merkle leaf of this transaction.</summary>
    public Digest Leaf()
    {
        Span<byte> bytes = stackalloc byte[EncodedBytes];
        CopyTo(bytes);
        return MerkleTree.Leaf(bytes);
    }
}
