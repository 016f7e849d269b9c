using System.Collections.Immutable;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>A published learning task: which MEC nodes have devices for it, and the learning itself.</summary>
/// <param name="Index">Number of the task, from 0.</param>
/// <param name="Cells">MEC nodes that serve the task, in order.</param>
/// <param name="Learning">Training, aggregation and measurement.</param>
public sealed record FederatedTask(int Index, ImmutableArray<int> Cells, ILearningTask Learning)
{
    /// <summary>How the devices are brought to work. Default none.</summary>
    public IIncentive Incentive { get; init; } = NoIncentive.Instance;

    /// <summary>The MEC nodes of each task: consecutive, disjoint.</summary>
    /// <param name="options">Numbers of MEC nodes and tasks.</param>
    public static ImmutableArray<ImmutableArray<int>> CellsOfTasks(SubstrateOptions options)
    {
        var each = options.ShardSize;
        return [.. Enumerable.Range(0, options.Shards)
            .Select(task => Enumerable.Range(task * each, each).ToImmutableArray())];
    }
}
