using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>An immutable set of labelled images: one flat row of features an image, scaled to [0, 1].</summary>
public sealed class LabelledImages
{
    private readonly ImmutableArray<float> _features;
    private readonly ImmutableArray<byte> _labels;

    /// <summary>A data set over the given rows.</summary>
    /// <param name="features">All images one after the other, row major, values in [0, 1].</param>
    /// <param name="labels">One label an image, below <paramref name="classCount"/>.</param>
    /// <param name="featureCount">Features (pixels) an image, at least 1.</param>
    /// <param name="classCount">Number of classes, at least 2.</param>
    public LabelledImages(
        ImmutableArray<float> features, ImmutableArray<byte> labels, int featureCount, int classCount)
    {
        Require.That(featureCount >= 1, $"an image needs at least one feature, got {featureCount}");
        Require.That(classCount is >= 2 and <= 256, $"the number of classes must be in 2..256, got {classCount}");
        Require.That(
            features.Length == (long)labels.Length * featureCount,
            $"{labels.Length} labels of {featureCount} features do not match {features.Length} values");
        _features = features;
        _labels = labels;
        FeatureCount = featureCount;
        ClassCount = classCount;
        for (var i = 0; i < labels.Length; i++)
        {
            Require.That(labels[i] < classCount, $"label {labels[i]} of image {i} is not below {classCount}");
        }
    }

    /// <summary>Number of images.</summary>
    public int Count => _labels.Length;

    /// <summary>Features (pixels) an image.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of classes; labels are 0 .. ClassCount-1.</summary>
    public int ClassCount { get; }

    /// <summary>All images one after the other, row major.</summary>
    public ReadOnlySpan<float> Features => _features.AsSpan();

    /// <summary>All labels, in the order of the images.</summary>
    public ReadOnlySpan<byte> Labels => _labels.AsSpan();

    /// <summary>The features of one image.</summary>
    /// <param name="index">Index of the image, from 0.</param>
    public ReadOnlySpan<float> Image(int index) => _features.AsSpan(index * FeatureCount, FeatureCount);
}
