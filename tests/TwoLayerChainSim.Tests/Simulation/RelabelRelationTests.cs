using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Running;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Tests.Schemes;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>Tasks, shards and local chains under other numbers (TESTING.md §3.1: M10).</summary>
/// <remarks>MEC nodes and devices keep their names, which name their streams.</remarks>
public class RelabelRelationTests
{
    /// <summary>Crowdsensing is left out: the number of the task names the draws of its requestor in the payment game.</summary>
    public static TheoryData<string> SchemesOfShards => [.. SchemeRuns.AllSchemes.Where(scheme => scheme != "crowdsensing")];

    /// <summary>BlockFL by votes is left out: its relays serve the copies of a message in the order in which devices are listed.</summary>
    public static TheoryData<string> SchemesOfCells => [.. SchemeRuns.AllSchemes.Where(scheme => scheme != "blockfl-bft")];

    [Theory]
    [MemberData(nameof(SchemesOfShards))]
    public void M10_shards_in_another_order_are_the_same_shards(string scheme)
    {
        foreach (var settings in RandomScenario.Some(20))
        {
            string[] sharded = [.. settings, "network.mec-nodes=6", "gmuc.shards=3", "gmuc.strategy=isolation"];
            var (before, after) = (Run(scheme, sharded, task => task.Index), Run(scheme, sharded, task => 2 - task.Index));
            for (var shard = 0; shard < 3; shard++)
            {
                RandomScenario.AssertSame(
                    [.. before.Of(shard)], [.. after.Of(2 - shard).Select(report => report with { Task = shard })], scheme, sharded);
            }
        }
    }

    [Theory]
    [InlineData("two-layer")]
    [InlineData("two-layer-capped")]
    public void M10_cooperating_shards_in_another_order_wait_for_each_other_as_long(string scheme)
    {
        foreach (var settings in RandomScenario.Some(20))
        {
            string[] sharded = [.. settings, "network.mec-nodes=6", "gmuc.shards=3", "gmuc.strategy=cooperation"];
            var (before, after) = (Run(scheme, sharded, task => task.Index), Run(scheme, sharded, task => (task.Index + 1) % 3));
            for (var shard = 0; shard < 3; shard++)
            {
                RandomScenario.AssertSame(
                    [.. before.Of(shard)], [.. after.Of((shard + 1) % 3).Select(report => report with { Task = shard })], scheme, sharded);
            }
        }
    }

    [Theory]
    [MemberData(nameof(SchemesOfCells))]
    public void M10_local_chains_in_another_order_are_the_same_local_chains(string scheme)
    {
        foreach (var settings in RandomScenario.Some(20))
        {
            // Those that lead in one of the two episodes stay in their places; sampled rounds have their draws in order of places.
            string[] five =
            [
                .. settings, "network.mec-nodes=5", "consensus.fidelity=message", RandomScenario.WorkingNodes,
            ];
            var before = Run(scheme, five, task => task.Index);
            var after = Run(scheme, five, task => task.Index, cells => [.. cells[..3], cells[4], cells[3]]);
            RandomScenario.AssertSame(
                [.. before.Reports.Select(WithoutSums)], [.. after.Reports.Select(WithoutSums)], scheme, five);

            // Energies are added up in another order.
            Assert.All(before.Reports.Zip(after.Reports), pair => Relative.Equal(
                pair.First.Effort.DeviceEnergyJoules, pair.Second.Effort.DeviceEnergyJoules));
        }
    }

    private static EpisodeReport WithoutSums(EpisodeReport report) => report with
    {
        Effort = report.Effort with { DeviceEnergyJoules = 0 },
        Incentive = report.Incentive with { MeanTrainingHz = 0 },
    };

    /// <summary>The run whose shards have other numbers, by which they are also listed, and other orders of their cells.</summary>
    private static FinishedRun Run(
        string scheme, string[] settings, Func<FederatedTask, int> number,
        Func<ImmutableArray<int>, ImmutableArray<int>>? order = null)
    {
        var (whole, entry, options) = (
            SchemeRuns.Compose(scheme, settings), SchemeCatalog.Find(scheme), OptionsReader.Schemes(SchemeRuns.Scenario(settings)));
        var tasks = whole.Tasks
            .Select(one => one.Task with { Index = number(one.Task), Cells = order?.Invoke(one.Task.Cells) ?? one.Task.Cells })
            .OrderBy(task => task.Index).ToList();
        var exchange = options.TwoLayer.Strategy == ShardStrategy.Cooperation
            ? new ShardExchange(whole.World, options.TwoLayer.ExchangeInterval)
            : null;
        tasks.ForEach(task => exchange?.Join(task));
        return SchemeRuns.Execute(new(
            whole.World, [.. tasks.Select(task => (task, entry.Create(new(whole.World, task, options, exchange))))], whole.Episodes));
    }
}
