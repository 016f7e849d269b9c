using System.Buffers.Binary;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>Runs learn from the files that a scenario names: the keys learning.data and learning.data-directory.</summary>
public sealed class DataFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("images").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_run_learns_from_the_files_of_its_scenario()
    {
        var generated = SchemeRuns.Run("vanilla-plain", SchemeRuns.Training);
        var (one, other) = (Learn("one", 1), Learn("other", 2));
        Assert.Equal((4 + 1) * 10, one.Run.Tasks[0].Task.Learning.ParameterCount);
        Assert.Equal(3, new[] { generated, one, other }.Select(run => run.Last.Loss).Distinct().Count());
    }

    private FinishedRun Learn(string name, int seed)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        var stream = new RandomStreams(1, 0).Stream("images", seed);
        Write(folder, "train", 800, stream);
        Write(folder, "t10k", 50, stream);
        return SchemeRuns.Run("vanilla-plain", SchemeRuns.Training, "learning.data=idx", $"learning.data-directory={folder}");
    }

    /// <summary>Random images of 2 x 2 pixels.</summary>
    private static void Write(string folder, string set, int count, RandomStream stream)
    {
        var pixels = Enumerable.Range(0, 4 * count).Select(_ => (byte)stream.NextInt(256)).ToArray();
        var labels = Enumerable.Range(0, count).Select(_ => (byte)stream.NextInt(10)).ToArray();
        File.WriteAllBytes(Path.Combine(folder, $"{set}-images-idx3-ubyte"), Idx([count, 2, 2], pixels));
        File.WriteAllBytes(Path.Combine(folder, $"{set}-labels-idx1-ubyte"), Idx([count], labels));
    }

    private static byte[] Idx(int[] sizes, byte[] content)
    {
        var header = new byte[4 + (4 * sizes.Length)];
        (header[2], header[3]) = (0x08, (byte)sizes.Length);
        for (var i = 0; i < sizes.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + (4 * i)), sizes[i]);
        }

        return [.. header, .. content];
    }
}
