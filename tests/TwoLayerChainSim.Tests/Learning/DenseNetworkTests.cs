using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Learning;

namespace TwoLayerChainSim.Tests.Learning;

public class DenseNetworkTests
{
    [Fact]
    public void Softmax_regression_on_28x28_has_7850_parameters() =>
        Assert.Equal(7850, DenseNetwork.SoftmaxRegression(784, 10).ParameterCount);

    [Fact]
    public void The_mlp_784_32_10_has_25450_parameters() =>
        Assert.Equal(25450, DenseNetwork.Mlp(784, 32, 10).ParameterCount);

    [Fact]
    public void Layers_fill_the_parameter_vector_without_gap_or_overlap()
    {
        var network = new DenseNetwork(7, 5, 3, 2);

        var end = 0;
        foreach (var layer in network.Layers)
        {
            Assert.Equal(end, layer.Offset);
            end += layer.WeightCount + layer.Outputs;
        }

        Assert.Equal(network.ParameterCount, end);
    }

    [Fact]
    public void Initial_weights_have_the_variance_of_He_et_al_2015_and_biases_are_zero()
    {
        var network = DenseNetwork.Mlp(784, 32, 10);
        var parameters = new float[network.ParameterCount];

        network.Initialise(parameters, new RandomStream(7));

        var weights = parameters[network.Layers[0].Weights];
        var meanSquare = weights.Average(weight => (double)weight * weight);
        var expected = 2.0 / 784;
        // The mean square of n normals has the relative deviation sqrt(2/n) = 0.9 %; 4 deviations.
        Assert.InRange(meanSquare, expected * (1 - 0.036), expected * (1 + 0.036));
        Assert.All(network.Layers, layer => Assert.All(parameters[layer.Biases], bias => Assert.Equal(0f, bias)));
    }

    // Shapes that meet every block of the product: 16, 8, overlapping 8 and fewer than 8 columns, whole and overlapping rows.
    [Theory]
    [InlineData(1, 784, 32, 10)]
    [InlineData(3, 784, 32, 10)]
    [InlineData(32, 784, 32, 10)]
    [InlineData(5, 784, 10)]
    [InlineData(6, 3, 2)]
    [InlineData(2, 1, 1, 2)]
    [InlineData(7, 13, 17, 9, 5, 3)]
    [InlineData(33, 20, 24, 8)]
    [InlineData(4, 9, 16, 11)]
    [InlineData(9, 31, 23, 26)]
    public void The_gradient_equals_that_of_a_dumb_twin_in_double_precision(int batch, params int[] widths)
    {
        var (network, parameters, inputs, labels) = Example(batch, widths);
        var gradient = new float[parameters.Length];

        var loss = network.CreateWorkspace(batch).Gradient(parameters, inputs, labels, gradient);

        var wide = parameters.Select(value => (double)value).ToArray();
        var expected = DenseTwin.Gradient(network, wide, inputs, labels);
        Assert.Equal(DenseTwin.MeanLoss(network, wide, inputs, labels), loss, 1e-5);
        Assert.InRange(RelativeDeviation(expected, gradient), 0, Tolerance);
    }

    [Fact]
    public void The_twin_itself_agrees_with_finite_differences()
    {
        var (network, parameters, inputs, labels) = Example(6, 5, 7, 4);
        var wide = parameters.Select(value => (double)value).ToArray();

        var gradient = DenseTwin.Gradient(network, wide, inputs, labels);

        const double Step = 1e-6;
        for (var i = 0; i < wide.Length; i++)
        {
            var value = wide[i];
            wide[i] = value + Step;
            var above = DenseTwin.MeanLoss(network, wide, inputs, labels);
            wide[i] = value - Step;
            var below = DenseTwin.MeanLoss(network, wide, inputs, labels);
            wide[i] = value;
            Assert.Equal((above - below) / (2 * Step), gradient[i], 1e-8);
        }
    }

    [Fact]
    public void Canary_one_wrong_sign_in_a_gradient_is_seen()
    {
        var (network, parameters, inputs, labels) = Example(32, 784, 32, 10);
        var gradient = new float[parameters.Length];
        network.CreateWorkspace(32).Gradient(parameters, inputs, labels, gradient);
        var expected = DenseTwin.Gradient(network, [.. parameters.Select(value => (double)value)], inputs, labels);
        var largest = Array.IndexOf(gradient, gradient.Max());

        gradient[largest] = -gradient[largest];

        Assert.True(RelativeDeviation(expected, gradient) > Tolerance);
    }

    [Fact]
    public void A_sample_scores_the_same_alone_and_within_a_batch()
    {
        var (network, parameters, inputs, labels) = Example(29, 784, 32, 10);
        var workspace = network.CreateWorkspace(29);

        var together = workspace.Score(parameters, inputs, labels);

        var alone = 0.0;
        var correct = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var score = workspace.Score(parameters, inputs.AsSpan(i * 784, 784), labels.AsSpan(i, 1));
            alone += score.LossSum;
            correct += score.Correct;
        }

        Assert.Equal(together.Correct, correct);
        Assert.Equal(together.LossSum, alone, 1e-9);
    }

    [Fact]
    public void The_score_counts_the_samples_whose_largest_logit_is_their_label()
    {
        var (network, parameters, inputs, labels) = Example(50, 12, 9, 4);

        var score = network.CreateWorkspace(50).Score(parameters, inputs, labels);

        var wide = parameters.Select(value => (double)value).ToArray();
        var expected = Enumerable.Range(0, 50).Count(i =>
        {
            var logits = DenseTwin.Logits(network, wide, inputs.AsSpan(i * 12, 12));
            return Array.IndexOf(logits, logits.Max()) == labels[i];
        });
        Assert.Equal(expected, score.Correct);
        Assert.Equal(50 * DenseTwin.MeanLoss(network, wide, inputs, labels), score.LossSum, 1e-4);
    }

    [Fact]
    public void Huge_logits_give_a_finite_gradient()
    {
        var (network, parameters, inputs, labels) = Example(8, 6, 9, 3);
        var huge = parameters.Select(value => value * 1e6f).ToArray();
        var gradient = new float[huge.Length];

        var loss = network.CreateWorkspace(8).Gradient(huge, inputs, labels, gradient);

        Assert.True(double.IsFinite(loss));
        Assert.All(gradient, value => Assert.True(float.IsFinite(value)));
    }

    private const double Tolerance = 2e-6; // sums of some hundred floats of 2^-24

    private static double RelativeDeviation(double[] expected, float[] gradient) =>
        expected.Zip(gradient, (twin, value) => Math.Abs(twin - value)).Max() / expected.Max(Math.Abs);

    private static (DenseNetwork Network, float[] Parameters, float[] Inputs, byte[] Labels) Example(
        int batch, params int[] widths)
    {
        var stream = new RandomStream(StableHash.Combine(11, (ulong)widths[0]));
        var network = new DenseNetwork(widths);
        var parameters = new float[network.ParameterCount];
        network.Initialise(parameters, stream);
        foreach (var layer in network.Layers)
        {
            foreach (ref var bias in parameters.AsSpan()[layer.Biases])
            {
                bias = (float)(0.3 * stream.NextNormal());
            }
        }

        var inputs = Enumerable.Range(0, batch * network.FeatureCount).Select(_ => (float)stream.NextDouble()).ToArray();
        var labels = Enumerable.Range(0, batch).Select(_ => (byte)stream.NextInt(network.ClassCount)).ToArray();
        return (network, parameters, inputs, labels);
    }
}
