using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Clustering;

namespace TwoLayerChainSim.Tests.Incentives.Clustering;

/// <summary>The network against numeric derivatives and on points that two numbers describe.</summary>
public class AutoencoderTests
{
    [Fact]
    public void The_gradient_is_the_derivative_of_the_loss()
    {
        var (network, points) = (new Autoencoder(3, new RandomStream(1)), Cloud(3, 5));
        network.AddGradient(points);
        foreach (var layer in network.Layers)
        {
            for (var i = 0; i < layer.Parameters.Length; i++)
            {
                Assert.Equal(Derivative(network, points, layer, i), layer.Gradient[i], 1e-6);
            }
        }
    }

    [Fact]
    public void Points_on_a_surface_are_reproduced_after_learning_and_not_before()
    {
        var points = KMeans.ZScores(Surface(40));
        var network = new Autoencoder(6, new RandomStream(2));
        Assert.True(network.Loss(points) > 3);
        network.Learn(points, 500);
        Assert.True(network.Loss(points) < 0.3, $"{network.Loss(points)}");
    }

    [Fact]
    public void Points_that_two_numbers_do_not_describe_are_not_reproduced()
    {
        var points = KMeans.ZScores(Cloud(6, 40));
        var network = new Autoencoder(6, new RandomStream(2));
        network.Learn(points, 500);
        Assert.True(network.Loss(points) > 0.5, $"{network.Loss(points)}");
    }

    private static double Derivative(Autoencoder network, double[][] points, AutoencoderLayer layer, int parameter)
    {
        const double Step = 1e-5;
        var value = layer.Parameters[parameter];
        layer.Parameters[parameter] = value + Step;
        var above = network.Loss(points);
        layer.Parameters[parameter] = value - Step;
        var below = network.Loss(points);
        layer.Parameters[parameter] = value;
        return (above - below) / (2 * Step);
    }

    private static double[][] Cloud(int dimensions, int size)
    {
        var draws = new RandomStream(3);
        return [.. Enumerable.Range(0, size).Select(_ =>
            (double[])[.. Enumerable.Range(0, dimensions).Select(_ => draws.NextNormal())])];
    }

    private static double[][] Surface(int size)
    {
        var draws = new RandomStream(4);
        return [.. Enumerable.Range(0, size).Select(_ =>
        {
            var (a, b) = (draws.NextNormal(), draws.NextNormal());
            return (double[])[a, b, a + b, a - b, Math.Tanh(a), (2 * a) + b];
        })];
    }
}
