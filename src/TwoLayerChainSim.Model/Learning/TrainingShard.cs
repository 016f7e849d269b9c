using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// What a trainer sees: samples of a data set and the labels to learn for them. An honest shard carries the true labels; label
/// tampering is <see cref="WithLabels"/> and touches nobody else's shard.
/// </summary>
public sealed class TrainingShard
{
    private readonly ImmutableArray<int> _indices;
    private readonly ImmutableArray<byte> _labels;

    /// <summary>A shard with the true labels.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="indices">Indices of the samples in the data set.</param>
    public TrainingShard(LabelledImages data, ImmutableArray<int> indices)
        : this(data, indices, [.. indices.Select(index => data.Labels[index])])
    {
    }

    private TrainingShard(LabelledImages data, ImmutableArray<int> indices, ImmutableArray<byte> labels)
    {
        Require.That(labels.Length == indices.Length, $"{labels.Length} labels for {indices.Length} samples");
        foreach (var label in labels)
        {
            Require.That(label < data.ClassCount, $"label {label} is not below {data.ClassCount}");
        }

        Data = data;
        _indices = indices;
        _labels = labels;
    }

    /// <summary>The data set that the samples are from.</summary>
    public LabelledImages Data { get; }

    /// <summary>Number of samples.</summary>
    public int Count => _indices.Length;

    /// <summary>Indices of the samples in <see cref="Data"/>.</summary>
    public ReadOnlySpan<int> Indices => _indices.AsSpan();

    /// <summary>The labels to learn, one a sample; not necessarily the true ones.</summary>
    public ReadOnlySpan<byte> Labels => _labels.AsSpan();

    /// <summary>Some consecutive samples with their labels.</summary>
    /// <param name="first">Position of the first one.</param>
    /// <param name="count">How many.</param>
    public TrainingShard Slice(int first, int count) => new(Data, _indices.Slice(first, count), _labels.Slice(first, count));

    /// <summary>The samples of several shards of one data set, one shard after the other.</summary>
    /// <param name="shards">At least one shard.</param>
    public static TrainingShard Join(IReadOnlyList<TrainingShard> shards) => new(
        shards[0].Data, [.. shards.SelectMany(shard => shard._indices)], [.. shards.SelectMany(shard => shard._labels)]);

    /// <summary>The same samples with other labels.</summary>
    /// <param name="labels">One label a sample, below the number of classes.</param>
    public TrainingShard WithLabels(ReadOnlySpan<byte> labels) => new(Data, _indices, labels.ToImmutableArray());

    /// <summary>The first samples only.</summary>
    /// <param name="count">How many, at most all.</param>
    public TrainingShard First(int count) => new(Data, _indices[..count], _labels[..count]);
}
