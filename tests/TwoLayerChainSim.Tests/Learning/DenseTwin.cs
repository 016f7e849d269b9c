using TwoLayerChainSim.Model.Learning;

namespace TwoLayerChainSim.Tests.Learning;

/// <summary>A deliberately dumb dense network in double precision: one sample at a time, loops only.</summary>
internal static class DenseTwin
{
    public static double[] Logits(DenseNetwork network, double[] parameters, ReadOnlySpan<float> sample) =>
        Activations(network, parameters, sample)[^1];

    public static double MeanLoss(DenseNetwork network, double[] parameters, float[] inputs, byte[] labels)
    {
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            var sample = inputs.AsSpan(i * network.FeatureCount, network.FeatureCount);
            sum -= Math.Log(Softmax(Logits(network, parameters, sample))[labels[i]]);
        }

        return sum / labels.Length;
    }

    public static double[] Gradient(DenseNetwork network, double[] parameters, float[] inputs, byte[] labels)
    {
        var gradient = new double[parameters.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var sample = inputs.AsSpan(i * network.FeatureCount, network.FeatureCount);
            var activations = Activations(network, parameters, sample);
            var delta = Softmax(activations[^1]);
            delta[labels[i]] -= 1;
            for (var l = network.Layers.Length - 1; l >= 0; l--)
            {
                var layer = network.Layers[l];
                var below = new double[layer.Inputs];
                for (var o = 0; o < layer.Outputs; o++)
                {
                    gradient[layer.Offset + layer.WeightCount + o] += delta[o] / labels.Length;
                    for (var n = 0; n < layer.Inputs; n++)
                    {
                        var weight = layer.Offset + n * layer.Outputs + o;
                        gradient[weight] += activations[l][n] * delta[o] / labels.Length;
                        below[n] += activations[l][n] > 0 ? parameters[weight] * delta[o] : 0;
                    }
                }

                delta = below;
            }
        }

        return gradient;
    }

    private static double[][] Activations(DenseNetwork network, double[] parameters, ReadOnlySpan<float> sample)
    {
        var activations = new double[network.Layers.Length + 1][];
        activations[0] = [.. sample.ToArray().Select(value => (double)value)];
        for (var l = 0; l < network.Layers.Length; l++)
        {
            var layer = network.Layers[l];
            activations[l + 1] = new double[layer.Outputs];
            for (var o = 0; o < layer.Outputs; o++)
            {
                var sum = parameters[layer.Offset + layer.WeightCount + o];
                for (var n = 0; n < layer.Inputs; n++)
                {
                    sum += activations[l][n] * parameters[layer.Offset + n * layer.Outputs + o];
                }

                activations[l + 1][o] = l < network.Layers.Length - 1 ? Math.Max(0, sum) : sum;
            }
        }

        return activations;
    }

    private static double[] Softmax(double[] logits)
    {
        var largest = logits.Max();
        var exponentials = logits.Select(value => Math.Exp(value - largest)).ToArray();
        var sum = exponentials.Sum();
        return [.. exponentials.Select(value => value / sum)];
    }
}
