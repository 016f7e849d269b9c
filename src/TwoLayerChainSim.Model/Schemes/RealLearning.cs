using System.Collections.Immutable;
using System.Numerics.Tensors;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Learning;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>What <see cref="RealLearning"/> works on.</summary>
/// <param name="Model">The classifier.</param>
/// <param name="Training">How devices descend.</param>
/// <param name="Shards">Samples and labels of each device by number (labels of malicious devices tampered with).</param>
/// <param name="Validation">Indices of the validation sample of each MEC node by number, in the training images.</param>
/// <param name="Data">The images.</param>
/// <param name="Quality">How MEC nodes judge updates.</param>
public sealed record LearningMaterial(
    IModel Model,
    TrainingOptions Training,
    IReadOnlyDictionary<int, TrainingShard> Shards,
    IReadOnlyDictionary<int, ImmutableArray<int>> Validation,
    DigitData Data,
    QualityOptions Quality);

/// <summary>Real training of a task's devices on a data set.</summary>
public sealed class RealLearning : ILearningTask
{
    private readonly LearningMaterial _material;
    private readonly RandomStreams _streams;
    private readonly ParallelTraining _training;
    private readonly Evaluation _evaluation;
    private readonly FedAvg _rule = new();
    private readonly Func<int, long> _stableId;

    /// <summary>A task on the given material.</summary>
    /// <param name="material">Model, data and rules.</param>
    /// <param name="stableId">The number that names a device's random streams.</param>
    /// <param name="streams">The streams of the replication.</param>
    /// <param name="threads">Devices that train at the same time, at least 1; does not change results.</param>
    public RealLearning(LearningMaterial material, Func<int, long> stableId, RandomStreams streams, int threads)
    {
        (_material, _stableId, _streams) = (material, stableId, streams);
        _training = new(material.Model, material.Training, threads);
        _evaluation = new(material.Model);
        var parameters = new float[material.Model.ParameterCount];
        material.Model.Initialise(parameters, streams.Stream("initial-model"));
        InitialModel = GlobalModel.Of(0, parameters);
    }

    /// <inheritdoc/>
    public int ParameterCount => _material.Model.ParameterCount;

    /// <inheritdoc/>
    public GlobalModel InitialModel { get; }

    /// <inheritdoc/>
    public double JudgingOperations =>
        2.0 * ParameterCount * _material.Validation.Values.Select(sample => sample.Length).DefaultIfEmpty().Max();

    /// <inheritdoc/>
    public double TrainingOperations(int device) =>
        OperationsPerSample * SamplesOf(device);

    /// <inheritdoc/>
    public int SamplesOf(int device) => _material.Shards[device].Count;

    /// <inheritdoc/>
    public double OperationsPerSample => 6.0 * ParameterCount * _material.Training.LocalEpochs;

    /// <inheritdoc/>
    public IReadOnlyList<LocalUpdate> Train(GlobalModel model, IReadOnlyList<Trainee> trainees, int episode)
    {
        var deltas = trainees.Select(_ => new float[ParameterCount]).ToArray();
        var shards = trainees.Select(trainee => ShardOf(trainee)).ToArray();
        var tasks = trainees.Select((trainee, i) => new TrainingTask(
            shards[i], _streams.Stream("training", _stableId(trainee.Device), episode), deltas[i])).ToArray();
        _training.Train(tasks, model.Parameters);
        return [.. trainees.Select((trainee, i) => LocalUpdate.Of(trainee.Device, shards[i].Count, deltas[i]))];
    }

    /// <inheritdoc/>
    public LocalUpdate TrainCollected(GlobalModel model, CollectedData collected, int episode)
    {
        var shard = TrainingShard.Join([.. collected.Data.Select(
            datum => _material.Shards[datum.Device].Slice(datum.First, datum.Samples))]);
        var delta = new float[ParameterCount];
        var stream = _streams.Stream("training-of-mec", collected.MecNode, episode);
        _training.Train([new(shard, stream, delta)], model.Parameters);
        return LocalUpdate.Of(collected.MecNode, shard.Count, delta);
    }

    /// <inheritdoc/>
    public bool[] Judge(int cell, GlobalModel model, IReadOnlyList<LocalUpdate> updates) => UpdateQuality.Judge(
        _material.Quality, model, updates, parameters => _evaluation.Evaluate(
            parameters, _material.Data.Train, _material.Validation[cell].AsSpan()).MeanLoss);

    /// <inheritdoc/>
    public GlobalModel Aggregate(GlobalModel model, IReadOnlyList<LocalUpdate> updates)
    {
        var aggregate = new float[ParameterCount];
        _rule.Aggregate([.. updates.Select(update => new ModelUpdate(update.Device, update.Samples, update.Delta))], aggregate);
        TensorPrimitives.Add(aggregate, model.Parameters, aggregate);
        return GlobalModel.Of(model.Version + 1, aggregate);
    }

    /// <inheritdoc/>
    public GlobalModel Average(IReadOnlyList<GlobalModel> models)
    {
        var mean = new float[ParameterCount];
        foreach (var model in models)
        {
            TensorPrimitives.MultiplyAdd(model.Parameters, 1f / models.Count, mean, mean);
        }

        return GlobalModel.Of(models[0].Version, mean);
    }

    /// <inheritdoc/>
    public EvaluationResult? Evaluate(GlobalModel model) => _evaluation.Evaluate(model.Parameters, _material.Data.Test);

    private TrainingShard ShardOf(Trainee trainee)
    {
        var shard = _material.Shards[trainee.Device];
        return trainee.Share == 1 ? shard : shard.First(trainee.Samples(shard.Count));
    }
}
