using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.Clustering;

/// <summary>A dense layer, y = Wx + b or its hyperbolic tangent, that learns by Adam (Kingma and Ba 2015).</summary>
internal sealed class AutoencoderLayer
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;

    private readonly int _inputs;
    private readonly bool _isTanh;
    private readonly double[] _first;
    private readonly double[] _second;

    /// <summary>A layer with small random weights (Glorot and Bengio 2010) and no bias.</summary>
    /// <param name="inputs">Number of inputs.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="isTanh">Whether outputs are hyperbolic tangents.</param>
    /// <param name="stream">For the weights.</param>
    public AutoencoderLayer(int inputs, int outputs, bool isTanh, RandomStream stream)
    {
        (_inputs, Outputs, _isTanh) = (inputs, outputs, isTanh);
        Parameters = new double[outputs * (inputs + 1)];
        Gradient = new double[Parameters.Length];
        (_first, _second) = (new double[Parameters.Length], new double[Parameters.Length]);
        var range = Math.Sqrt(6.0 / (inputs + outputs));
        for (var i = 0; i < outputs * inputs; i++)
        {
            Parameters[i] = range * ((2 * stream.NextDouble()) - 1);
        }
    }

    /// <summary>Number of outputs.</summary>
    public int Outputs { get; }

    /// <summary>Weights, output by output, then biases.</summary>
    public double[] Parameters { get; }

    /// <summary>Derivative of the loss in each parameter, summed over the points since the last step.</summary>
    public double[] Gradient { get; }

    /// <summary>The outputs for some inputs.</summary>
    /// <param name="input">The inputs.</param>
    public double[] Forward(double[] input)
    {
        var output = new double[Outputs];
        for (var o = 0; o < Outputs; o++)
        {
            var sum = Parameters[(Outputs * _inputs) + o];
            for (var i = 0; i < _inputs; i++)
            {
                sum += Parameters[(o * _inputs) + i] * input[i];
            }

            output[o] = _isTanh ? Math.Tanh(sum) : sum;
        }

        return output;
    }

    /// <summary>Adds the gradient of one point.</summary>
    /// <param name="input">What <see cref="Forward"/> was given.</param>
    /// <param name="output">What it answered.</param>
    /// <param name="slope">Derivative of the loss in each output.</param>
    /// <returns>Derivative of the loss in each input.</returns>
    public double[] Backward(double[] input, double[] output, double[] slope)
    {
        var inputSlope = new double[_inputs];
        for (var o = 0; o < Outputs; o++)
        {
            var delta = _isTanh ? slope[o] * (1 - (output[o] * output[o])) : slope[o];
            Gradient[(Outputs * _inputs) + o] += delta;
            for (var i = 0; i < _inputs; i++)
            {
                Gradient[(o * _inputs) + i] += delta * input[i];
                inputSlope[i] += delta * Parameters[(o * _inputs) + i];
            }
        }

        return inputSlope;
    }

    /// <summary>A step of Adam along the gradient, which is 0 afterwards.</summary>
    /// <param name="number">Number of the step, from 1.</param>
    /// <param name="rate">Learning rate.</param>
    public void Step(int number, double rate)
    {
        var (firstBias, secondBias) = (1 - Math.Pow(FirstDecay, number), 1 - Math.Pow(SecondDecay, number));
        for (var i = 0; i < Parameters.Length; i++)
        {
            _first[i] = (FirstDecay * _first[i]) + ((1 - FirstDecay) * Gradient[i]);
            _second[i] = (SecondDecay * _second[i]) + ((1 - SecondDecay) * Gradient[i] * Gradient[i]);
            Parameters[i] -= rate * _first[i] / firstBias / (Math.Sqrt(_second[i] / secondBias) + 1e-8);
            Gradient[i] = 0;
        }
    }
}
