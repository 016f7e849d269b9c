using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>
/// Vanilla federated learning (McMahan et al. 2017; the reference of Feng et al. 2022): a central server at one MEC node.
/// Train, upload to the own base station, forward to the server, FedAvg, download. No ledger.
/// </summary>
/// <param name="world">The substrate.</param>
/// <param name="task">The task; its first MEC node hosts the server.</param>
public sealed class VanillaFl(Substrate world, FederatedTask task) : IScheme
{
    private readonly int _server = task.Cells[0];

    /// <inheritdoc/>
    public GlobalModel Model { get; private set; } = task.Learning.InitialModel;

    /// <inheritdoc/>
    public IReadOnlyList<CertifiedChain> Chains => [];

    /// <inheritdoc/>
    public void Start()
    {
    }

    /// <inheritdoc/>
    public async Task Run(Episode episode)
    {
        var updates = episode.ComputeUpdates(Model, world.DevicesOf(task));
        var received = new List<LocalUpdate>();
        await Simulator.WhenAll([.. updates.Select(update =>
            world.Simulator.Spawn(() => TrainAndUpload(episode, update, received)))]);

        // A malfunctioning MEC node without the server only forwards; the server spoils what it aggregates.
        Model = episode.Forwarding[_server].Publish(Model, task.Learning.Aggregate(Model, received));
        episode.Clock.Finish(Stage.GlobalChain);
        await Simulator.WhenAll([.. task.Cells.Select(cell => world.Simulator.Spawn(async () =>
        {
            await episode.SendBetweenMecNodes(_server, cell, episode.ModelBits);
            await episode.Distribute(cell, episode.DevicesIn(cell), episode.ModelBits);
            episode.Clock.Finish(Stage.Download);
        }))]);
        episode.Aggregated(received);
    }

    private async Task TrainAndUpload(Episode episode, LocalUpdate update, List<LocalUpdate> received)
    {
        var cell = world.CellOf(update.Device);
        await episode.Train(update.Device);
        if (episode.Engagements.IsLate(update.Device))
        {
            return;
        }

        await episode.Upload(update.Device, episode.UpdateBits);
        episode.Clock.Finish(Stage.Upload);
        var forwarded = cell == _server ? update : episode.Forwarding[cell].Forward(update);
        await episode.SendBetweenMecNodes(cell, _server, episode.UpdateBits);
        episode.Clock.Finish(Stage.CrossChain);
        if (forwarded is not null)
        {
            received.Add(forwarded);
        }
    }
}
