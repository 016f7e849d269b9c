using System.Collections.Immutable;
using TwoLayerChainSim.Model.Attacks;

namespace TwoLayerChainSim.Experiments.Scenario;

/// <summary>A fault of a scenario with the places where it was written.</summary>
/// <param name="Path">Its place in the list, such as <c>faults[0]</c>.</param>
/// <param name="Spec">The fault.</param>
/// <param name="Named">The nodes that it names; empty when it chooses.</param>
/// <param name="Count">How many it takes; null when it takes a share or names them.</param>
/// <param name="Yaml">The fault as it is written into a scenario file.</param>
/// <param name="Origin">Place of the item.</param>
/// <param name="Fields">Places of the values by field.</param>
public sealed record ScenarioFault(
    string Path, FaultSpec Spec, ImmutableArray<int> Named, int? Count, string Yaml, ValueOrigin Origin,
    ImmutableDictionary<string, ValueOrigin> Fields)
{
    /// <summary>Place of a field, or of the item when the field was not written.</summary>
    /// <param name="field">Name of the field.</param>
    public ValueOrigin PlaceOf(string field) => Fields.GetValueOrDefault(field, Origin);
}
