using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>A classifier over a flat parameter vector. It holds no parameters itself and is safe to share between threads.</summary>
public interface IModel
{
    /// <summary>Features a sample.</summary>
    int FeatureCount { get; }

    /// <summary>Number of classes.</summary>
    int ClassCount { get; }

    /// <summary>Length of the flat parameter vector.</summary>
    int ParameterCount { get; }

    /// <summary>The layers, from input to output, with their place in the parameter vector.</summary>
    ImmutableArray<LayerShape> Layers { get; }

    /// <summary>Writes initial parameters: He initialisation (He et al. 2015, Eq. 10), biases 0.</summary>
    /// <param name="parameters">Destination, <see cref="ParameterCount"/> values.</param>
    /// <param name="stream">Source of the draws.</param>
    void Initialise(Span<float> parameters, RandomStream stream);

    /// <summary>New scratch memory for one thread.</summary>
    /// <param name="capacity">Largest number of samples in a batch.</param>
    IModelWorkspace CreateWorkspace(int capacity);
}

/// <summary>Scratch memory of one thread and the computations that need it; nothing is allocated after construction.</summary>
public interface IModelWorkspace
{
    /// <summary>Largest number of samples in a batch.</summary>
    int Capacity { get; }

    /// <summary>Mean cross-entropy of a batch and its gradient.</summary>
    /// <param name="parameters">The flat parameter vector.</param>
    /// <param name="inputs">Features of the batch, row major.</param>
    /// <param name="labels">One label a sample; their number is the batch size.</param>
    /// <param name="gradient">Receives the gradient of the mean loss by the parameters.</param>
    /// <returns>Mean cross-entropy in nats.</returns>
    double Gradient(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<byte> labels, Span<float> gradient);

    /// <summary>How well the parameters classify a batch.</summary>
    /// <param name="parameters">The flat parameter vector.</param>
    /// <param name="inputs">Features of the batch, row major.</param>
    /// <param name="labels">One label a sample; their number is the batch size.</param>
    BatchScore Score(ReadOnlySpan<float> parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<byte> labels);
}

/// <summary>Score of one batch.</summary>
/// <param name="Correct">Samples whose largest output is that of their label (the first of equal outputs counts).</param>
/// <param name="LossSum">Sum of the cross-entropies in nats.</param>
public readonly record struct BatchScore(int Correct, double LossSum);

/// <summary>A dense layer: weights row major (inputs × outputs) followed by the biases.</summary>
/// <param name="Inputs">Number of inputs.</param>
/// <param name="Outputs">Number of outputs.</param>
/// <param name="Offset">Index of the first weight in the flat parameter vector.</param>
public readonly record struct LayerShape(int Inputs, int Outputs, int Offset)
{
    /// <summary>Number of weights.</summary>
    public int WeightCount => Inputs * Outputs;

    /// <summary>The layer's weights within the flat vector.</summary>
    public Range Weights => Offset..(Offset + WeightCount);

    /// <summary>The layer's biases within the flat vector.</summary>
    public Range Biases => (Offset + WeightCount)..(Offset + WeightCount + Outputs);
}
