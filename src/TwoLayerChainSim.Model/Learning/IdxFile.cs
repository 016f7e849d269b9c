using System.Buffers.Binary;
using System.IO.Compression;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// One IDX file of unsigned bytes (format: yann.lecun.com/exdb/mnist), plain or gzip. The header is checked against the real
/// length of the content before anything of the declared size is allocated.
/// </summary>
/// <remarks>
/// Deflate cannot expand more than 1032 times (zlib technical notes), but a small file may still be a bomb; the content of a gzip file is
/// therefore counted in a first pass, which stops as soon as it exceeds the declared size.
/// </remarks>
internal sealed class IdxFile
{
    /// <summary>Largest content that is accepted: 1 GiB, twenty times MNIST.</summary>
    public const long LargestContent = 1L << 30;

    private const int UnsignedByte = 0x08;
    private readonly string _path;

    private IdxFile(string path, int[] sizes)
    {
        _path = path;
        Sizes = sizes;
    }

    /// <summary>Sizes of the dimensions, each at least 1.</summary>
    public IReadOnlyList<int> Sizes { get; }

    private long ContentLength => Sizes.Aggregate(1L, (product, size) => product * size);

    private int HeaderLength => 4 + 4 * Sizes.Count;

    /// <summary>Reads and checks the header and the length.</summary>
    /// <param name="path">The file, plain or gzip whatever its name.</param>
    /// <param name="dimensions">Expected number of dimensions: 3 for images, 1 for labels.</param>
    /// <exception cref="DataFormatException">The file cannot be used.</exception>
    public static IdxFile Open(string path, int dimensions) => Guarded(path, () =>
    {
        using var stream = OpenContent(path);
        var file = new IdxFile(path, ReadHeader(path, stream, dimensions));
        var length = file.HeaderLength + CountUpTo(stream, file.ContentLength + 1);
        var declared = file.HeaderLength + file.ContentLength;
        if (length < declared)
        {
            throw Wrong(path, $"offset {length}: the file ends, expected {declared} bytes ({file.Declaration})");
        }

        if (length > declared)
        {
            throw Wrong(path, $"offset {declared}: found trailing bytes, expected the end of the file ({file.Declaration})");
        }

        return file;
    });

    /// <summary>The content after the header.</summary>
    public byte[] ReadContent() => Guarded(_path, () =>
    {
        using var stream = OpenContent(_path);
        stream.ReadExactly(new byte[HeaderLength]);
        var content = new byte[ContentLength];
        stream.ReadExactly(content);
        return content;
    });

    /// <summary>An error about this file.</summary>
    public DataFormatException Wrong(string what) => Wrong(_path, what);

    private string Declaration => $"the header declares {string.Join(" x ", Sizes)} values";

    private static int[] ReadHeader(string path, Stream stream, int dimensions)
    {
        Span<byte> header = stackalloc byte[4 + 4 * dimensions];
        var read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        if (read < header.Length)
        {
            throw Wrong(path, $"offset {read}: the file ends, expected a header of {header.Length} bytes");
        }

        var expected = (UnsignedByte << 8) | dimensions;
        var magic = BinaryPrimitives.ReadInt32BigEndian(header);
        if (magic != expected)
        {
            throw Wrong(path, $"offset 0, magic number: found 0x{magic:X8}, expected 0x{expected:X8} "
                + $"(unsigned bytes, {dimensions} dimension{(dimensions == 1 ? "" : "s")})");
        }

        var sizes = new int[dimensions];
        var product = 1L;
        for (var i = 0; i < dimensions; i++)
        {
            var offset = 4 + 4 * i;
            var size = BinaryPrimitives.ReadUInt32BigEndian(header[offset..]);
            if (size == 0 || size > LargestContent || (product *= size) > LargestContent)
            {
                throw Wrong(path, $"offset {offset}, size of dimension {i + 1}: found {size}, expected at least 1 and at most "
                    + $"{LargestContent} values in all");
            }

            sizes[i] = (int)size;
        }

        return sizes;
    }

    private static Stream OpenContent(string path)
    {
        // Browsers unpack downloads silently and keep the name, so the first two bytes tell what the file is.
        var file = File.OpenRead(path);
        var isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static long CountUpTo(Stream stream, long limit)
    {
        var buffer = new byte[1 << 16];
        var count = 0L;
        while (count < limit)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, limit - count));
            if (read == 0)
            {
                break;
            }

            count += read;
        }

        return count;
    }

    private static T Guarded<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException)
        {
            throw Wrong(path, "the gzip stream is damaged, expected a complete gzip file");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Wrong(path, $"cannot be read: {failure.Message}");
        }
    }

    private static DataFormatException Wrong(string path, string what) => new($"{path}: {what}");
}
