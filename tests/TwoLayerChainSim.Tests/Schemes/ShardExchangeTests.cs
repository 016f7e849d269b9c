using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>Cooperating shards exchange their models at an interval (Feng et al. 2022, task sharding).</summary>
public class ShardExchangeTests
{
    private static readonly string[] TwoShards =
        ["network.mec-nodes=4", "gmuc.shards=2", "gmuc.strategy=cooperation", "gmuc.exchange-interval=2"];

    [Fact]
    public void The_shards_hold_one_model_after_an_exchange_and_different_ones_in_between()
    {
        var models = ModelsByEpisode([.. TwoShards, SchemeRuns.Training, "episodes=4"]);
        Assert.Equal([false, true, false, true], models.Select(pair => pair[0] == pair[1]));
    }

    [Fact]
    public void Isolated_tasks_never_exchange()
    {
        var models = ModelsByEpisode([.. TwoShards, "gmuc.strategy=isolation", SchemeRuns.Training, "episodes=2"]);
        Assert.Equal([false, false], models.Select(pair => pair[0] == pair[1]));
    }

    [Fact]
    public void A_shard_goes_on_with_the_average()
    {
        var world = SchemeRuns.World(TwoShards);
        var (exchange, shards) = Exchange(world);
        GlobalModel[] models = [GlobalModel.Of(2, [1, 2]), GlobalModel.Of(2, [3, 6])];
        var ends = Synchronise(world, exchange, shards, models, episode: 2);
        world.Simulator.Run();
        Assert.All(ends, end => Assert.Equal([2, 4], end.Model!.Parameters!));
    }

    [Fact]
    public void Everybody_waits_for_the_last_shard_and_stores_the_result()
    {
        var world = SchemeRuns.World([.. TwoShards, .. SchemeRuns.Constant]);
        var (exchange, shards) = Exchange(world);
        var ends = Synchronise(world, exchange, shards, [GlobalModel.Of(2, [1]), GlobalModel.Of(2, [3])], episode: 2, secondLate: 10);
        world.Simulator.Run();

        // The late shard starts at 10 s; its model needs 2 t and its transfer over 1 Gbit/s, storing 1 t.
        var transfer = ChainOptions.ModelBits(shards[0].Learning.ParameterCount) / 1e9;
        Assert.All(ends, end => Assert.Equal(10 + transfer + 0.2 + 0.1, end.At.TotalSeconds, 1e-8));
    }

    [Fact]
    public void Outside_the_interval_nothing_happens_and_no_time_passes()
    {
        var world = SchemeRuns.World(TwoShards);
        var (exchange, shards) = Exchange(world);
        GlobalModel[] models = [GlobalModel.Of(1, [1]), GlobalModel.Of(1, [3])];
        var ends = Synchronise(world, exchange, shards, models, episode: 3);
        world.Simulator.Run();
        Assert.Equal(models, ends.Select(end => end.Model));
        Assert.All(ends, end => Assert.Equal(SimTime.Zero, end.At));
    }

    [Fact]
    public void A_single_shard_has_nobody_to_exchange_with()
    {
        string[] one = ["gmuc.strategy=cooperation", "gmuc.exchange-interval=1"];
        Assert.Equal(SchemeRuns.Run("two-layer").Reports, SchemeRuns.Run("two-layer", one).Reports);
    }

    private static (ShardExchange Exchange, FederatedTask[] Shards) Exchange(Substrate world)
    {
        var exchange = new ShardExchange(world, 2);
        FederatedTask[] shards =
            [.. FederatedTask.CellsOfTasks(world.Options).Select((cells, index) => new FederatedTask(index, cells, new Averaging()))];
        Array.ForEach(shards, exchange.Join);
        return (exchange, shards);
    }

    private static End[] Synchronise(
        Substrate world, ShardExchange exchange, FederatedTask[] shards, GlobalModel[] models, int episode, int secondLate = 0)
    {
        var ends = shards.Select(_ => new End()).ToArray();
        foreach (var shard in shards)
        {
            world.Simulator.Spawn(async () =>
            {
                await world.Simulator.Delay(SimDuration.FromSeconds(shard.Index * secondLate));
                var running = new Episode(world, shard, episode, new Dictionary<int, LocalUpdate>());
                ends[shard.Index].Model = await exchange.Synchronise(shard, models[shard.Index], running);
                ends[shard.Index].At = world.Simulator.Now;
            });
        }

        return ends;
    }

    /// <summary>The digests of both shards' models after each episode.</summary>
    private static Model.Ledger.Digest[][] ModelsByEpisode(string[] settings)
    {
        var run = SchemeRuns.Create("two-layer", settings);
        var digests = Enumerable.Range(0, run.Episodes).Select(_ => new Model.Ledger.Digest[2]).ToArray();
        run.EpisodeCompleted += report => digests[report.Episode - 1][report.Task] = run.Tasks[report.Task].Scheme.Model.Digest;
        run.Execute(CancellationToken.None);
        return digests;
    }

    private sealed class End
    {
        public GlobalModel? Model { get; set; }

        public SimTime At { get; set; }
    }
}
