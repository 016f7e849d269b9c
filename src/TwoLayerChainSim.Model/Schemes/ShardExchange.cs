using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// Cooperating shards (Feng et al. 2022, task sharding): every few episodes each shard sends its global model to the others,
/// waits for theirs, and goes on with the average.
/// </summary>
/// <param name="world">The substrate.</param>
/// <param name="interval">Episodes between two exchanges, at least 1.</param>
public sealed class ShardExchange(Substrate world, int interval)
{
    private readonly SortedDictionary<int, FederatedTask> _shards = [];
    private readonly Dictionary<int, SortedDictionary<int, GlobalModel>> _arrived = [];
    private readonly Dictionary<int, Completion> _complete = [];

    /// <summary>Adds a shard before the first episode.</summary>
    /// <param name="shard">The shard's part of the task.</param>
    public void Join(FederatedTask shard) => _shards.Add(shard.Index, shard);

    /// <summary>The exchange of one shard at the end of an episode; without effect in most episodes.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="model">Its global model.</param>
    /// <param name="episode">The episode.</param>
    /// <returns>The model with which the shard goes on.</returns>
    public async Task<GlobalModel> Synchronise(FederatedTask shard, GlobalModel model, Episode episode)
    {
        if (episode.Number % interval != 0 || _shards.Count < 2)
        {
            return model;
        }

        if (_arrived.TryAdd(episode.Number, []))
        {
            _complete[episode.Number] = new(world.Simulator);
        }

        await Simulator.WhenAll([.. _shards.Values.Where(other => other.Index != shard.Index).Select(other =>
            world.Simulator.Spawn(() => episode.SendBetweenMecNodes(shard.Cells[0], other.Cells[0], episode.ModelBits)))]);
        var models = _arrived[episode.Number];
        models.Add(shard.Index, model);
        if (models.Count == _shards.Count)
        {
            _complete[episode.Number].Complete();
        }

        await _complete[episode.Number];
        await episode.Store();
        return shard.Learning.Average([.. models.Values]);
    }
}
