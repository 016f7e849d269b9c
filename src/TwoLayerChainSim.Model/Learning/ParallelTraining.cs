using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Learning;

/// <summary>
/// Trains the devices of an episode on several threads. Each device has its own stream and its own destination, so the result has
/// the same bits for every number of threads. Scratch memory is kept from episode to episode, one set a thread.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="options">How each device descends.</param>
/// <param name="threads">Largest number of devices that train at the same time, at least 1.</param>
public sealed class ParallelTraining(IModel model, TrainingOptions options, int threads)
{
    private readonly ConcurrentBag<LocalTraining> _idle = [];

    /// <summary>Trains all devices from one global model.</summary>
    /// <param name="tasks">The devices; no two share a stream or a destination.</param>
    /// <param name="globalParameters">Where every descent starts.</param>
    /// <returns>One report a task, in the order of the tasks.</returns>
    public TrainingReport[] Train(IReadOnlyList<TrainingTask> tasks, ReadOnlyMemory<float> globalParameters)
    {
        var reports = new TrainingReport[tasks.Count];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = threads };
        try
        {
            Parallel.For(
                0,
                tasks.Count,
                limit,
                () => _idle.TryTake(out var training) ? training : new LocalTraining(model, options),
                (index, _, training) =>
                {
                    var task = tasks[index];
                    reports[index] =
                        training.Train(task.Shard, globalParameters.Span, task.Stream, task.Update.Span);
                    return training;
                },
                _idle.Add);
        }
        catch (AggregateException failure)
        {
            ExceptionDispatchInfo.Throw(failure.InnerExceptions[0]);
        }

        return reports;
    }
}

/// <summary>The training of one device in one episode.</summary>
/// <param name="Shard">The device's samples and labels.</param>
/// <param name="Stream">Source of the sample order, named by device and episode.</param>
/// <param name="Update">Receives local minus global parameters; supplied by the caller, who may use it again.</param>
public sealed record TrainingTask(TrainingShard Shard, RandomStream Stream, Memory<float> Update);
