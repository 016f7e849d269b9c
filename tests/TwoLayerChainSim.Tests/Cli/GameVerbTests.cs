using TwoLayerChainSim.Tests.Architecture;

namespace TwoLayerChainSim.Tests.Cli;

/// <summary><c>game</c>: the example of every kind, forms of the output, exit codes.</summary>
[Collection(InProcessCli.Collection)]
public sealed class GameVerbTests : IDisposable
{
    private readonly CliRunner _folder = new();

    public static TheoryData<string> Examples => [.. Directory
        .EnumerateFiles(Path.Combine(SourceTree.Root, "topologies", "games"), "*.yaml")
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_example_of_a_kind_is_played_and_written(string kind)
    {
        var result = Play(kind, "a");

        Assert.Equal((0, Path.Combine(_folder.Folder, "a") + "\n"), (result.ExitCode, result.Error));
        Assert.NotEmpty(result.Out);
        foreach (var file in (string[])["results.csv", "config.yaml", "manifest.json", "timing.json", "datapackage.json"])
        {
            Assert.True(File.Exists(Path.Combine(_folder.Folder, "a", file)), file);
        }

        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(_folder.Folder, "a", "figures"), "*.svg"));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_configuration_of_a_result_gives_the_same_bytes(string kind)
    {
        Play(kind, "a");
        var again = InProcessCli.Run(
            "game", Path.Combine(_folder.Folder, "a", "config.yaml"), "--output", Path.Combine(_folder.Folder, "b"));

        Assert.Equal(0, again.ExitCode);
        Assert.Equal(Read("a"), Read("b"));

        string Read(string folder) => File.ReadAllText(Path.Combine(_folder.Folder, folder, "manifest.json"));
    }

    [Theory]
    [InlineData("csv", "nodes,edge_servers,reply_quorum_s")]
    [InlineData("json", "\"edge_servers\": 5")]
    [InlineData("table", "the requestor waits")]
    public void The_result_comes_in_all_forms(string format, string expected) =>
        Assert.Contains(expected, Play("pbft-timing", "a", "--format", format).Out, StringComparison.Ordinal);

    [Fact]
    public void A_wrong_file_is_bad_input_and_nothing_is_written()
    {
        var file = Path.Combine(_folder.Folder, "my.yaml");
        File.WriteAllText(file, "kind: zero-determinant\nchi: 0\nphy: 1\n");
        var result = InProcessCli.Run("game", file, "--output", Path.Combine(_folder.Folder, "a"));

        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        Assert.Contains("my.yaml:3:1: phy: unknown key; did you mean 'phi'?", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("1 error; nothing was done\n", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Folder, "a")));
    }

    [Fact]
    public void A_missing_file_is_bad_input()
    {
        var result = InProcessCli.Run("game", Path.Combine(_folder.Folder, "none.yaml"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no such file", result.Error, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private CliResult Play(string kind, string folder, params string[] arguments) => InProcessCli.Run(
        [
            "game", Path.Combine(SourceTree.Root, "topologies", "games", $"{kind}.yaml"), .. arguments,
            "--output", Path.Combine(_folder.Folder, folder),
        ]);
}
