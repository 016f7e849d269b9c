using System.Buffers.Binary;
using TwoLayerChainSim.Tests.Cli;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>
/// Input that cannot be used is refused with exit code 2 and lines that name the place, the key, the value and what is allowed;
/// nothing is written (INTERFACE.md row 6, check 3; TESTING.md 2.10).
/// </summary>
[Collection(InProcessCli.Collection)]
public class BadInputTests(TinyStudy study)
{
    [Theory]
    [InlineData("", "bad.yaml: is empty")]
    [InlineData("- a\n- b\n", "bad.yaml:1:1: ")]
    [InlineData("seed: [1\nepisodes: 2\n", "bad.yaml:1:7: not YAML from here on")]
    [InlineData("seed: 1\nseed: 2\n", "bad.yaml:2:1: ", "seed: duplicate key, first at ", "bad.yaml:1:1")]
    [InlineData("sead: 1\n", "bad.yaml:1:1: ", "sead", "did you mean 'seed'?")]
    [InlineData("backbone:\n  rate: 3 kg\n", "bad.yaml:2:9: ", "backbone.rate", "'3 kg'", "allowed: ")]
    [InlineData("time-unit: 3\n", "bad.yaml:1:12: ", "time-unit", "unit is missing", "allowed: ")]
    [InlineData("time-unit: -1 s\n", "bad.yaml:1:12: ", "time-unit", "'-1 s'", "out of range", "allowed: ")]
    [InlineData("learning:\n  learning-rate: .nan\n", "bad.yaml:2:18: ", "learning.learning-rate", "'.nan'", "allowed: ")]
    [InlineData("learning:\n  learning-rate: 1e400\n", "bad.yaml:2:18: ", "learning.learning-rate", "'1e400'", "allowed: ")]
    [InlineData("network:\n  devices-per-mec: 0\n", "bad.yaml:2:20: ", "network.devices-per-mec", "'0'", "allowed: ")]
    [InlineData("network:\n  devices-per-mec: 010\n", "bad.yaml:2:20: ", "network.devices-per-mec", "'010'", "allowed: ")]
    [InlineData("network:\n  mec-nodes: 1000000000\n", "bad.yaml:2:14: ", "network.mec-nodes", "out of range", "allowed: ")]
    [InlineData("attacks:\n  malicious-fraction: 1.5\n", "bad.yaml:2:23: ", "attacks.malicious-fraction", "'1.5'", "allowed: ")]
    [InlineData("scheme: twolayer\n", "bad.yaml:1:9: ", "scheme", "'twolayer'", "allowed: vanilla-ideal,")]
    [InlineData("name: ../../etc\n", "bad.yaml:1:7: ", "name", "'../../etc'", "allowed: ")]
    public void A_bad_scenario(string yaml, params string[] named)
    {
        var folder = study.NewFolder();
        File.WriteAllText(Path.Combine(folder, "bad.yaml"), yaml);

        AssertRefused(folder, ["bad.yaml"], named, "compare", Path.Combine(folder, "bad.yaml"));
    }

    [Fact]
    public void A_scenario_nested_too_deeply()
    {
        var folder = study.NewFolder();
        File.WriteAllText(Path.Combine(folder, "deep.yaml"), "seed: " + new string('[', 6_000));

        AssertRefused(folder, ["deep.yaml"], ["deep.yaml:1:", "nested deeper than 64 levels"], "run", Path.Combine(folder, "deep.yaml"));
    }

    [Theory]
    [InlineData("no such file", "compare", "nowhere.yaml")]
    [InlineData("is a folder, not a file", "compare", "/tmp")]
    [InlineData("--set: network.devices-per-mec: found '0'", "run", "--set", "network.devices-per-mec=0")]
    [InlineData("--set: learning.learning-rate: found '1e400'", "run", "--set", "learning.learning-rate=1e400")]
    [InlineData("--set: attacks.malicious-fraction: found '0,5'", "run", "--set", "attacks.malicious-fraction=0,5")]
    [InlineData("--set: time-unit: found '1 kg'", "run", "--set", "time-unit=1 kg")]
    [InlineData("--set: network.mec-node: unknown key; did you mean 'network.mec-nodes'?", "run", "--set", "network.mec-node=3")]
    [InlineData("--seed: seed: found '-1'", "run", "--seed", "-1")]
    [InlineData("--threads: found '0'", "run", "--threads", "0")]
    [InlineData("--data: learning.data-directory: found '/nowhere' (no such folder)", "run", "--data", "/nowhere")]
    [InlineData("/proc: no file for train-images", "run", "--data", "/proc")]
    [InlineData("--set: backbone.file: found '/nowhere.graphml' (no such file)", "run", "--set", "backbone.file=/nowhere.graphml")]
    public void A_bad_command_line(string named, params string[] arguments) =>
        AssertRefused(study.NewFolder(), [], [named], arguments);

    [Theory]
    [InlineData("train-images", "offset 1567: the file ends, expected 1584 bytes", "truncated")]
    [InlineData("train-images", "offset 4", "2147483648", "2^31 images")]
    [InlineData("train-images", "offset 0", "magic")]
    [InlineData("train-labels", "offset 4, number of labels: found 1, expected 2", "mismatch")]
    [InlineData("train-labels", "offset 9, label of image 1: found 255, expected 0..9", "label")]
    public void Damaged_images(string file, params string[] namedAndDamage)
    {
        var folder = study.NewFolder();
        foreach (var set in (string[])["train", "t10k"])
        {
            File.WriteAllBytes(Path.Combine(folder, $"{set}-images-idx3-ubyte"), Images());
            File.WriteAllBytes(Path.Combine(folder, $"{set}-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 2, 3, 7]);
        }

        var path = Directory.EnumerateFiles(folder, file + "*").Single();
        File.WriteAllBytes(path, Damaged(File.ReadAllBytes(path), namedAndDamage[^1]));

        var files = Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        AssertRefused(folder, files, [path, .. namedAndDamage[..^1]], "run", "--data", folder);
    }

    [Fact]
    public void Too_few_images()
    {
        var folder = study.NewFolder();
        foreach (var set in (string[])["train", "t10k"])
        {
            File.WriteAllBytes(Path.Combine(folder, $"{set}-images-idx3-ubyte"), Images());
            File.WriteAllBytes(Path.Combine(folder, $"{set}-labels-idx1-ubyte"), [0, 0, 8, 1, 0, 0, 0, 2, 3, 7]);
        }

        var files = Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        AssertRefused(folder, files, ["need 4800 samples, the training set has 2"], "run", "--data", folder);
    }

    private static void AssertRefused(
        string folder, IEnumerable<string?> files, IEnumerable<string> named, params string[] arguments)
    {
        var output = Path.Combine(folder, "results");

        var result = InProcessCli.RunReal([.. arguments, "--output", output, "--progress", "off"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.All(named, text => Assert.Contains(text, result.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.InRange(result.Error.TrimEnd('\n').Split('\n').Length, 1, 3);
        Assert.Equal(files, Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>Two images of 28 x 28.</summary>
    private static byte[] Images() => [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0, 0, 28, .. new byte[2 * 28 * 28]];

    private static byte[] Damaged(byte[] content, string damage)
    {
        switch (damage)
        {
            case "truncated":
                return content[..^17];
            case "magic":
                content[2] = 9;
                break;
            case "label":
                content[^1] = 255;
                break;
            case "mismatch":
                content[7] = 1;
                return content[..^1];
            default:
                BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(4), 1u << 31);
                break;
        }

        return content;
    }
}
