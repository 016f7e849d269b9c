using System.Collections.Immutable;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>The schemes that a scenario can name: those of the catalogue.</summary>
internal static class SchemeChoices
{
    public static ImmutableArray<KeyChoice> All { get; } =
        [.. SchemeCatalog.Entries.Select(entry => new KeyChoice(entry.Name, entry.Description, entry.Source))];
}
