using TwoLayerChainSim.Model.Learning;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// What a scheme needs of learning. <see cref="RealLearning"/> trains; <see cref="TimedLearning"/> has the same sizes and
/// times without parameters, for runs that measure delay only.
/// </summary>
public interface ILearningTask
{
    /// <summary>Number of parameters of the model.</summary>
    int ParameterCount { get; }

    /// <summary>The model before the first episode.</summary>
    GlobalModel InitialModel { get; }

    /// <summary>Arithmetic operations of one local training: 6 × parameters × samples × local epochs.</summary>
    /// <param name="device">The device.</param>
    double TrainingOperations(int device);

    /// <summary>Number of training samples of a device.</summary>
    /// <param name="device">The device.</param>
    int SamplesOf(int device);

    /// <summary>Arithmetic operations of training on one sample: 6 × parameters × local epochs.</summary>
    double OperationsPerSample { get; }

    /// <summary>Arithmetic operations of judging one update: 2 × parameters × validation samples.</summary>
    double JudgingOperations { get; }

    /// <summary>The updates that the devices compute from <paramref name="model"/> in an episode.</summary>
    /// <param name="model">The global model that they hold.</param>
    /// <param name="trainees">The devices and what they train on.</param>
    /// <param name="episode">Episode number, from 1.</param>
    /// <returns>One update a device, in the order of <paramref name="trainees"/>.</returns>
    IReadOnlyList<LocalUpdate> Train(GlobalModel model, IReadOnlyList<Trainee> trainees, int episode);

    /// <summary>The update that a MEC node computes from <paramref name="model"/> on what it has collected from devices.</summary>
    /// <param name="model">The global model that it holds.</param>
    /// <param name="collected">What it has collected, at least one sample.</param>
    /// <param name="episode">Episode number, from 1.</param>
    LocalUpdate TrainCollected(GlobalModel model, CollectedData collected, int episode);

    /// <summary>The quality check of a MEC node on the updates of its cell.</summary>
    /// <param name="cell">The MEC node, whose validation sample is used.</param>
    /// <param name="model">The global model from which the updates start.</param>
    /// <param name="updates">The updates.</param>
    /// <returns>True for each accepted update.</returns>
    bool[] Judge(int cell, GlobalModel model, IReadOnlyList<LocalUpdate> updates);

    /// <summary>The next global model: the old one plus the weighted mean of the updates (FedAvg).</summary>
    /// <param name="model">The global model from which the updates start.</param>
    /// <param name="updates">The updates; with none the model stays as it is.</param>
    GlobalModel Aggregate(GlobalModel model, IReadOnlyList<LocalUpdate> updates);

    /// <summary>The weighted mean of several global models of one task.</summary>
    /// <param name="models">At least one model.</param>
    GlobalModel Average(IReadOnlyList<GlobalModel> models);

    /// <summary>Accuracy and loss on the common test set, or null where nothing is learned.</summary>
    /// <param name="model">The model.</param>
    EvaluationResult? Evaluate(GlobalModel model);
}

/// <summary>A device that trains in an episode.</summary>
/// <param name="Device">The device.</param>
/// <param name="Share">Share of its samples that it trains on, (0, 1]: the first ones, rounded up.</param>
public readonly record struct Trainee(int Device, double Share = 1)
{
    /// <summary>How many samples that is.</summary>
    /// <param name="samples">All samples of the device.</param>
    public int Samples(int samples) => (int)Math.Ceiling(Share * samples);
}
