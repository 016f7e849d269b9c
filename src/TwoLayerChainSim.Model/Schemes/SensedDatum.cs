using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>A sensing datum: consecutive samples of a device.</summary>
/// <param name="Device">The device that sensed them.</param>
/// <param name="First">Position of the first sample among those of the device, from 0.</param>
/// <param name="Samples">Number of samples, at least 1.</param>
public readonly record struct SensedDatum(int Device, int First, int Samples)
{
    /// <summary>All data of a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="samples">Number of its samples.</param>
    /// <param name="size">Samples of a datum, at least 1; the last one has the rest.</param>
    public static IEnumerable<SensedDatum> Divide(int device, int samples, int size)
    {
        for (var first = 0; first < samples; first += size)
        {
            yield return new(device, first, Math.Min(size, samples - first));
        }
    }
}

/// <summary>What a MEC node that trains itself has collected from devices.</summary>
/// <param name="MecNode">The MEC node.</param>
/// <param name="Data">The data in the order in which they came.</param>
public sealed record CollectedData(int MecNode, ImmutableArray<SensedDatum> Data)
{
    /// <summary>Number of samples.</summary>
    public int Samples => Data.Sum(datum => datum.Samples);
}
