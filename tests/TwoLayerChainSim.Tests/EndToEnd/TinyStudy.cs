using TwoLayerChainSim.Tests.Cli;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>A comparison of all schemes that takes about a second, in a temporary folder that goes when all tests are done.</summary>
public sealed class TinyStudy : IDisposable
{
    /// <summary>The scenario file.</summary>
    public const string Yaml = """
        name: tiny
        description: A study for tests
        episodes: 2
        replications: 2
        network:
          mec-nodes: 4
          devices-per-mec: 3
        learning:
          model: softmax
          train-samples: 400
          test-samples: 100
          samples-per-device: 20
          validation-samples: 20
        compare:
          delay-replications: 2
          delay-devices: [2, 3]

        """;

    /// <summary>Settings that make any scenario as small; <c>--set</c> goes before each.</summary>
    private static readonly string[] SmallSettings =
    [
        "episodes=2", "replications=2", "learning.model=softmax", "learning.train-samples=2000", "learning.test-samples=100",
        "learning.samples-per-device=10", "learning.validation-samples=10", "compare.delay-replications=2",
        "compare.delay-devices=[2, 3]", "stress.trials=3", "stress.replications=1",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tlc-tiny-");
    private readonly Lazy<string> _baseline;

    public TinyStudy()
    {
        File.WriteAllText(Scenario, Yaml);
        _baseline = new(() => Compare("baseline", "--threads", "2"));
    }

    /// <summary>The scenario file's path.</summary>
    public string Scenario => PathOf("tiny.yaml");

    /// <summary>Result folder of the comparison with a malicious fraction of 0.5, made once.</summary>
    public string Baseline => _baseline.Value;

    /// <summary>A path in the folder of the study.</summary>
    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A new empty folder in the folder of the study.</summary>
    public string NewFolder() => _folder.CreateSubdirectory(Path.GetRandomFileName()).FullName;

    /// <summary>Compares and returns the result folder.</summary>
    public string Compare(string output, params string[] more) => Done("compare", Scenario, output, more);

    /// <summary>Executes a verb with a malicious fraction of 0.5 and returns the result folder.</summary>
    public string Done(string verb, string scenario, string output, params string[] more)
    {
        var folder = PathOf(output);
        var result = InProcessCli.RunReal(
            [verb, scenario, "--output", folder, "--set", "attacks.malicious-fraction=0.5", "--progress", "off", .. more]);
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}: {result.Error}");
        return folder;
    }

    /// <summary>A folder with random images in the layout of MNIST.</summary>
    public string MakeImages()
    {
        const int count = 400;
        var folder = NewFolder();
        foreach (var set in (string[])["train", "t10k"])
        {
            var pixels = new byte[count * 28 * 28];
            new Random(1).NextBytes(pixels);
            byte[] labels = [.. Enumerable.Range(0, count).Select(image => (byte)(image % 10))];
            byte[] images = [0, 0, 8, 3, 0, 0, 1, 144, 0, 0, 0, 28, 0, 0, 0, 28, .. pixels];
            File.WriteAllBytes(Path.Combine(folder, $"{set}-images-idx3-ubyte"), images);
            File.WriteAllBytes(Path.Combine(folder, $"{set}-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 1, 144, .. labels]);
        }

        return folder;
    }

    /// <summary>Arguments that make a scenario small, without those for keys that the arguments set themselves.</summary>
    public static IEnumerable<string> Small(IReadOnlyCollection<string> arguments) => SmallSettings
        .Where(setting => !arguments.Any(argument => argument.StartsWith(setting[..(setting.IndexOf('=') + 1)], StringComparison.Ordinal)))
        .SelectMany(setting => new[] { "--set", setting });

    /// <inheritdoc/>
    public void Dispose() => _folder.Delete(recursive: true);
}

/// <summary>The tests that catch the console of this process, one after the other; they share the study.</summary>
[CollectionDefinition(InProcessCli.Collection)]
public sealed class ConsoleCollection : ICollectionFixture<TinyStudy>;
