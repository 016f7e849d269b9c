using TwoLayerChainSim.Experiments.Games;
using TwoLayerChainSim.Tests.Architecture;

namespace TwoLayerChainSim.Tests.Games;

/// <summary>docs/games.md describes the keys that the program has; with UPDATE_GOLDEN=1 its tables are written anew.</summary>
public class GameDocumentTests
{
    private static readonly string Page = Path.Combine(SourceTree.Root, GameDocument.FileName);

    [Fact]
    public void The_page_has_the_keys_of_the_program()
    {
        var expected = GameDocument.Replace(File.ReadAllText(Page))!;
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Page, expected);
        }

        Assert.Equal(expected, File.ReadAllText(Page));
    }

    [Fact]
    public void Every_kind_has_an_example() => Assert.Equal(
        GameDocument.Kinds.Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "topologies", "games"))
            .Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal));
}
