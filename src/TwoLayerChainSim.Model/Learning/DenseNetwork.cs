using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// Fully connected network with ReLU between the layers and softmax cross-entropy at the end. Without a hidden layer it is
/// softmax regression.
/// </summary>
public sealed class DenseNetwork : IModel
{
    /// <summary>A network with the given widths.</summary>
    /// <param name="widths">Features, then hidden units a layer, then classes; each at least 1.</param>
    public DenseNetwork(params ReadOnlySpan<int> widths)
    {
        Require.That(widths.Length >= 2, $"a network needs inputs and outputs, got {widths.Length} widths");
        var layers = ImmutableArray.CreateBuilder<LayerShape>(widths.Length - 1);
        for (var i = 1; i < widths.Length; i++)
        {
            Require.That(widths[i - 1] >= 1 && widths[i] >= 1, $"width {i - 1} or {i} is below 1");
            layers.Add(new LayerShape(widths[i - 1], widths[i], ParameterCount));
            ParameterCount += (widths[i - 1] + 1) * widths[i];
        }

        Layers = layers.MoveToImmutable();
    }

    /// <inheritdoc/>
    public int FeatureCount => Layers[0].Inputs;

    /// <inheritdoc/>
    public int ClassCount => Layers[^1].Outputs;

    /// <inheritdoc/>
    public int ParameterCount { get; }

    /// <inheritdoc/>
    public ImmutableArray<LayerShape> Layers { get; }

    /// <summary>Softmax regression: 7,850 parameters for 784 features and 10 classes.</summary>
    /// <param name="featureCount">Features a sample.</param>
    /// <param name="classCount">Number of classes.</param>
    public static DenseNetwork SoftmaxRegression(int featureCount, int classCount) => new(featureCount, classCount);

    /// <summary>One hidden ReLU layer: 25,450 parameters for 784-32-10.</summary>
    /// <param name="featureCount">Features a sample.</param>
    /// <param name="hiddenCount">Hidden units.</param>
    /// <param name="classCount">Number of classes.</param>
    public static DenseNetwork Mlp(int featureCount, int hiddenCount, int classCount) =>
        new(featureCount, hiddenCount, classCount);

    /// <inheritdoc/>
    public void Initialise(Span<float> parameters, RandomStream stream)
    {
        Require.That(
            parameters.Length == ParameterCount, $"{parameters.Length} parameters given, {ParameterCount} expected");
        foreach (var layer in Layers)
        {
            var deviation = Math.Sqrt(2.0 / layer.Inputs); // He et al. 2015, Eq. (10)
            foreach (ref var weight in parameters[layer.Weights])
            {
                weight = (float)(deviation * stream.NextNormal());
            }

            parameters[layer.Biases].Clear();
        }
    }

    /// <inheritdoc/>
    public IModelWorkspace CreateWorkspace(int capacity) => new DenseWorkspace(this, capacity);
}
