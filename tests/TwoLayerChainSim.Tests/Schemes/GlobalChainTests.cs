using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>The global chain under malfunctioning MEC nodes (schemes.md, two-layer, steps 4 and 5; Feng et al. 2022).</summary>
public class GlobalChainTests
{
    private static readonly string[] FourNodes = ["network.mec-nodes=4", "network.devices-per-mec=2", "attacks.malfunction-strength=10"];

    [Fact]
    public void A_leader_with_a_wrong_aggregate_causes_exactly_one_view_change()
    {
        var run = SchemeRuns.Run("two-layer", [.. FourNodes, "attacks.malfunctioning-mec-nodes=1", "episodes=16"]);
        var led = run.Reports.Select(report => run.Run.World.Malfunctioning(report.Episode)[report.Episode % 4] ? 1 : 0).ToArray();
        Assert.Contains(0, led);
        Assert.Contains(1, led);
        Assert.Equal(led, run.Reports.Select(report => report.Counts.ViewChanges));
        Assert.All(run.Verdicts, verdict => Assert.Null(verdict.Problem));
    }

    [Fact]
    public void The_right_aggregate_is_decided_whoever_leads()
    {
        string[] settings = [.. FourNodes, SchemeRuns.Training, "episodes=6", "seed=2"];
        var honest = SchemeRuns.Run("two-layer", settings);
        var attacked = SchemeRuns.Run("two-layer", [.. settings, "attacks.malfunctioning-mec-nodes=1"]);
        Assert.Contains(attacked.Reports, report => report.Counts.ViewChanges > 0);
        Assert.Equal(honest.Model().Digest, attacked.Model().Digest);
        Assert.Equal(honest.Reports.Select(report => report.Loss), attacked.Reports.Select(report => report.Loss));
    }

    [Fact]
    public void Fetching_a_block_elsewhere_costs_delay_but_no_accuracy()
    {
        string[] settings = [.. FourNodes, .. SchemeRuns.Constant, SchemeRuns.Training, "episodes=1"];
        var honest = SchemeRuns.Run("two-layer", settings);
        var attacked = SchemeRuns.Run("two-layer", [.. settings, "attacks.malfunctioning-mec-nodes=1"]);
        Assert.Equal(1, attacked.First.Counts.Refetches);
        Assert.Equal(0, attacked.First.Counts.Lost);
        Assert.Equal(honest.Model().Digest, attacked.Model().Digest);

        // Another hop of 2 t after an upload to a neighbouring base station (schemes.md, two-layer, step 4).
        Assert.True(attacked.First.Delay.CrossChain > honest.First.Delay.CrossChain + SimDuration.FromMilliseconds(200));
        Assert.True(attacked.First.Effort.UplinkBits > honest.First.Effort.UplinkBits);
        Assert.True(attacked.First.Effort.DeviceEnergyJoules > honest.First.Effort.DeviceEnergyJoules);
    }

    [Fact]
    public void Without_the_certificate_check_spoiled_blocks_reach_the_model()
    {
        // The canary of the check: the same attack that costs nothing above.
        string[] settings = [.. FourNodes, SchemeRuns.Training, "episodes=3", "attacks.malfunction=sign-reversal"];
        var honest = SchemeRuns.Run("two-layer", settings);
        var open = SchemeRuns.Run("two-layer", [.. settings, "attacks.malfunctioning-mec-nodes=1", "two-layer.certificate-check=false"]);
        Assert.All(open.Reports, report => Assert.Equal(0, report.Counts.Refetches));
        Assert.NotEqual(honest.Model().Digest, open.Model().Digest);
        Assert.True(open.Last.Loss > honest.Last.Loss + 0.1, $"{open.Last.Loss} against {honest.Last.Loss}");
    }

    [Fact]
    public void A_block_that_every_neighbour_spoils_too_is_lost()
    {
        // Both MEC nodes of the shard malfunction, and there is no other base station.
        var run = SchemeRuns.Run("two-layer", "network.mec-nodes=2", "attacks.malfunctioning-mec-nodes=2", "episodes=1");
        Assert.Equal(2, run.First.Counts.Refetches);
        Assert.Equal(3, run.First.Counts.Lost);
        Assert.Equal(0, run.First.Counts.Aggregated);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    [InlineData(4, 4)]
    public void A_shard_without_a_quorum_of_working_nodes_keeps_the_model_and_says_so(int nodes, int malfunctioning)
    {
        var run = SchemeRuns.Run(
            "two-layer", SchemeRuns.Training, $"network.mec-nodes={nodes}", $"attacks.malfunctioning-mec-nodes={malfunctioning}");
        Assert.Equal(2, run.Reports.Count);
        Assert.All(run.Reports, report => Assert.True(report.Counts.Lost > 0));
        Assert.All(run.Reports, report => Assert.Equal(0, report.Counts.Aggregated));
        Assert.Same(run.Run.Tasks[0].Task.Learning.InitialModel, run.Model());
        Assert.Equal(("no progress since 0 s", 1), (run.Verdicts[^1].Problem, run.Verdicts[^1].Stalls));
        Assert.All(run.Verdicts.SkipLast(1), local => Assert.Equal(VerdictKind.SafeAndLive, local.Kind));
    }

    [Fact]
    public void Giving_up_takes_at_most_the_timers_of_all_views()
    {
        var run = SchemeRuns.Run("two-layer", "attacks.malfunctioning-mec-nodes=2", "episodes=4");
        var timers = 511 * 3.5;
        Assert.All(run.Reports, report => Assert.InRange(report.Delay.GlobalChain.TotalSeconds, 3.5, timers + 10));
    }

    [Fact]
    public void A_stalled_shard_does_not_hold_up_the_other()
    {
        // TESTING.md §2.5, S2: an episode in which both malfunctioning nodes are in one shard of 4 has no quorum there.
        string[] settings =
        [
            .. SchemeRuns.Constant, "network.mec-nodes=8", "network.devices-per-mec=2", "gmuc.shards=2", "episodes=8",
            "attacks.malfunctioning-mec-nodes=2",
        ];
        var run = SchemeRuns.Run("two-layer", settings);
        var world = run.Run.World;
        foreach (var report in run.Reports)
        {
            var down = run.Run.Tasks[report.Task].Task.Cells.Count(cell => world.Malfunctioning(report.Episode)[cell]);
            Assert.Equal(down == 2 ? 0 : 8, report.Counts.Aggregated);
            Assert.Equal(down == 2, report.Delay.Total > SimDuration.FromSeconds(10));
        }

        Assert.Contains(run.Reports, report => report.Counts.Aggregated == 0);
    }

    [Fact]
    public void The_order_of_FLchain_survives_malfunctioning_nodes_but_its_content_does_not()
    {
        // Nobody but the malfunctioning node has seen the updates that it collected (schemes.md, FLchain).
        string[] settings = [.. FourNodes, SchemeRuns.Training];
        var honest = SchemeRuns.Run("flchain", settings);
        var attacked = SchemeRuns.Run("flchain", [.. settings, "attacks.malfunctioning-mec-nodes=4"]);
        Assert.All(attacked.Verdicts, verdict => Assert.Null(verdict.Problem));
        Assert.Equal(honest.Reports.Select(report => report.Delay), attacked.Reports.Select(report => report.Delay));
        Assert.NotEqual(honest.Model().Digest, attacked.Model().Digest);
    }
}
