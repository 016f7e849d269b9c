using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Model.Schemes.Crowdsensing;

namespace TwoLayerChainSim.Tests.Schemes.Crowdsensing;

/// <summary>Learning at the edge with a consortium chain (incentives.md B4).</summary>
public class CrowdsensingFlTests
{
    private static readonly string[] Market = ["crowdsensing.max-value=2", "crowdsensing.max-profit=20", "network.mec-nodes=4"];
    private static readonly string[] Learning =
        [.. Market, SchemeRuns.Training, "learning.samples-per-device=50", "learning.train-samples=1000", "learning.learning-rate=0.3"];

    [Fact]
    public void Edge_servers_learn_from_what_they_have_bought()
    {
        var run = SchemeRuns.Run("crowdsensing", [.. Learning, "episodes=10"]);
        Assert.True(run.Last.Accuracy > 0.5, $"{run.Last.Accuracy}");
        Assert.True(run.Last.Delay.Train > run.First.Delay.Train);
    }

    [Fact]
    public void The_model_is_FedAvg_of_training_on_the_samples_of_each_server()
    {
        var run = SchemeRuns.Run("crowdsensing", [.. Learning, "episodes=1"]);
        var chain = run.Run.Tasks[0].Scheme.Chains[0].Chain;
        var entries = chain.Head!.Transactions;
        Assert.Equal(run.Model().Digest, entries[^1].PayloadDigest);
        Assert.Equal(
            [0, 1, 2, 3], entries.Where(entry => entry.Kind == TransactionKind.LocalUpdate).Select(entry => entry.Sender));
    }

    [Fact]
    public void Training_on_all_data_of_a_device_is_training_on_its_samples()
    {
        var task = SchemeRuns.Create("crowdsensing", Learning).Tasks[0].Task.Learning;
        var whole = new CollectedData(0, [.. SensedDatum.Divide(device: 5, samples: 50, size: 50)]);
        var inParts = new CollectedData(0, [.. SensedDatum.Divide(device: 5, samples: 50, size: 7)]);
        var other = new CollectedData(0, [.. SensedDatum.Divide(device: 6, samples: 50, size: 50)]);
        var update = task.TrainCollected(task.InitialModel, whole, episode: 1);
        Assert.Equal(update, task.TrainCollected(task.InitialModel, inParts, 1) with { Delta = update.Delta });
        Assert.NotEqual(update.Digest, task.TrainCollected(task.InitialModel, other, 1).Digest);
        Assert.Equal(50, update.Samples);
    }

    [Fact]
    public void Malicious_devices_sell_tampered_labels()
    {
        string[] settings = [.. Learning, "episodes=8"];
        var honest = SchemeRuns.Run("crowdsensing", settings);
        var attacked = SchemeRuns.Run("crowdsensing", [.. settings, "attacks.malicious-fraction=0.5"]);
        Assert.Equal(8, attacked.Last.Counts.SelectedMalicious);
        Assert.True(attacked.Last.Accuracy < honest.Last.Accuracy - 0.1, $"{attacked.Last.Accuracy} against {honest.Last.Accuracy}");
    }

    [Fact]
    public void A_malfunctioning_edge_server_spoils_the_model_and_as_leader_costs_a_view_change()
    {
        string[] settings = [.. Learning, "episodes=12"];
        var attacked = SchemeRuns.Run("crowdsensing", [.. settings, "attacks.malfunctioning-mec-nodes=1"]);
        var led = attacked.Reports.Select(report =>
            attacked.Run.World.Malfunctioning(report.Episode)[report.Episode % 4] ? 1 : 0).ToArray();
        Assert.Contains(1, led);
        Assert.Equal(led, attacked.Reports.Select(report => report.Counts.ViewChanges));
        Assert.True(attacked.Last.Loss > SchemeRuns.Run("crowdsensing", settings).Last.Loss);
        Assert.All(attacked.Verdicts, verdict => Assert.Null(verdict.Problem));
    }

    [Fact]
    public void A_server_that_drops_its_update_is_waited_for_until_the_deadline()
    {
        var run = SchemeRuns.Run(
            "crowdsensing", [.. Market, "attacks.malfunctioning-mec-nodes=1", "attacks.malfunction=drop", "episodes=1"]);
        Assert.Equal((3, 1), (run.First.Counts.Aggregated, run.First.Crowdsensing!.MissingUpdates));
        Assert.InRange(run.First.Delay.CrossChain.TotalSeconds, 59.9, 60);
    }

