namespace TwoLayerChainSim.Model.Learning;

/// <summary>One device's contribution to an episode.</summary>
/// <param name="Device">Stable number of the device; unique within an aggregation.</param>
/// <param name="Weight">Weight before normalisation, normally the number of samples trained on; finite and at least 0.</param>
/// <param name="Delta">Local minus global parameters.</param>
public readonly record struct ModelUpdate(int Device, double Weight, ReadOnlyMemory<float> Delta);

/// <summary>Why an update was refused before aggregation.</summary>
public enum RefusalReason
{
    /// <summary>The update has another length than the parameter vector (also: it is empty).</summary>
    WrongDimension,

    /// <summary>The update holds a NaN or an infinity.</summary>
    NotFinite,

    /// <summary>The weight is NaN, infinite or negative.</summary>
    InvalidWeight,
}

/// <summary>An update that was refused.</summary>
/// <param name="Device">The device that sent it.</param>
/// <param name="Reason">Why.</param>
public readonly record struct RefusedUpdate(int Device, RefusalReason Reason);
