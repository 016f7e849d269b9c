using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>What both forms of BlockFL share: updates go to the own MEC node and from there to the others.</summary>
internal static class BlockFlSharing
{
    /// <summary>Devices train and upload; a MEC node goes on when it has the updates of its cell.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="episode">The episode.</param>
    /// <param name="updates">The updates of all devices.</param>
    /// <returns>The updates as each MEC node forwards them, by cell.</returns>
    public static async Task<ImmutableArray<LocalUpdate>[]> Collect(
        Substrate world, Episode episode, IReadOnlyList<LocalUpdate> updates)
    {
        await Simulator.WhenAll([.. updates.Select(update => world.Simulator.Spawn(async () =>
        {
            await episode.Train(update.Device);
            if (episode.Engagements.IsLate(update.Device))
            {
                return;
            }

            await episode.Upload(update.Device, episode.UpdateBits);
            episode.Clock.Finish(Stage.Upload);
        }))]);
        return [.. Enumerable.Range(0, world.Options.MecNodes).Select(cell => updates
            .Where(update => world.CellOf(update.Device) == cell && !episode.Engagements.IsLate(update.Device))
            .Select(episode.Forwarding[cell].Forward)
            .Where(update => update is not null)
            .Select(update => update!)
            .ToImmutableArray())];
    }

    /// <summary>Every MEC node of the task gets the updates of the others.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="episode">The episode.</param>
    /// <param name="collected">The updates by cell.</param>
    public static async Task ExchangeBetweenMecNodes(
        Substrate world, Episode episode, ImmutableArray<LocalUpdate>[] collected)
    {
        var pairs =
            from sender in episode.Task.Cells
            from receiver in episode.Task.Cells
            where sender != receiver
            select (sender, receiver);
        await Simulator.WhenAll([.. pairs.Select(pair => world.Simulator.Spawn(() => episode.SendBetweenMecNodes(
            pair.sender, pair.receiver, collected[pair.sender].Length * episode.UpdateBits)))]);
        episode.Clock.Finish(Stage.CrossChain);
    }
}
