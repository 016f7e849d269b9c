namespace TwoLayerChainSim.Model.Learning;

/// <summary>How much data goes where.</summary>
public sealed record PartitionOptions
{
    /// <summary>Number of devices, at least 1.</summary>
    public required int Devices { get; init; }

    /// <summary>
    /// Samples a device, at least 1 (the mean, where the law skews quantities); null, the default, shares out everything that is left.
    /// </summary>
    public int? SamplesPerDevice { get; init; }

    /// <summary>Number of held-out validation sets, one for each MEC node that checks updates; default 0.</summary>
    public int ValidationSets { get; init; }

    /// <summary>Samples in each validation set, IID; default 0.</summary>
    public int ValidationSize { get; init; }
}
