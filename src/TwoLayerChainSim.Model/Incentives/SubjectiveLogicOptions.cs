namespace TwoLayerChainSim.Model.Incentives;

/// <summary>Parameters of the multi-weight subjective logic of Kang et al. 2019, Table II.</summary>
public sealed record SubjectiveLogicOptions
{
    /// <summary>Weight κ of a positive interaction, [0, 1]; κ + η = 1.</summary>
    public double PositiveWeight { get; init; } = 0.4;

    /// <summary>Weight η of a negative interaction.</summary>
    public double NegativeWeight => 1 - PositiveWeight;

    /// <summary>
    /// Interactions of one time slot, at least 1. Default 1: then κ and η, which weigh the interactions of a slot against each
    /// other, cancel out of Eq. (6). Kang et al. measure slots in time.
    /// </summary>
    public int SlotInteractions { get; init; } = 1;

    /// <summary>Weight a of the uncertainty in a reputation, [0, 1].</summary>
    public double UncertaintyWeight { get; init; } = 0.5;

    /// <summary>Fading z of a slot relative to the next one, (0, 1].</summary>
    public double Freshness { get; init; } = 0.8;

    /// <summary>Whose recommendations count.</summary>
    public Recommendations Recommendations { get; init; } = Recommendations.BySimilarity;
}

/// <summary>How the opinions of others are weighed, Eq. (8) of Kang et al. 2019.</summary>
public enum Recommendations
{
    /// <summary>By how alike they and the own opinions are: the multi-weight logic of the paper.</summary>
    BySimilarity,

    /// <summary>All the same.</summary>
    Equally,

    /// <summary>Not at all: own opinions only.</summary>
    Ignored,
}
