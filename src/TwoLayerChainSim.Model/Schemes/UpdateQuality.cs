using System.Numerics.Tensors;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>How a MEC node judges an update before it enters a block.</summary>
public enum QualityCheck
{
    /// <summary>
    /// Reject on negative influence: the model with the update alone must not have a larger loss on the MEC node's validation
    /// sample than the global model had, beyond the tolerance (Kang et al. 2019, Sec. III; default).
    /// </summary>
    Roni,

    /// <summary>The cosine between the update and the coordinate-wise median of the round must reach the threshold.</summary>
    Cosine,

    /// <summary>Everything is accepted.</summary>
    None,
}

/// <summary>Parameters of the quality check.</summary>
public sealed record QualityOptions
{
    /// <summary>The check. Default RONI.</summary>
    public QualityCheck Check { get; init; } = QualityCheck.Roni;

    /// <summary>Largest increase of the validation loss that RONI accepts, in nats. Default 0.3.</summary>
    public double RoniTolerance { get; init; } = 0.3;

    /// <summary>Least cosine to the median of the round, [-1, 1]. Default 0.</summary>
    public double CosineThreshold { get; init; }
}

/// <summary>The quality checks, pure functions of the updates of a cell.</summary>
public static class UpdateQuality
{
    /// <summary>Judges updates.</summary>
    /// <param name="options">Which check.</param>
    /// <param name="model">The global model from which the updates start.</param>
    /// <param name="updates">The updates of one cell.</param>
    /// <param name="validationLoss">Mean loss of parameters on the MEC node's validation sample, in nats.</param>
    /// <returns>True for each accepted update.</returns>
    public static bool[] Judge(
        QualityOptions options, GlobalModel model, IReadOnlyList<LocalUpdate> updates, Func<float[], double> validationLoss)
    {
        switch (options.Check)
        {
            case QualityCheck.Roni:
                var limit = validationLoss(model.Parameters!) + options.RoniTolerance;
                var candidate = new float[model.Parameters!.Length];
                return [.. updates.Select(update =>
                {
                    TensorPrimitives.Add(model.Parameters, update.Delta, candidate);
                    return validationLoss(candidate) <= limit;
                })];
            case QualityCheck.Cosine:
                var median = Median(updates);
                return [.. updates.Select(update =>
                    TensorPrimitives.CosineSimilarity<float>(update.Delta, median) >= options.CosineThreshold)];
            case QualityCheck.None:
                return [.. updates.Select(_ => true)];
            default:
                throw new InvariantException($"unknown quality check {options.Check}");
        }
    }

    private static float[] Median(IReadOnlyList<LocalUpdate> updates)
    {
        var median = new float[updates[0].Delta!.Length];
        var column = new float[updates.Count];
        for (var i = 0; i < median.Length; i++)
        {
            for (var j = 0; j < column.Length; j++)
            {
                column[j] = updates[j].Delta![i];
            }

            Array.Sort(column);
            var middle = column.Length / 2;
            median[i] = column.Length % 2 == 1 ? column[middle] : 0.5f * (column[middle - 1] + column[middle]);
        }

        return median;
    }
}
