using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.Clustering;

/// <summary>
/// A small network d-8-2-8-d that learns to reproduce points from two numbers each, their code: the trained network of Feng et
/// al. 2022, of which the paper gives neither layers nor loss.
/// </summary>
internal sealed class Autoencoder
{
    private const int Hidden = 8;
    private const int CodeLength = 2;
    private const double LearningRate = 0.02;

    private readonly AutoencoderLayer[] _layers;

    /// <summary>A network that has learned nothing.</summary>
    /// <param name="dimensions">Number d of coordinates of a point, at least 1.</param>
    /// <param name="stream">For its first weights.</param>
    public Autoencoder(int dimensions, RandomStream stream) => _layers =
    [
        new(dimensions, Hidden, isTanh: true, stream),
        new(Hidden, CodeLength, isTanh: false, stream),
        new(CodeLength, Hidden, isTanh: true, stream),
        new(Hidden, dimensions, isTanh: false, stream),
    ];

    /// <summary>Its layers, for tests of the gradient.</summary>
    public IReadOnlyList<AutoencoderLayer> Layers => _layers;

    /// <summary>Learns from all points at once, several times.</summary>
    /// <param name="points">The points, best as z-scores.</param>
    /// <param name="steps">How many times.</param>
    public void Learn(IReadOnlyList<double[]> points, int steps)
    {
        for (var step = 1; step <= steps; step++)
        {
            AddGradient(points);
            foreach (var layer in _layers)
            {
                layer.Step(step, LearningRate);
            }
        }
    }

    /// <summary>The code of a point.</summary>
    /// <param name="point">The point.</param>
    public double[] Code(double[] point) => _layers[1].Forward(_layers[0].Forward(point));

    /// <summary>Mean squared distance between points and what is made of their codes.</summary>
    /// <param name="points">The points.</param>
    public double Loss(IReadOnlyList<double[]> points) => points.Average(point =>
    {
        var made = _layers[3].Forward(_layers[2].Forward(Code(point)));
        return point.Zip(made, (a, b) => (a - b) * (a - b)).Sum();
    });

    /// <summary>Adds the gradient of <see cref="Loss"/> to the layers.</summary>
    /// <param name="points">The points.</param>
    public void AddGradient(IReadOnlyList<double[]> points)
    {
        var outputs = new double[_layers.Length + 1][];
        foreach (var point in points)
        {
            outputs[0] = point;
            for (var l = 0; l < _layers.Length; l++)
            {
                outputs[l + 1] = _layers[l].Forward(outputs[l]);
            }

            double[] slope = [.. outputs[^1].Zip(point, (made, wanted) => 2 * (made - wanted) / points.Count)];
            for (var l = _layers.Length - 1; l >= 0; l--)
            {
                slope = _layers[l].Backward(outputs[l], outputs[l + 1], slope);
            }
        }
    }
}
