using System.Collections.Immutable;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>Keys that name a protocol: what the catalogue says of it decides where it can be selected.</summary>
internal static class ConsensusChoices
{
    private const string MiningIsAScheme = "this scheme decides by a committee; a single chain that is mined is the scheme blockfl-pow";

    /// <summary>A key for the consensus of a layer.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="description">Meaning in one line.</param>
    /// <param name="source">Where the choice comes from.</param>
    public static ScenarioKey OfLayer(string path, ChainLayers layer, string description, string source) =>
        Key(path, entry => entry.IsFor(layer) ? null : entry.Remark, description, source);

    /// <summary>A key for the consensus of a committee that is on no layer.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="description">Meaning in one line.</param>
    /// <param name="source">Where the choice comes from.</param>
    public static ScenarioKey OfCommittee(string path, string description, string source) =>
        Key(path, entry => entry.Committee is null ? MiningIsAScheme : null, description, source);

    private static ScenarioKey Key(string path, Func<ConsensusEntry, string?> objection, string description, string source)
    {
        var choices = ConsensusCatalog.Entries.Where(entry => objection(entry) is null)
            .Select(entry => new KeyChoice(entry.Name, Describe(entry), entry.Source));
        return ScenarioKey.Choice(path, "pbft", description, source, [.. choices]) with
        {
            Refused = ConsensusCatalog.Entries.Where(entry => objection(entry) is not null)
                .ToImmutableDictionary(entry => entry.Name, entry => objection(entry)!),
        };
    }

    /// <summary>What it is, what it tolerates, where it makes sense, and what it costs.</summary>
    private static string Describe(ConsensusEntry entry)
    {
        var layers = entry.Layers switch
        {
            ChainLayers.Local => "LMUC only",
            ChainLayers.Global => "GMUC only",
            _ => "LMUC and GMUC",
        };
        return entry.Committee is { } committee
            ? $"{entry.Title}; tolerates {committee.Faults(4)} {Faults(entry.FaultModel)} of 4, {committee.Faults(10)} of 10; "
                + $"{committee.Messages(4)} messages among 4, {committee.Messages(10)} among 10; {layers}"
            : $"{entry.Title}; no quorum, forks are possible; {layers}";
    }

    private static string Faults(FaultModel model) => model switch
    {
        FaultModel.Byzantine => "Byzantine",
        FaultModel.Crash => "crashed",
        _ => "faulty",
    };
}
