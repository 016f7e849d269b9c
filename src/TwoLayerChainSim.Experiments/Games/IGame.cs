using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>A kind of game that a file can ask for, played alone without a network. A new one is a file and a catalogue line.</summary>
internal interface IGame
{
    /// <summary>The word of the key <c>kind</c>.</summary>
    string Kind { get; }

    /// <summary>What it is, in a sentence.</summary>
    string Description { get; }

    /// <summary>Paper and place.</summary>
    string Source { get; }

    /// <summary>Its keys besides those that all kinds have.</summary>
    ImmutableArray<ScenarioKey> Keys { get; }

    /// <summary>The fields of an item of its list <c>clients</c>; none when it has no such list.</summary>
    ImmutableArray<ScenarioKey> ClientKeys { get; }

    /// <summary>Plays it; null after errors, which name the feasible region, were reported.</summary>
    /// <param name="file">The values of the file; takes the errors.</param>
    GameResult? Play(GameFile file);
}

/// <summary>What a game gives.</summary>
internal sealed record GameResult
{
    /// <summary>The answer in sentences.</summary>
    public required ImmutableArray<string> Findings { get; init; }

    /// <summary>The exact table.</summary>
    public required ResultTable Table { get; init; }

    /// <summary>The table for people. Default: the exact one.</summary>
    public ResultTable Digest
    {
        get => field ?? Table;
        init;
    }

    /// <summary>The figures.</summary>
    public required ImmutableArray<LineFigure> Figures { get; init; }
}
