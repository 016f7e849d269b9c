using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>Every fault does its harm where it is stronger than what a committee tolerates, and phases end.</summary>
public class FaultHarmTests
{
    private static readonly string[] FourNodes = ["network.mec-nodes=4", "episodes=4"];

    [Theory]
    [InlineData("two-layer")]
    [InlineData("flchain")]
    public void A_crashed_leader_costs_a_view_change_and_a_crashed_majority_the_progress(string scheme)
    {
        // Node 1 leads in the first episode.
        var one = Run(scheme, "{kind: crash, on: mec-nodes, layer: global, nodes: [1]}");
        Assert.Equal((1, 0), (one.First.Counts.ViewChanges, one.Reports.Sum(report => report.Counts.Lost)));
        var two = Run(scheme, "{kind: crash, on: mec-nodes, layer: global, nodes: [1, 2]}");
        Assert.Contains(two.Verdicts, verdict => verdict.Kind == VerdictKind.NoProgress);
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("withhold-votes")]
    public void Two_of_four_MEC_nodes_that_keep_their_votes_stop_the_global_chain_until_they_vote_again(string kind)
    {
        var run = Run("two-layer", $"{{kind: {kind}, on: mec-nodes, layer: global, count: 2, from-episode: 2, to-episode: 3}}");
        Assert.Equal([0, 1, 1, 0], run.Reports.Select(report => report.Counts.Lost));
        Assert.All(run.Verdicts, verdict => Assert.Equal(VerdictKind.SafeAndLive, verdict.Kind));
    }

    [Theory]
    [InlineData("two-layer")]
    [InlineData("flchain")]
    public void Equivocation_beyond_the_bound_breaks_the_agreement(string scheme)
    {
        // The half that could not decide waits for a timer of 3.5 s.
        var tolerated = Run(scheme, "{kind: equivocating-leader, on: mec-nodes, layer: global, nodes: [1]}");
        Assert.Equal(0, tolerated.Reports.Sum(report => report.Counts.Lost));
        Assert.True(tolerated.First.Delay.GlobalChain > Run(scheme, "").First.Delay.GlobalChain + SimDuration.FromSeconds(3));
        var broken = Run(scheme, "{kind: equivocating-leader, on: mec-nodes, layer: global, nodes: [1, 2]}");
        Assert.Contains(broken.Verdicts, verdict => verdict.Kind == VerdictKind.Diverged);
    }

    [Fact]
    public void A_double_voter_helps_to_break_the_agreement()
    {
        var broken = Run("flchain",
            "{kind: equivocating-leader, on: mec-nodes, nodes: [1]}, {kind: double-voting, on: mec-nodes, nodes: [2]}",
            "backbone.delay-deviation=0 t");
        Assert.Contains(broken.Verdicts, verdict => verdict.Kind == VerdictKind.Diverged);
    }

    [Fact]
    public void A_wrong_aggregate_costs_a_view_change_and_a_late_one_its_delay()
    {
        var wrong = Run("two-layer", "{kind: wrong-aggregate, on: mec-nodes, layer: global, nodes: [1], to-episode: 1}");
        Assert.Equal([1, 0, 0, 0], wrong.Reports.Select(report => report.Counts.ViewChanges));
        var late = Run("two-layer", "{kind: delayed-leader, on: mec-nodes, layer: global, nodes: [1], delay: 10 t}");
        var plain = Run("two-layer", "");
        Assert.InRange((late.First.Delay.GlobalChain - plain.First.Delay.GlobalChain).TotalSeconds, 0.99, 1.01);
    }

    [Theory]
    [InlineData("{kind: loss, fraction: 1, probability: 0.3}")]
    [InlineData("{kind: reordering, fraction: 1, probability: 0.5, delay: 20 t}")]
    [InlineData("{kind: delay-spike, fraction: 1, delay: 5 t}")]
    public void Bad_channels_make_episodes_longer(string fault)
    {
        foreach (var scheme in new[] { "two-layer", "flchain", "blockfl-bft" })
        {
            Assert.True(Run(scheme, fault).Last.EndedAt > Run(scheme, "").Last.EndedAt + SimDuration.FromSeconds(1), scheme);
        }
    }

    [Fact]
    public void Doubled_messages_are_counted_and_change_no_block()
    {
        var (plain, doubled) = (Run("flchain", ""), Run("flchain", "{kind: duplication, fraction: 1, probability: 1, delay: 1 t}"));
        Assert.Equal(2 * plain.First.Effort.GlobalChainMessages, doubled.First.Effort.GlobalChainMessages);
        Assert.Equal(plain.Model().Digest, doubled.Model().Digest);
    }

    [Theory]
    [InlineData("count: 2", 1)]
    [InlineData("count: 1", 0)]
    public void A_partition_without_a_quorum_on_any_side_loses_its_episodes_only(string side, int lost)
    {
        var run = Run("two-layer", $"{{kind: partition, on: mec-nodes, layer: global, {side}, from-episode: 2, to-episode: 2}}");
        Assert.Equal([0, lost, 0, 0], run.Reports.Select(report => report.Counts.Lost));
    }

    [Fact]
    public void A_partition_by_time_heals_in_the_middle_of_a_decision()
    {
        // No side has a quorum in the first 60 s, so the first decision comes after them.
        var run = Run("flchain", "{kind: partition, on: mec-nodes, count: 2, stop: 60 s}");
        Assert.InRange(run.First.EndedAt.TotalSeconds, 60, 200);
        Assert.Equal(0, run.First.Counts.Lost);
    }

