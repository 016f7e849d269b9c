using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// Combines the updates of an episode into one. Pure: the result depends on the updates only, not on their order. The new global
/// model is the old one plus the aggregate.
/// </summary>
public interface IAggregationRule
{
    /// <summary>Aggregates updates.</summary>
    /// <param name="updates">The updates in any order; malformed ones are refused and reported.</param>
    /// <param name="aggregate">Receives the aggregate; its length is the dimension. All zero when nothing could be used.</param>
    AggregationOutcome Aggregate(IReadOnlyCollection<ModelUpdate> updates, Span<float> aggregate);
}

/// <summary>What went into an aggregate.</summary>
/// <param name="Participants">Devices with a positive weight in the aggregate, ascending; empty when the model stays as it is.</param>
/// <param name="Refused">Malformed updates, which had no influence.</param>
public sealed record AggregationOutcome(ImmutableArray<int> Participants, ImmutableArray<RefusedUpdate> Refused);
