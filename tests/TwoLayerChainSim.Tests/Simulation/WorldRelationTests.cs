using TwoLayerChainSim.Experiments.Running;
using TwoLayerChainSim.Model.Network;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>Who else is in the world (TESTING.md §3.1: M12, M14, M18, M19, M37, M38, M40, M41).</summary>
/// <remarks>
/// Malfunctioning nodes are off where the world changes: which node malfunctions is drawn among all of them, and a block that
/// does not verify is fetched through any neighbouring base station.
/// </remarks>
public class WorldRelationTests
{
    public static TheoryData<string> Schemes => SchemeRuns.Schemes;

    /// <summary>FLchain is left out where MEC nodes without devices count: its channel is kept by all of them.</summary>
    public static TheoryData<string> SchemesOfAShard => [.. SchemeRuns.AllSchemes.Where(scheme => scheme != "flchain")];

    [Theory]
    [MemberData(nameof(SchemesOfAShard))]
    public void M12_an_idle_MEC_node_changes_nothing(string scheme)
    {
        foreach (var settings in RandomScenario.Some(20))
        {
            var (alone, withIdle) = WithAndWithoutIdleNode(settings);
            RandomScenario.AssertSame(scheme, alone, withIdle);
        }
    }

    [Fact]
    public void M12_FLchain_synchronises_with_the_idle_node_too()
    {
        // Majeed and Hong 2019 as told by Feng et al. 2022: the global model goes to all MEC nodes.
        var (alone, withIdle) = WithAndWithoutIdleNode(["network.mec-nodes=3"]);
        Assert.NotEqual(SchemeRuns.Run("flchain", alone).Reports, SchemeRuns.Run("flchain", withIdle).Reports);
    }

    [Theory]
    [MemberData(nameof(SchemesOfAShard))]
    public void M14_M38_M40_an_isolated_shard_behaves_as_if_it_were_alone(string scheme)
    {
        foreach (var settings in RandomScenario.Some(20))
        {
            string[] sharded = [.. settings, "network.mec-nodes=4", "gmuc.shards=2", RandomScenario.WorkingNodes];
            var together = SchemeRuns.Execute(SchemeRuns.Compose(scheme, sharded));
            for (var shard = 0; shard < 2; shard++)
            {
                var alone = SchemeRuns.Execute(SchemeRuns.Compose(scheme, sharded, wanted: task => task.Index == shard));
                RandomScenario.AssertSame([.. together.Of(shard)], [.. alone.Reports], scheme, settings);
            }

            // The first shard is also what a smaller world without the second one has.
            var smaller = SchemeRuns.Run(scheme, [.. settings, "network.mec-nodes=2", RandomScenario.WorkingNodes]);
            RandomScenario.AssertSame([.. together.Of(0)], [.. smaller.Reports], scheme, settings);
        }
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M18_M19_a_given_mesh_whose_links_lose_nothing_is_the_mesh_of_the_scenario(string scheme)
    {
        foreach (var settings in RandomScenario.Some(20))
        {
            string[] byMessages = [.. settings, "consensus.fidelity=message"];
            var given = SchemeRuns.Execute(SchemeRuns.Compose(scheme, byMessages, change: options => WithMesh(options, loss: 0)));
            RandomScenario.AssertSame(SchemeRuns.Run(scheme, byMessages), given, scheme, settings);
        }
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void A_lossy_backbone_costs_time_but_neither_progress_nor_updates(string scheme)
    {
        var lossless = SchemeRuns.Run(scheme);
        var lossy = SchemeRuns.Execute(SchemeRuns.Compose(scheme, [], change: options => WithMesh(options, loss: 0.3)));
        Assert.All(lossy.Verdicts, verdict => Assert.Null(verdict.Problem));
        Assert.True(lossy.Last.EndedAt > lossless.Last.EndedAt);
        Assert.Equal(
            lossless.Reports.Select(report => report.Counts.Aggregated), lossy.Reports.Select(report => report.Counts.Aggregated));
        Assert.All(lossy.Reports, report => Assert.True(report.Counts.Aggregated > 0));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M37_one_shard_is_the_unsharded_scheme(string scheme)
    {
        foreach (var settings in RandomScenario.Some(20))
        {
            RandomScenario.AssertSame(
                scheme, settings, [.. settings, "gmuc.shards=1", "gmuc.strategy=cooperation", "gmuc.exchange-interval=1"]);
        }
    }

    [Fact]
    public void M41_without_delay_above_two_layers_take_as_long_as_the_slowest_local_chain()
    {
        foreach (var settings in RandomScenario.Some(20))
        {
            // What is left above: transfers over 10 Tbit/s.
            string[] flat =
            [
                .. settings, RandomScenario.WorkingNodes, "backbone.delay-mean=0 t", "backbone.delay-deviation=0 t",
                "backbone.rate=10000 Gbit/s", "consensus.store=0 t", "consensus.processing=0 t", "episodes=1",
                "two-layer.lmuc-mining-rate=0.5 Hz",
            ];
            var whole = SchemeRuns.Execute(SchemeRuns.Compose("two-layer", flat)).First.Delay;
            var slowest = Enumerable.Range(0, SchemeRuns.World(flat).Options.MecNodes).Max(cell => Local(AloneIn(cell, flat)));
            Assert.True(Local(whole) == slowest, RandomScenario.Describe("two-layer", flat));
            Assert.InRange((whole.CrossChain + whole.GlobalChain).TotalSeconds, 0, 3e-6);
        }
    }

    private static long Local(DelayParts delay) => (delay.Train + delay.Upload + delay.LocalChain).Nanoseconds;

    /// <summary>The episode of a task whose shard is one cell of the same world.</summary>
    private static DelayParts AloneIn(int cell, string[] settings)
    {
        var whole = SchemeRuns.Compose("two-layer", settings);
        var task = whole.Tasks[0].Task with { Cells = [cell] };
        var options = OptionsReader.Schemes(SchemeRuns.Scenario(settings)).TwoLayer;
        var scheme = new TwoLayer(whole.World, task, options, exchange: null);
        return SchemeRuns.Execute(new(whole.World, [(task, scheme)], episodes: 1)).First.Delay;
    }

    private static (string[] Alone, string[] WithIdle) WithAndWithoutIdleNode(string[] settings)
    {
        var nodes = SchemeRuns.Scenario(settings).Whole("network.mec-nodes");
        string[] alone = [.. settings, RandomScenario.WorkingNodes, "attacks.malicious-fraction=0.3", $"gmuc.shard-mec-nodes={nodes}"];
        return (alone, [.. alone, $"network.mec-nodes={nodes + 1}"]);
    }

    private static SubstrateOptions WithMesh(SubstrateOptions options, double loss)
    {
        var mesh = BackboneGraph.FullMesh(options.MecNodes, options.Backbone);
        return options with
        {
            BackboneGraph = new(mesh.Nodes, [.. mesh.Links.Select(link => link with { LossProbability = loss })]),
        };
    }
}