    [Fact]
    public void Slow_devices_hold_up_the_training()
    {
        var plain = Run("two-layer", "", "learning.model=mlp");
        var slow = Run("two-layer", "{kind: slow-device, fraction: 1, factor: 3}", "learning.model=mlp");
        Assert.InRange(slow.First.Delay.Train.TotalSeconds / plain.First.Delay.Train.TotalSeconds, 2.999, 3.001);
        Assert.True(slow.First.Effort.DeviceEnergyJoules < plain.First.Effort.DeviceEnergyJoules);
    }

    [Theory]
    [InlineData("two-layer")]
    [InlineData("flchain")]
    [InlineData("blockfl-bft")]
    [InlineData("blockfl-pow")]
    [InlineData("vanilla-plain")]
    public void Devices_of_a_MEC_node_that_is_down_go_on_elsewhere_and_come_back(string scheme)
    {
        var run = Run(scheme, "{kind: mec-down, nodes: [2], from-episode: 2, to-episode: 3}");
        Assert.Equal([16, 16, 16, 16], run.Reports.Select(report => report.Counts.Aggregated));
        Assert.Equal(4, run.Run.World.DevicesIn(2).Length);
        if (scheme == "two-layer")
        {
            Assert.Equal(2, Blocks(run, "lmuc-2"));
            Assert.Equal(4, Blocks(run, "lmuc-0"));
        }
    }

    [Fact]
    public void Devices_attach_to_the_cell_with_the_best_path()
    {
        var world = Run("two-layer", "{kind: mec-down, nodes: [2]}").Run.World;
        Assert.Empty(world.DevicesIn(2));
        foreach (var device in world.Topology.DevicesOf(2))
        {
            var best = new[] { 0, 1, 3 }.MaxBy(cell => world.Cellular.UplinkPath(device, cell).WorstMeanSnr(1));
            Assert.Equal(best, world.CellOf(device));
            Assert.Contains(device, world.DevicesIn(best));
        }
    }

    [Theory]
    [InlineData("two-layer")]
    [InlineData("flchain")]
    [InlineData("blockfl-bft")]
    public void Without_any_MEC_node_nobody_takes_part_and_the_run_goes_on_afterwards(string scheme)
    {
        var run = Run(scheme, "{kind: mec-down, fraction: 1, from-episode: 2, to-episode: 2}");
        Assert.Equal([16, 0, 16, 16], run.Reports.Select(report => report.Counts.Aggregated));
        Assert.Equal(0, run.Reports[1].Counts.Selected);
    }

    [Theory]
    [InlineData("two-layer", "layer: global, count: 3")]
    [InlineData("flchain", "count: 3")]
    [InlineData("blockfl-bft", "fraction: 0.75")]
    public void A_coalition_with_a_quorum_poisons_the_model(string scheme, string coalition)
    {
        string[] learning =
        [
            SchemeRuns.Training, "network.devices-per-mec=2", "attacks.malicious-fraction=0.25", "learning.learning-rate=0.3",
        ];
        var right = Run(scheme, "", learning);
        var captured = Run(scheme, $"{{kind: collude, {coalition}, strength: 2}}", learning);
        Assert.Equal(4, captured.Reports.Sum(report => report.Counts.Captured));
        Assert.True(captured.Last.Accuracy < right.Last.Accuracy - 0.1, $"{captured.Last.Accuracy} against {right.Last.Accuracy}");
    }

    [Fact]
    public void A_captured_local_chain_hands_on_the_updates_of_malicious_devices()
    {
        var captured = Run(
            "two-layer", "{kind: collude, layer: local, fraction: 1}", SchemeRuns.Training, "attacks.malicious-fraction=0.25");
        Assert.Equal(4, captured.First.Counts.Captured);
        Assert.Equal(captured.First.Counts.SelectedMalicious, captured.First.Counts.Aggregated);
    }

    [Fact]
    public void A_coalition_without_a_quorum_cannot_decide_but_stop_others()
    {
        var few = Run("flchain", "{kind: collude, count: 1}");
        Assert.Equal((0, 0), (few.Reports.Sum(report => report.Counts.Captured), few.Reports.Sum(report => report.Counts.Lost)));
        var half = Run("flchain", "{kind: collude, count: 2}");
        Assert.Equal((0, 4), (half.Reports.Sum(report => report.Counts.Captured), half.Reports.Sum(report => report.Counts.Lost)));
    }

    [Fact]
    public void Malicious_learners_and_Byzantine_validators_act_in_one_run()
    {
        var run = Run(
            "two-layer", "{kind: equivocating-leader, on: mec-nodes, layer: global, nodes: [1]}, {kind: silent, layer: local, count: 1}",
            SchemeRuns.Training, "attacks.malicious-fraction=0.25", "attacks.malfunctioning-mec-nodes=1");
        Assert.True(run.Reports.Sum(report => report.Counts.SelectedMalicious) > 0);
        Assert.True(run.First.Counts.ViewChanges > 0);
        Assert.All(run.Verdicts, verdict => Assert.NotEqual(VerdictKind.Diverged, verdict.Kind));
    }

    private static int Blocks(FinishedRun run, string chain) => run.Verdicts.Single(verdict => verdict.Chain == chain).Blocks;

    private static FinishedRun Run(string scheme, string faults, params string[] settings) =>
        SchemeRuns.Run(scheme, [.. FourNodes, .. settings, $"faults=[{faults}]"]);
}
