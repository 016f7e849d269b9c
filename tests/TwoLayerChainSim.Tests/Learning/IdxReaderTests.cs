using System.Buffers.Binary;
using System.IO.Compression;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Learning;

namespace TwoLayerChainSim.Tests.Learning;

/// <summary>
/// IDX files, good and bad (fault I3): the bad ones are refused in one sentence, before memory of the declared size is taken.
/// </summary>
public sealed class IdxReaderTests : IDisposable
{
    private const string TrainImages = "train-images-idx3-ubyte";
    private const string TrainLabels = "train-labels-idx1-ubyte";
    private const string TestImages = "t10k-images-idx3-ubyte";

    private readonly string _directory = Directory.CreateTempSubdirectory("idx").FullName;

    public IdxReaderTests()
    {
        Write(TrainImages, Idx([3, 2, 2], [0, 255, 51, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
        Write(TrainLabels, Idx([3], [7, 0, 9]));
        Write(TestImages, Idx([1, 2, 2], [255, 255, 255, 255]));
        Write("t10k-labels-idx1-ubyte", Idx([1], [4]));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_good_directory_is_loaded_with_pixels_scaled_to_one()
    {
        var data = IdxReader.LoadDirectory(_directory);

        Assert.Equal((3, 1, 4, 10), (data.Train.Count, data.Test.Count, data.Train.FeatureCount, data.Train.ClassCount));
        Assert.Equal([0f, 1f, 0.2f, 1 / 255f], data.Train.Image(0));
        Assert.Equal([6 / 255f, 7 / 255f, 8 / 255f, 9 / 255f], data.Train.Image(2));
        Assert.Equal(new byte[] { 7, 0, 9 }, data.Train.Labels);
        Assert.Equal(new byte[] { 4 }, data.Test.Labels);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte.gz")]
    [InlineData("train-images.idx3-ubyte")]
    [InlineData("train-images.idx3-ubyte.gz")]
    public void Other_names_and_gzip_give_the_same_images(string name)
    {
        var plain = IdxReader.LoadDirectory(_directory).Train.Features.ToArray();
        var bytes = File.ReadAllBytes(Path.Combine(_directory, TrainImages));
        File.Delete(Path.Combine(_directory, TrainImages));
        Write(name, name.EndsWith(".gz", StringComparison.Ordinal) ? Gzip(bytes) : bytes);

        Assert.Equal(plain, IdxReader.LoadDirectory(_directory).Train.Features);
    }

    [Fact]
    public void A_file_that_was_unpacked_under_its_old_name_is_read_as_what_it_is()
    {
        File.Move(Path.Combine(_directory, TrainImages), Path.Combine(_directory, TrainImages + ".gz"));

        Assert.Equal(3, IdxReader.LoadDirectory(_directory).Train.Count);
    }

    public static TheoryData<string, string, byte[], string> BadFiles { get; } = new()
    {
        { "empty", TrainImages, [], "offset 0: the file ends, expected a header of 16 bytes" },
        { "header cut", TrainImages, Idx([3, 2, 2], [])[..9], "offset 9: the file ends, expected a header of 16 bytes" },
        { "labels instead of images", TrainImages, Idx([300], new byte[300]), "found 0x00000801, expected 0x00000803 (unsigned bytes, 3" },
        { "floats", TrainImages, [0, 0, 0x0D, 3, .. new byte[12]], "offset 0, magic number: found 0x00000D03, expected 0x00000803" },
        { "not IDX", TrainLabels, "a text file"u8.ToArray(), "found 0x61207465, expected 0x00000801 (unsigned bytes, 1 dimension)" },
        { "images instead of labels", TrainLabels, Idx([1, 1, 1], [0]), "found 0x00000803, expected 0x00000801" },
        { "truncated", TrainImages, Idx([3, 2, 2], new byte[11]), "offset 27: the file ends, expected 28 bytes (the header declares" },
        { "trailing", TrainImages, Idx([3, 2, 2], new byte[13]), "offset 28: found trailing bytes, expected the end of the file" },
        { "2^31 images", TrainImages, Idx([1u << 31, 2, 2], new byte[12]), "offset 4, size of dimension 1: found 2147483648, expected" },
        { "2^32-1 columns", TrainImages, Idx([3, 2, uint.MaxValue], new byte[12]), "offset 12, size of dimension 3: found 4294967295" },
        { "overflowing product", TrainImages, Idx([1 << 29, 1 << 29, 64], []), "offset 8, size of dimension 2: found 536870912" },
        { "declares a gigabyte", TrainImages, Idx([1 << 20, 32, 32], new byte[12]), "offset 28: the file ends, expected 1073741840 bytes" },
        { "no images", TrainImages, Idx([0, 2, 2], []), "offset 4, size of dimension 1: found 0, expected at least 1" },
        { "no rows", TrainImages, Idx([3, 0, 2], []), "offset 8, size of dimension 2: found 0, expected at least 1" },
        { "fewer labels", TrainLabels, Idx([2], [1, 2]), "offset 4, number of labels: found 2, expected 3, one an image" },
        { "label 10", TrainLabels, Idx([3], [1, 10, 2]), "offset 9, label of image 1: found 10, expected 0..9" },
        { "label 255", TrainLabels, Idx([3], [1, 2, 255]), "offset 10, label of image 2: found 255, expected 0..9" },
        { "other shape", TestImages, Idx([1, 1, 4], new byte[4]), "test images are 1 x 4, expected 2 x 2" },
        { "damaged gzip", TrainImages, Damaged(Gzip(Idx([3, 2, 2], new byte[12]))), "the gzip stream is damaged" },
        { "cut gzip", TrainImages, Gzip(Idx([3, 2, 2], RandomBytes(12)))[..24], "the file ends" },
        { "gzip bomb", TrainImages, Gzip(Idx([3, 2, 2], new byte[50_000_000])), "offset 28: found trailing bytes" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public void A_bad_file_is_refused_with_file_place_value_and_expectation(
        string fault, string name, byte[] content, string message)
    {
        Write(name, content);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = Assert.Throws<DataFormatException>(() => IdxReader.LoadDirectory(_directory));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains(fault == "other shape" ? _directory : name, failure.Message, StringComparison.Ordinal);
        Assert.True(allocated < 2_000_000, $"{allocated} bytes were allocated before the refusal");
    }

    [Fact]
    public void A_missing_file_is_refused_with_the_names_that_would_do()
    {
        File.Delete(Path.Combine(_directory, TrainLabels));

        var failure = Assert.Throws<DataFormatException>(() => IdxReader.LoadDirectory(_directory));

        Assert.Contains(
            "no file for train-labels, expected one of train-labels-idx1-ubyte, train-labels-idx1-ubyte.gz",
            failure.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_directory_is_refused() => Assert.Contains(
        "there is no such directory",
        Assert.Throws<DataFormatException>(() => IdxReader.LoadDirectory(Path.Combine(_directory, "nowhere"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void More_classes_can_be_asked_for()
    {
        Write(TrainLabels, Idx([3], [1, 25, 2]));

        Assert.Equal(25, IdxReader.LoadDirectory(_directory, classCount: 26).Train.Labels[1]);
    }

    private void Write(string name, byte[] content) => File.WriteAllBytes(Path.Combine(_directory, name), content);

    private static byte[] Idx(uint[] sizes, byte[] content)
    {
        var header = new byte[4 + 4 * sizes.Length];
        header[2] = 0x08;
        header[3] = (byte)sizes.Length;
        for (var i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + 4 * i), sizes[i]);
        }

        return [.. header, .. content];
    }

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Damaged(byte[] gzip)
    {
        gzip[10] ^= 0xFF; // the first byte after the gzip header
        return gzip;
    }

    private static byte[] RandomBytes(int count)
    {
        var stream = new RandomStream(5);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)stream.NextInt(256))];
    }
}
