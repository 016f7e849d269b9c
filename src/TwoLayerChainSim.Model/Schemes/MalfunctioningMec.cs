using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Attacks;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>What a MEC node does with what it forwards; an honest one forwards it as it is.</summary>
public interface IForwarding
{
    /// <summary>Forwards a device's update.</summary>
    /// <param name="update">The update as received.</param>
    /// <returns>What leaves the node, or null when it is lost.</returns>
    LocalUpdate? Forward(LocalUpdate update);

    /// <summary>Publishes an aggregated model.</summary>
    /// <param name="before">The model before the aggregation.</param>
    /// <param name="after">The model that was computed.</param>
    /// <returns>What the node publishes.</returns>
    GlobalModel Publish(GlobalModel before, GlobalModel after);
}

/// <summary>An honest MEC node.</summary>
public sealed class HonestForwarding : IForwarding
{
    /// <summary>The one honest behaviour.</summary>
    public static HonestForwarding Instance { get; } = new();

    /// <inheritdoc/>
    public LocalUpdate? Forward(LocalUpdate update) => update;

    /// <inheritdoc/>
    public GlobalModel Publish(GlobalModel before, GlobalModel after) => after;
}

/// <summary>A MEC node that malfunctions during one episode and spoils every update that it forwards or aggregates.</summary>
/// <param name="spoiler">What it does.</param>
/// <param name="previous">Updates of the episode before by device, for stale forwarding.</param>
/// <param name="streams">The streams of the replication.</param>
/// <param name="mec">The node.</param>
/// <param name="episode">The episode.</param>
public sealed class MalfunctioningForwarding(
    UpdateSpoiler spoiler,
    IReadOnlyDictionary<int, LocalUpdate> previous,
    RandomStreams streams,
    int mec,
    int episode) : IForwarding
{
    /// <inheritdoc/>
    public LocalUpdate? Forward(LocalUpdate update)
    {
        if (update.Delta is null)
        {
            return spoiler.Loses(previous.ContainsKey(update.Device))
                ? null
                : LocalUpdate.StandIn(update.Device, update.Samples, episode, variant: mec + 1);
        }

        var stream = streams.Stream("malfunction-of-update", update.Device, episode);
        var spoiled = spoiler.Spoil(update.Delta, previous.GetValueOrDefault(update.Device)?.Delta, stream);
        return spoiled is null ? null
            : ReferenceEquals(spoiled, update.Delta) ? update
            : LocalUpdate.Of(update.Device, update.Samples, spoiled);
    }

    /// <inheritdoc/>
    public GlobalModel Publish(GlobalModel before, GlobalModel after)
    {
        if (before.Parameters is null || after.Parameters is null)
        {
            return after with { Digest = LocalUpdate.StandIn(mec, 0, episode, variant: mec + 1).Digest };
        }

        var aggregate = new float[after.Parameters.Length];
        for (var i = 0; i < aggregate.Length; i++)
        {
            aggregate[i] = after.Parameters[i] - before.Parameters[i];
        }

        var spoiled = spoiler.Spoil(aggregate, null, streams.Stream("malfunction-of-aggregate", mec, episode));
        if (ReferenceEquals(spoiled, aggregate))
        {
            return after;
        }

        var parameters = (float[])before.Parameters.Clone();
        for (var i = 0; spoiled is not null && i < parameters.Length; i++)
        {
            parameters[i] += spoiled[i];
        }

        return GlobalModel.Of(after.Version, parameters);
    }
}
