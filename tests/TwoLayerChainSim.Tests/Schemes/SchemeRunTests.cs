using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

public class SchemeRunTests
{
    [Fact]
    public void A_task_that_stops_before_its_last_episode_is_a_failure_and_not_a_short_run()
    {
        var exception = Assert.Throws<SimulationException>(() => Run(world => new Completion(world.Simulator)));
        Assert.StartsWith("task 0 waits for what never happens", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scheme_that_throws_ends_the_run_with_the_instant() => Assert.Contains(
        "a process failed at 0 s: broken",
        Assert.Throws<SimulationException>(() => Run(_ => throw new InvariantException("broken"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_cancelled_run_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var run = SchemeRuns.Create("blockfl-bft");
        Assert.Throws<OperationCanceledException>(() => run.Execute(cancelled.Token));
    }

    private static void Run(Func<Substrate, Completion> wait)
    {
        var world = SchemeRuns.World();
        var task = new FederatedTask(0, [0, 1, 2], new Averaging());
        new SchemeRun(world, [(task, new Waiting(() => wait(world)))], episodes: 1).Execute(CancellationToken.None);
    }

    private sealed class Waiting(Func<Completion> wait) : IScheme
    {
        public GlobalModel Model { get; } = GlobalModel.Of(0, [0]);

        public IReadOnlyList<CertifiedChain> Chains => [];

        public void Start()
        {
        }

        public async Task Run(Episode episode) => await wait();
    }
}