    [Fact]
    public void Forged_and_replayed_submissions_cost_their_verification_and_change_nothing_else()
    {
        string[] settings = [.. Learning, .. SchemeRuns.Constant, "episodes=3", "crowdsensing.verification=5 t"];
        var plain = SchemeRuns.Run("crowdsensing", settings);
        var disturbed = SchemeRuns.Run(
            "crowdsensing", [.. settings, "crowdsensing.forged-submissions=4", "crowdsensing.replayed-submissions=2"]);
        Assert.Equal(plain.Model().Digest, disturbed.Model().Digest);
        Assert.Equal([4, 6, 6], disturbed.Reports.Select(report => report.Crowdsensing!.InvalidUpdates));
        foreach (var (before, after) in plain.Reports.Zip(disturbed.Reports))
        {
            var cost = 0.5 * after.Crowdsensing!.InvalidUpdates;
            Assert.Equal(cost, (after.Crowdsensing.VerificationTime - before.Crowdsensing!.VerificationTime).TotalSeconds, 1e-9);
            Assert.InRange((after.Delay.CrossChain - before.Delay.CrossChain).TotalSeconds, cost - 0.5, cost);
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public void With_f_silent_replicas_blocks_are_decided_and_with_one_more_not(int silent, int lost)
    {
        var run = SchemeRuns.Run("crowdsensing", [.. Market, $"faults=[{{kind: silent, on: mec-nodes, count: {silent}}}]"]);
        Assert.All(run.Reports, report => Assert.Equal(lost, report.Counts.Lost));
        Assert.Equal(
            lost == 0 ? VerdictKind.SafeAndLive : VerdictKind.NoProgress, Assert.Single(run.Verdicts).Kind);
    }

    [Fact]
    public void A_coalition_with_a_quorum_poisons_the_model()
    {
        string[] settings = [.. Learning, "episodes=6"];
        var right = SchemeRuns.Run("crowdsensing", settings);
        var captured = SchemeRuns.Run("crowdsensing", [.. settings, "faults=[{kind: collude, count: 3, strength: 2}]"]);
        Assert.Equal(6, captured.Reports.Sum(report => report.Counts.Captured));
        Assert.True(captured.Last.Accuracy < right.Last.Accuracy - 0.1, $"{captured.Last.Accuracy} against {right.Last.Accuracy}");
    }

    [Fact]
    public void Devices_of_a_server_that_is_down_sell_elsewhere_and_come_back()
    {
        var run = SchemeRuns.Run(
            "crowdsensing", [.. Market, "episodes=4", "faults=[{kind: mec-down, nodes: [2], from-episode: 2, to-episode: 3}]"]);
        Assert.Equal([16, 16, 16, 16], run.Reports.Select(report => report.Counts.Selected));
        Assert.Equal([4, 3, 3, 4], run.Reports.Select(report => report.Counts.Aggregated));
        Assert.All(run.Verdicts, verdict => Assert.Null(verdict.Problem));
    }

    [Fact]
    public void After_the_last_round_the_task_is_finished()
    {
        var run = SchemeRuns.Run("crowdsensing", [.. Market, "episodes=4", "crowdsensing.max-rounds=2"]);
        Assert.Equal(TaskState.Final, ((CrowdsensingFl)run.Run.Tasks[0].Scheme).State);
        Assert.Equal(2, Assert.Single(run.Verdicts).Blocks);
        Assert.All(run.Reports.Skip(2), report => Assert.Equal(new CrowdsensingReport(), report.Crowdsensing));
    }

    [Fact]
    public void Servers_twice_as_fast_train_in_half_the_time()
    {
        string[] settings = [.. Market, "network.mec-nodes=1"];
        var slow = SchemeRuns.Run("crowdsensing", settings);
        var fast = SchemeRuns.Run("crowdsensing", [.. settings, "crowdsensing.server-cpu=20 GHz"]);
        Assert.True(slow.Last.Delay.Train.Nanoseconds > 0);
        Assert.Equal(slow.Last.Delay.Train.TotalSeconds / 2, fast.Last.Delay.Train.TotalSeconds, 2e-9);
    }
}
