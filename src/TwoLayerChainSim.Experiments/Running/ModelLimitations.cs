using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>What a reader must know of the model; the report lists them, docs/model.md explains them.</summary>
internal static class ModelLimitations
{
    /// <summary>The sentences.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "Cells do not interfere with each other, and devices do not move.",
        "Signatures and hashes cost no computing time beyond the processing time of consensus messages.",
        "A malfunctioning MEC node spoils updates that it forwards or aggregates; it does not attack the consensus otherwise.",
        "Faults of links hit consensus messages only; all other transfers between nodes are reliable.",
        "The latency model of FLchain is not in its paper; it follows the comparison of Feng et al. 2022.",
        "Runs behind the figure of delay do not train, so no device loses its reputation in them.",
    ];
}
