using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TwoLayerChainSim.Model.Ledger;

/// <summary>A SHA-256 digest (FIPS 180-4) held by value; comparing, copying and hashing allocate nothing.</summary>
public readonly record struct Digest
{
    /// <summary>Length in bytes.</summary>
    public const int Bytes = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <summary>Reads a digest from its 32 bytes.</summary>
    /// <param name="bytes">At least 32 bytes.</param>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        _first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The first 64 bits, a well mixed number that identifies the content for all practical purposes.</summary>
    public ulong Prefix => _first;

    /// <summary>The digest of <paramref name="content"/>.</summary>
    /// <param name="content">Any bytes.</param>
    public static Digest Of(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[Bytes];
        SHA256.HashData(content, digest);
        return new(digest);
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="destination">At least 32 bytes.</param>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _first);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _fourth);
    }

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((int)_first);

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{_first:x16}{_second:x16}{_third:x16}{_fourth:x16}";
}
