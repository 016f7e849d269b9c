namespace TwoLayerChainSim.Model.Learning;

/// <summary>What a learning task works on: images to train with and images to measure with.</summary>
/// <param name="Train">Images that are partitioned over devices and validation sets.</param>
/// <param name="Test">Images on which the global model is measured; no device ever trains on them.</param>
public sealed record DigitData(LabelledImages Train, LabelledImages Test);
