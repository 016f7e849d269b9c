using TwoLayerChainSim.Model.Learning;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>A learning task with two parameters whose average can be seen.</summary>
internal sealed class Averaging : ILearningTask
{
    public int ParameterCount => 2;

    public GlobalModel InitialModel { get; } = GlobalModel.Of(0, [0, 0]);

    public double JudgingOperations => 0;

    public double TrainingOperations(int device) => 0;

    public int SamplesOf(int device) => 1;

    public double OperationsPerSample => 0;

    public LocalUpdate TrainCollected(GlobalModel model, CollectedData collected, int episode) =>
        LocalUpdate.Of(collected.MecNode, collected.Samples, [collected.MecNode, episode]);

    public IReadOnlyList<LocalUpdate> Train(GlobalModel model, IReadOnlyList<Trainee> trainees, int episode) =>
        [.. trainees.Select(trainee => LocalUpdate.Of(trainee.Device, 1, [trainee.Device, episode]))];

    public bool[] Judge(int cell, GlobalModel model, IReadOnlyList<LocalUpdate> updates) => [.. updates.Select(_ => true)];

    public GlobalModel Aggregate(GlobalModel model, IReadOnlyList<LocalUpdate> updates) =>
        GlobalModel.Of(model.Version + 1, [updates.Sum(update => update.Delta![0]), updates.Sum(update => update.Delta![1])]);

    public GlobalModel Average(IReadOnlyList<GlobalModel> models) => GlobalModel.Of(
        models[0].Version,
        [.. models[0].Parameters!.Select((_, i) => models.Average(model => model.Parameters![i]))]);

    public EvaluationResult? Evaluate(GlobalModel model) => null;
}
