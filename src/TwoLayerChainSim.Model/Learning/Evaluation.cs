namespace TwoLayerChainSim.Model.Learning;

/// <summary>Measures parameters on labelled images with buffers that are kept. Belongs to one thread.</summary>
/// <param name="model">The model.</param>
public sealed class Evaluation(IModel model)
{
    private const int BatchSize = 64;
    private readonly IModelWorkspace _workspace = model.CreateWorkspace(BatchSize);
    private readonly float[] _inputs = new float[BatchSize * model.FeatureCount];
    private readonly byte[] _labels = new byte[BatchSize];

    /// <summary>Accuracy and loss on all images of a data set.</summary>
    /// <param name="parameters">The flat parameter vector.</param>
    /// <param name="data">The images; at least one.</param>
    public EvaluationResult Evaluate(ReadOnlySpan<float> parameters, LabelledImages data)
    {
        var sum = default(BatchScore);
        for (var start = 0; start < data.Count; start += BatchSize)
        {
            var count = Math.Min(BatchSize, data.Count - start);
            var inputs = data.Features.Slice(start * data.FeatureCount, count * data.FeatureCount);
            sum = Add(sum, _workspace.Score(parameters, inputs, data.Labels.Slice(start, count)));
        }

        return EvaluationResult.Of(sum, data.Count);
    }

    /// <summary>Accuracy and loss on some images of a data set, e.g. the validation set of a MEC node (RONI).</summary>
    /// <param name="parameters">The flat parameter vector.</param>
    /// <param name="data">The images.</param>
    /// <param name="indices">Which of the images; at least one.</param>
    public EvaluationResult Evaluate(
        ReadOnlySpan<float> parameters, LabelledImages data, ReadOnlySpan<int> indices)
    {
        var sum = default(BatchScore);
        for (var start = 0; start < indices.Length; start += BatchSize)
        {
            var batch = indices.Slice(start, Math.Min(BatchSize, indices.Length - start));
            for (var i = 0; i < batch.Length; i++)
            {
                data.Image(batch[i]).CopyTo(_inputs.AsSpan(i * model.FeatureCount));
                _labels[i] = data.Labels[batch[i]];
            }

            var inputs = _inputs.AsSpan(0, batch.Length * model.FeatureCount);
            sum = Add(sum, _workspace.Score(parameters, inputs, _labels.AsSpan(0, batch.Length)));
        }

        return EvaluationResult.Of(sum, indices.Length);
    }

    private static BatchScore Add(BatchScore left, BatchScore right) =>
        new(left.Correct + right.Correct, left.LossSum + right.LossSum);
}

/// <summary>How well a model classifies a set of images.</summary>
/// <param name="Accuracy">Share of correct classifications, [0, 1].</param>
/// <param name="MeanLoss">Mean cross-entropy in nats; NaN when the parameters are not finite.</param>
public readonly record struct EvaluationResult(double Accuracy, double MeanLoss)
{
    internal static EvaluationResult Of(BatchScore score, int count)
    {
        Engine.Require.That(count >= 1, "an evaluation needs at least one image");
        return new EvaluationResult((double)score.Correct / count, score.LossSum / count);
    }
}
