namespace TwoLayerChainSim.Model.Incentives.Clustering;

/// <summary>
/// What is known about a device when it is clustered. Feng et al. 2022 name "historical statistics of reputations" and "behaviors
/// of devices" and give no list; these six stand for them.
/// </summary>
public readonly record struct DeviceFeatures
{
    /// <summary>Final reputation T, [0, 1].</summary>
    public required double Reputation { get; init; }

    /// <summary>Share of its updates of the last rounds that were accepted, [0, 1].</summary>
    public required double AcceptedRate { get; init; }

    /// <summary>Cosine of the angle between its update and the median of the round, [-1, 1].</summary>
    public required double Similarity { get; init; }

    /// <summary>Training time times frequency over the work: 1 when a device is as fast as it says, positive.</summary>
    public required double ElapsedRatio { get; init; }

    /// <summary>Samples relative to the mean of all devices, positive.</summary>
    public required double RelativeSamples { get; init; }

    /// <summary>Share of the rounds it was selected for in which it delivered, [0, 1].</summary>
    public required double CompletionRate { get; init; }

    /// <summary>The features in the order above.</summary>
    public double[] ToVector() =>
        [Reputation, AcceptedRate, Similarity, ElapsedRatio, RelativeSamples, CompletionRate];
}
