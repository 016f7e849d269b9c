using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>Who holds which samples of a training set. Every sample is used at most once over devices and validation sets.</summary>
/// <param name="Devices">Sample indices of each device, at least one a device.</param>
/// <param name="ValidationSets">Sample indices of each held-out validation set.</param>
public sealed record DataPartition(
    ImmutableArray<ImmutableArray<int>> Devices, ImmutableArray<ImmutableArray<int>> ValidationSets)
{
    /// <summary>Shares out a training set.</summary>
    /// <param name="data">The training set.</param>
    /// <param name="options">How many devices and samples.</param>
    /// <param name="law">Which samples go to which device.</param>
    /// <param name="stream">Source of the draws.</param>
    /// <exception cref="NotEnoughSamplesException">The training set is too small.</exception>
    public static DataPartition Create(
        LabelledImages data, PartitionOptions options, IPartitionLaw law, RandomStream stream)
    {
        var reserved = (long)options.ValidationSets * options.ValidationSize;
        var wanted = (long)options.Devices * (options.SamplesPerDevice ?? 1);
        if (reserved + wanted > data.Count)
        {
            throw new NotEnoughSamplesException(
                $"{options.Devices} devices with {options.SamplesPerDevice ?? 1} samples each and {options.ValidationSets} validation "
                + $"sets of {options.ValidationSize} need {reserved + wanted} samples, the training set has {data.Count}");
        }

        var indices = new int[data.Count];
        for (var i = 0; i < indices.Length; i++)
        {
            indices[i] = i;
        }

        stream.Shuffle<int>(indices);

        // Validation sets come from the end, so that asking for one does not change what devices hold (where sizes are given).
        var left = indices.Length - (int)reserved;
        var validation = Enumerable.Range(0, options.ValidationSets)
            .Select(set => indices.AsSpan(left + set * options.ValidationSize, options.ValidationSize).ToImmutableArray());
        var total = options.SamplesPerDevice is null ? left : (int)wanted;
        var devices = law.Assign(indices.AsSpan(0, left), total, options.Devices, data, stream);
        Require.That(devices.Length == options.Devices, $"{devices.Length} shares for {options.Devices} devices");
        return new DataPartition(devices, [.. validation]);
    }
}
