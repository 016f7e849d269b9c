namespace TwoLayerChainSim.Model.Learning;

/// <summary>Local training by stochastic gradient descent with mini-batches.</summary>
public sealed record TrainingOptions
{
    /// <summary>Step length of the descent; at least 0, default 0.1. With 0 the model does not change.</summary>
    public float LearningRate { get; init; } = 0.1f;

    /// <summary>Samples a batch; at least 1, default 32. The last batch of an epoch holds what is left.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Passes over the device's samples an episode; at least 1, default 2.</summary>
    public int LocalEpochs { get; init; } = 2;
}
