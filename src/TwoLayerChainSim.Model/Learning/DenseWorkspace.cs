using System.Numerics.Tensors;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// Forward and backward pass of a <see cref="DenseNetwork"/> over a batch. Element-wise steps are by TensorPrimitives, products by
/// <see cref="MatrixProduct"/>; both give the same bits on every machine with vector registers of 128 bits or more.
/// </summary>
internal sealed class DenseWorkspace : IModelWorkspace
{
    private readonly DenseNetwork _network;
    private readonly float[][] _outputs; // of each layer; the last holds logits, then probabilities, then deltas
    private readonly float[][] _deltas; // of each hidden layer: gradient of the loss by its pre-activations
    private readonly float[][] _transposed; // weights of each layer but the first, outputs × inputs

    public DenseWorkspace(DenseNetwork network, int capacity)
    {
        Require.That(capacity >= 1, $"a batch holds at least one sample, got {capacity}");
        _network = network;
        Capacity = capacity;
        var layers = network.Layers;
        _outputs = [.. layers.Select(layer => new float[capacity * layer.Outputs])];
        _deltas = [.. layers.SkipLast(1).Select(layer => new float[capacity * layer.Outputs])];
        _transposed = [.. layers.Skip(1).Select(layer => new float[layer.WeightCount])];
    }

    public int Capacity { get; }

    public double Gradient(
        ReadOnlySpan<float> parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<byte> labels, Span<float> gradient)
    {
        var layers = _network.Layers;
        Require.That(gradient.Length == _network.ParameterCount, $"a gradient of {gradient.Length} values is too short");
        Forward(parameters, inputs, labels.Length);
        var delta = _outputs[^1].AsSpan(0, labels.Length * _network.ClassCount);
        var loss = ProbabilitiesAndLoss(delta, labels);
        ProbabilitiesToDelta(delta, labels);
        for (var i = layers.Length - 1; i >= 0; i--)
        {
            var layer = layers[i];
            var layerInputs = i == 0 ? inputs : _outputs[i - 1].AsSpan(0, labels.Length * layer.Inputs);
            MatrixProduct.MultiplyTransposed(
                layerInputs, delta, gradient[layer.Weights], layer.Inputs, labels.Length, layer.Outputs);
            SumRows(delta, gradient[layer.Biases]);
            if (i > 0)
            {
                delta = BackPropagate(parameters, i, delta, labels.Length);
            }
        }

        return loss / labels.Length;
    }

    public BatchScore Score(ReadOnlySpan<float> parameters, ReadOnlySpan<float> inputs, ReadOnlySpan<byte> labels)
    {
        Forward(parameters, inputs, labels.Length);
        var classes = _network.ClassCount;
        var logits = _outputs[^1].AsSpan(0, labels.Length * classes);
        var correct = 0;
        for (var sample = 0; sample < labels.Length; sample++)
        {
            if (IndexOfLargest(logits.Slice(sample * classes, classes)) == labels[sample])
            {
                correct++;
            }
        }

        return new BatchScore(correct, ProbabilitiesAndLoss(logits, labels));
    }

    private void Forward(ReadOnlySpan<float> parameters, ReadOnlySpan<float> inputs, int count)
    {
        Require.That(count >= 1 && count <= Capacity, $"a batch of {count} samples, expected 1..{Capacity}");
        Require.That(
            parameters.Length == _network.ParameterCount,
            $"{parameters.Length} parameters given, {_network.ParameterCount} expected");
        Require.That(
            inputs.Length == count * _network.FeatureCount,
            $"{inputs.Length} features given, {count} x {_network.FeatureCount} expected");
        var layers = _network.Layers;
        for (var i = 0; i < layers.Length; i++)
        {
            var layer = layers[i];
            var outputs = _outputs[i].AsSpan(0, count * layer.Outputs);
            MatrixProduct.Multiply(
                inputs, parameters[layer.Weights], parameters[layer.Biases], outputs, count, layer.Inputs, layer.Outputs);
            if (i < layers.Length - 1)
            {
                TensorPrimitives.Max(outputs, 0f, outputs); // ReLU
            }

            inputs = outputs;
        }
    }

    private Span<float> BackPropagate(ReadOnlySpan<float> parameters, int index, ReadOnlySpan<float> delta, int count)
    {
        var layer = _network.Layers[index];
        var transposed = _transposed[index - 1];
        Transpose(parameters[layer.Weights], transposed, layer.Inputs, layer.Outputs);
        var activations = _outputs[index - 1].AsSpan(0, count * layer.Inputs);
        var inputDelta = _deltas[index - 1].AsSpan(0, activations.Length);
        MatrixProduct.Multiply(delta, transposed, [], inputDelta, count, layer.Outputs, layer.Inputs);

        for (var i = 0; i < activations.Length; i++)
        {
            inputDelta[i] = activations[i] > 0f ? inputDelta[i] : 0f; // derivative of ReLU
        }

        return inputDelta;
    }

    /// <summary>Turns logits into probabilities in place; returns the sum of the cross-entropies.</summary>
    private double ProbabilitiesAndLoss(Span<float> rows, ReadOnlySpan<byte> labels)
    {
        var classes = _network.ClassCount;
        var loss = 0.0;
        for (var sample = 0; sample < labels.Length; sample++)
        {
            var row = rows.Slice(sample * classes, classes);
            TensorPrimitives.Subtract(row, row[IndexOfLargest(row)], row);
            loss -= row[labels[sample]];
        }

        TensorPrimitives.Exp(rows, rows);
        for (var sample = 0; sample < labels.Length; sample++)
        {
            var row = rows.Slice(sample * classes, classes);
            var sum = 0f;
            foreach (var value in row)
            {
                sum += value;
            }

            TensorPrimitives.Divide(row, sum, row);
            loss += Math.Log(sum);
        }

        return loss;
    }

    /// <summary>Turns probabilities into the gradient of the mean cross-entropy by the logits, (p - onehot) / batch.</summary>
    private void ProbabilitiesToDelta(Span<float> rows, ReadOnlySpan<byte> labels)
    {
        for (var sample = 0; sample < labels.Length; sample++)
        {
            rows[sample * _network.ClassCount + labels[sample]] -= 1f;
        }

        TensorPrimitives.Multiply(rows, 1f / labels.Length, rows);
    }

    private static void SumRows(ReadOnlySpan<float> rows, Span<float> sum)
    {
        sum.Clear();
        for (var start = 0; start < rows.Length; start += sum.Length)
        {
            TensorPrimitives.Add(sum, rows.Slice(start, sum.Length), sum);
        }
    }

    private static void Transpose(ReadOnlySpan<float> source, Span<float> destination, int rows, int columns)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                destination[column * rows + row] = source[row * columns + column];
            }
        }
    }

    private static int IndexOfLargest(ReadOnlySpan<float> values)
    {
        var largest = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[largest])
            {
                largest = i;
            }
        }

        return largest;
    }
}
