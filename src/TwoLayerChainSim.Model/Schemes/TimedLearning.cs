using TwoLayerChainSim.Model.Learning;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>Learning without parameters: the sizes and times of the real thing, for runs that measure delay only.</summary>
/// <remarks>Nothing is judged bad, so every device stays selected.</remarks>
/// <param name="parameterCount">Number of parameters of the model.</param>
/// <param name="samplesPerDevice">Samples of each device.</param>
/// <param name="validationSamples">Validation samples of each MEC node.</param>
/// <param name="localEpochs">Local epochs an episode.</param>
public sealed class TimedLearning(int parameterCount, int samplesPerDevice, int validationSamples, int localEpochs)
    : ILearningTask
{
    /// <inheritdoc/>
    public int ParameterCount => parameterCount;

    /// <inheritdoc/>
    public GlobalModel InitialModel { get; } = new(0, default, null);

    /// <inheritdoc/>
    public double JudgingOperations => 2.0 * parameterCount * validationSamples;

    /// <inheritdoc/>
    public double TrainingOperations(int device) => OperationsPerSample * samplesPerDevice;

    /// <inheritdoc/>
    public int SamplesOf(int device) => samplesPerDevice;

    /// <inheritdoc/>
    public double OperationsPerSample => 6.0 * parameterCount * localEpochs;

    /// <inheritdoc/>
    public IReadOnlyList<LocalUpdate> Train(GlobalModel model, IReadOnlyList<Trainee> trainees, int episode) =>
        [.. trainees.Select(trainee => LocalUpdate.StandIn(trainee.Device, trainee.Samples(samplesPerDevice), episode))];

    /// <inheritdoc/>
    public LocalUpdate TrainCollected(GlobalModel model, CollectedData collected, int episode) =>
        LocalUpdate.StandIn(collected.MecNode, collected.Samples, episode);

    /// <inheritdoc/>
    public bool[] Judge(int cell, GlobalModel model, IReadOnlyList<LocalUpdate> updates)
    {
        var accepted = new bool[updates.Count];
        Array.Fill(accepted, true);
        return accepted;
    }

    /// <inheritdoc/>
    public GlobalModel Aggregate(GlobalModel model, IReadOnlyList<LocalUpdate> updates) =>
        new(model.Version + 1, Combine(updates.Select(update => update.Digest)), null);

    /// <inheritdoc/>
    public GlobalModel Average(IReadOnlyList<GlobalModel> models) =>
        new(models[0].Version, Combine(models.Select(model => model.Digest)), null);

    /// <inheritdoc/>
    public EvaluationResult? Evaluate(GlobalModel model) => null;

    private static Digest Combine(IEnumerable<Digest> digests)
    {
        var bytes = new List<byte>();
        var buffer = new byte[Digest.Bytes];
        foreach (var digest in digests)
        {
            digest.CopyTo(buffer);
            bytes.AddRange(buffer);
        }

        return Digest.Of(bytes.ToArray());
    }
}
