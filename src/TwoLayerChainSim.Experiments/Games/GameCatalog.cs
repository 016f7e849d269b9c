using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>Every kind of game, and the keys that all of them have.</summary>
internal static class GameCatalog
{
    /// <summary>The kinds in the order of <c>docs/games.md</c>.</summary>
    public static ImmutableArray<IGame> All { get; } =
    [
        new StackelbergRound(),
        new ShapleyShares(),
        new DataSubmission(),
        new ZeroDeterminantPayment(),
        new ContractMenu(),
        new PbftTimes(),
    ];

    /// <summary>The key that selects one.</summary>
    public static ScenarioKey Kind { get; } = ScenarioKey.Choice(
        "kind", All[0].Kind, "Which game is played", "[P]",
        [.. All.Select(game => new KeyChoice(game.Kind, game.Description, game.Source))]);

    /// <summary>The keys of every kind.</summary>
    public static ImmutableArray<ScenarioKey> Common { get; } =
    [
        Kind,
        ScenarioKey.Plain("name", KeyKind.Name, "game", "Name of the result folder; default: the name of the file", "[P]"),
        ScenarioKey.Whole("seed", 1, 0, long.MaxValue, "Seed of everything that is random", "[P]"),
    ];
}
