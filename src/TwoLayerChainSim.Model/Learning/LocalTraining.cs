using System.Numerics.Tensors;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// Local training of one device at a time with buffers that are kept: training allocates nothing but for a larger shard than
/// seen before. Belongs to one thread. The result depends on the arguments only, never on what was trained before.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="options">How to descend.</param>
public sealed class LocalTraining(IModel model, TrainingOptions options)
{
    private readonly IModelWorkspace _workspace = model.CreateWorkspace(options.BatchSize);
    private readonly float[] _gradient = new float[model.ParameterCount];
    private readonly float[] _inputs = new float[options.BatchSize * model.FeatureCount];
    private readonly byte[] _labels = new byte[options.BatchSize];
    private int[] _order = [];

    /// <summary>Trains from the global model on a shard.</summary>
    /// <param name="shard">The device's samples and the labels to learn; at least one sample.</param>
    /// <param name="globalParameters">Where the descent starts.</param>
    /// <param name="stream">Source of the sample order; each epoch has a fresh order.</param>
    /// <param name="update">Receives the update: local minus global parameters.</param>
    public TrainingReport Train(
        TrainingShard shard, ReadOnlySpan<float> globalParameters, RandomStream stream, Span<float> update)
    {
        Require.That(shard.Count >= 1, "a shard without samples cannot be trained on");
        Require.That(
            update.Length == model.ParameterCount, $"an update of {update.Length} values, {model.ParameterCount} expected");
        if (_order.Length < shard.Count)
        {
            _order = new int[shard.Count];
        }

        var order = _order.AsSpan(0, shard.Count);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var local = update;
        globalParameters.CopyTo(local);
        var lossSum = 0.0;
        for (var epoch = 0; epoch < options.LocalEpochs; epoch++)
        {
            stream.Shuffle(order);
            lossSum = Epoch(shard, order, local);
        }

        TensorPrimitives.Subtract(local, globalParameters, update);
        return new TrainingReport(shard.Count, lossSum / shard.Count);
    }

    private double Epoch(TrainingShard shard, ReadOnlySpan<int> order, Span<float> parameters)
    {
        var lossSum = 0.0;
        for (var start = 0; start < order.Length; start += options.BatchSize)
        {
            var batch = order.Slice(start, Math.Min(options.BatchSize, order.Length - start));
            var labels = _labels.AsSpan(0, batch.Length);
            for (var i = 0; i < batch.Length; i++)
            {
                shard.Data.Image(shard.Indices[batch[i]]).CopyTo(_inputs.AsSpan(i * model.FeatureCount));
                labels[i] = shard.Labels[batch[i]];
            }

            var inputs = _inputs.AsSpan(0, batch.Length * model.FeatureCount);
            lossSum += batch.Length * _workspace.Gradient(parameters, inputs, labels, _gradient);
            TensorPrimitives.MultiplyAdd(_gradient, -options.LearningRate, parameters, parameters);
        }

        return lossSum;
    }
}

/// <summary>Outcome of a local training.</summary>
/// <param name="Samples">Samples trained on: the usual weight of the update.</param>
/// <param name="MeanLoss">Mean cross-entropy in nats over the last epoch, each batch before its step.</param>
public readonly record struct TrainingReport(int Samples, double MeanLoss);
