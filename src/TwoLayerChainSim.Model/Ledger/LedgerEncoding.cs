using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace TwoLayerChainSim.Model.Ledger;

/// <summary>
/// The canonical bytes of a ledger: its blocks one after the other, each as header, transactions, certificate and the
/// digest of the header. Integers are big-endian; every value has exactly one encoding.
/// </summary>
public static class LedgerEncoding
{
    private const int SignerBytes = 4 + Digest.Bytes;

    /// <summary>All blocks of a chain.</summary>
    /// <param name="chain">The chain.</param>
    public static byte[] Encode(Blockchain chain)
    {
        var writer = new ArrayBufferWriter<byte>();
        foreach (var block in chain.Blocks)
        {
            Write(block, writer);
        }

        return writer.WrittenSpan.ToArray();
    }

    /// <summary>One block.</summary>
    /// <param name="block">The block.</param>
    public static byte[] Encode(Block block)
    {
        var writer = new ArrayBufferWriter<byte>();
        Write(block, writer);
        return writer.WrittenSpan.ToArray();
    }

    /// <summary>Reads the block at the start of <paramref name="source"/>.</summary>
    /// <param name="source">Encoded blocks.</param>
    /// <param name="block">The block, when the bytes have its form.</param>
    /// <param name="storedDigest">The digest that stands behind the block.</param>
    /// <param name="length">Number of bytes read.</param>
    /// <returns>False when the bytes do not have the form of a block.</returns>
    public static bool TryRead(ReadOnlySpan<byte> source, out Block? block, out Digest storedDigest, out int length)
    {
        (block, storedDigest, length) = (null, default, 0);
        var reader = new Reader(source);
        var header = reader.Header();
        var transactions = reader.Transactions();
        var certificate = reader.Certificate();
        storedDigest = reader.Digest();
        if (!reader.IsSound)
        {
            return false;
        }

        block = new(header, transactions, certificate);
        length = reader.Position;
        return true;
    }

    private static void Write(Block block, ArrayBufferWriter<byte> writer)
    {
        block.Header.CopyTo(writer.GetSpan(block.Header.EncodedBytes));
        writer.Advance(block.Header.EncodedBytes);
        WriteInt32(block.Transactions.Length, writer);
        foreach (var transaction in block.Transactions)
        {
            transaction.CopyTo(writer.GetSpan(Transaction.EncodedBytes));
            writer.Advance(Transaction.EncodedBytes);
        }

        // A block without a certificate has -1 signers, one with an empty certificate 0.
        WriteInt32(block.Certificate?.Signers.Length ?? -1, writer);
        if (block.Certificate is { } certificate)
        {
            WriteDigest(certificate.Value, writer);
            for (var i = 0; i < certificate.Signers.Length; i++)
            {
                WriteInt32(certificate.Signers[i], writer);
                WriteDigest(certificate.Signatures[i].Value, writer);
            }
        }

        WriteDigest(block.Header.ComputeDigest(), writer);
    }

    private static void WriteInt32(int value, ArrayBufferWriter<byte> writer)
    {
        BinaryPrimitives.WriteInt32BigEndian(writer.GetSpan(4), value);
        writer.Advance(4);
    }

    private static void WriteDigest(in Digest value, ArrayBufferWriter<byte> writer)
    {
        value.CopyTo(writer.GetSpan(Ledger.Digest.Bytes));
        writer.Advance(Ledger.Digest.Bytes);
    }

    /// <summary>Reads forward; once something does not fit, <see cref="IsSound"/> stays false and zeros are returned.</summary>
    private ref struct Reader(ReadOnlySpan<byte> source)
    {
        private readonly ReadOnlySpan<byte> _source = source;

        public int Position { get; private set; }

        public bool IsSound { get; private set; } = true;

        public BlockHeader Header()
        {
            var nameLength = Take(1) is [var first] ? first : (byte)0;
            IsSound &= nameLength is > 0 and <= BlockHeader.LongestChainName;
            var name = Encoding.ASCII.GetString(Take(nameLength));
            return new(name, Int64(), Digest(), Digest(), Int32(), new(Int64()));
        }

        public ImmutableArray<Transaction> Transactions()
        {
            var count = Count(Transaction.EncodedBytes);
            var transactions = ImmutableArray.CreateBuilder<Transaction>(count);
            for (var i = 0; i < count; i++)
            {
                transactions.Add(Transaction.Read(Take(Transaction.EncodedBytes)));
            }

            return transactions.MoveToImmutable();
        }

        public QuorumCertificate? Certificate()
        {
            var probe = Position + 4 <= _source.Length ? BinaryPrimitives.ReadInt32BigEndian(_source[Position..]) : 0;
            if (probe == -1)
            {
                Take(4);
                return null;
            }

            var count = Count(SignerBytes);
            var value = Digest();
            var signers = ImmutableArray.CreateBuilder<int>(count);
            var signatures = ImmutableArray.CreateBuilder<Signature>(count);
            for (var i = 0; i < count; i++)
            {
                signers.Add(Int32());
                signatures.Add(new(Digest()));
            }

            return new(value, signers.MoveToImmutable(), signatures.MoveToImmutable());
        }

        public Digest Digest() => Take(Ledger.Digest.Bytes) is { IsEmpty: false } bytes ? new(bytes) : default;

        /// <summary>A count of items, refused before anything is allocated when the rest cannot hold them.</summary>
        private int Count(int itemBytes)
        {
            var count = Int32();
            IsSound &= count >= 0 && count <= (_source.Length - Position) / itemBytes;
            return IsSound ? count : 0;
        }

        private int Int32() => Take(4) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadInt32BigEndian(bytes) : 0;

        private long Int64() => Take(8) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadInt64BigEndian(bytes) : 0;

        private ReadOnlySpan<byte> Take(int count)
        {
            IsSound &= count <= _source.Length - Position;
            if (!IsSound)
            {
                return [];
            }

            var taken = _source.Slice(Position, count);
            Position += count;
            return taken;
        }
    }
}
