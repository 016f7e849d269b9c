namespace TwoLayerChainSim.Model.Incentives;

/// <summary>Parameters of the multi-weight subjective logic of Kang et al. 2019, Table II.</summary>
public sealed record SubjectiveLogicOptions
{
    /// <summary>Weight κ of a positive interaction, [0, 1]; κ + η = 1.</summary>
    public double PositiveWeight { get; init; } = 0.4;

    /// <summary>Weight η of a negative interaction.</summary>
    public double NegativeWeight => 1 - PositiveWeight;

    /// <summary>Weight a of the uncertainty in a reputation, [0, 1].</summary>
    public double UncertaintyWeight { get; init; } = 0.5;

    /// <summary>Fading z of a slot relative to the next one, (0, 1].</summary>
    public double Freshness { get; init; } = 0.8;

    /// <summary>Weight δ of a recommender before similarity, [0, 1].</summary>
    public double RecommendationWeight { get; init; } = 0.9;
}
