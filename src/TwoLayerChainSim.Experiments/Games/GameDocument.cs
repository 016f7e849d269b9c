using System.Text;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>The kinds of games with their keys, the generated part of docs/games.md.</summary>
public static class GameDocument
{
    /// <summary>Where the page is in a checkout.</summary>
    public const string FileName = "docs/games.md";

    /// <summary>The words of the key <c>kind</c>.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. GameCatalog.All.Select(game => game.Kind)];

    /// <summary>The page with its tables as the program has them.</summary>
    /// <param name="page">The page; text outside of the generated section stays.</param>
    /// <returns>Null when the page has no generated section.</returns>
    public static string? Replace(string page) => GeneratedSection.Replace(page, Tables());

    private static string Tables()
    {
        var text = new StringBuilder("### Every kind\n\n");
        Append(text, GameCatalog.Common);
        foreach (var game in GameCatalog.All)
        {
            text.Append($"\n### {game.Kind}\n\n{game.Description} ({game.Source}). Example: ")
                .Append($"[{game.Kind}.yaml](../topologies/games/{game.Kind}.yaml).\n\n");
            Append(text, game.Keys);
            if (!game.ClientKeys.IsEmpty)
            {
                text.Append("\nItems of its list `clients`:\n\n");
                Append(text, game.ClientKeys);
            }
        }

        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<ScenarioKey> keys)
    {
        text.Append("| key | default | allowed | meaning | source |\n|---|---|---|---|---|\n");
        foreach (var key in keys)
        {
            text.Append($"| `{key.Path}` | {(key == GameCatalog.Kind ? "" : $"`{key.Default}`")} | {key.Allowed} | {Meaning(key)} | ")
                .Append($"{key.Source} |\n");
        }
    }

    private static string Meaning(ScenarioKey key) => key.Choices.IsEmpty
        ? key.Description
        : $"{key.Description}: {string.Join("; ", key.Choices.Select(choice => $"`{choice.Name}` {choice.Description}"))}";
}
