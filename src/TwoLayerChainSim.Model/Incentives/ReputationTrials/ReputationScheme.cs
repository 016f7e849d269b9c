namespace TwoLayerChainSim.Model.Incentives.ReputationTrials;

/// <summary>A way to make reputations of opinions, to compare.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Logic">The parameters that make it.</param>
public sealed record ReputationScheme(string Name, SubjectiveLogicOptions Logic)
{
    /// <summary>The multi-weight subjective logic of Kang et al. 2019: fresh opinions and those of similar publishers count more.</summary>
    public static ReputationScheme MultiWeight { get; } = new("multi-weight", new());

    /// <summary>As multi-weight, but publishers believe only what they saw themselves.</summary>
    public static ReputationScheme DirectOnly { get; } = new("direct-only", new() { Recommendations = Recommendations.Ignored });

    /// <summary>Traditional subjective logic, which the paper compares with: all slots and all recommenders count the same.</summary>
    public static ReputationScheme Unweighted { get; } = new(
        "unweighted", new() { Freshness = 1, Recommendations = Recommendations.Equally });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReputationScheme> All { get; } = [MultiWeight, DirectOnly, Unweighted];
}
