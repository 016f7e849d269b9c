using static System.FormattableString;

namespace TwoLayerChainSim.Model.Incentives.Clustering;

/// <summary>In which space devices are clustered by k-means.</summary>
public enum ClusteringMethod
{
    /// <summary>By the z-scores of their features (default).</summary>
    KMeans,

    /// <summary>By the codes of an <see cref="Clustering.Autoencoder"/> that learns these z-scores.</summary>
    Autoencoder,
}

/// <summary>How devices are clustered. The papers give none of it.</summary>
public sealed record ClusteringOptions
{
    /// <summary>Number of types, at least 1; there are fewer where fewer devices differ. Default 3; Kang et al. 2019 have 10.</summary>
    public int Types { get; init; } = 3;

    /// <summary>In which space.</summary>
    public ClusteringMethod Method { get; init; } = ClusteringMethod.KMeans;

    /// <summary>Times that the autoencoder goes through all devices, at least 1. Default 500.</summary>
    public int LearningSteps { get; init; } = 500;

    /// <summary>Restarts of k-means, at least 1. Default 10.</summary>
    public int Restarts { get; init; } = 10;

    /// <summary>Devices with a lower reputation have no type, [0, 1]. Default 0.5 (Kang et al. 2019, Table II).</summary>
    public double ReputationMin { get; init; } = 0.5;

    /// <summary>What is wrong, all at once, each with the feasible region; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Check(Types > 0, Invariant($"number of types is {Types}, must be at least 1"));
        Check(LearningSteps > 0, Invariant($"number of learning steps is {LearningSteps}, must be at least 1"));
        Check(Restarts > 0, Invariant($"number of restarts is {Restarts}, must be at least 1"));
        Check(ReputationMin is >= 0 and <= 1, Invariant($"least reputation is {ReputationMin}, must be in [0, 1]"));
        return problems;

        void Check(bool isRight, string problem)
        {
            if (!isRight)
            {
                problems.Add(problem);
            }
        }
    }
}
