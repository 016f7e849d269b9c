using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>Learning and attacks against a reference without them (TESTING.md §3.1: M24, M44, M46, M51).</summary>
/// <remarks>M47 to M50 are relations of the aggregation rules and models alone; they are tested in Learning.</remarks>
public class LearningRelationTests
{
    private static readonly string[] Small = [SchemeRuns.Training, "learning.samples-per-device=20"];

    public static TheoryData<string> Schemes => SchemeRuns.Schemes;

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M24_a_malfunction_of_strength_0_or_of_nobody_is_none(string scheme)
    {
        foreach (var settings in RandomScenario.Some(20))
        {
            string[] none = [.. settings, RandomScenario.WorkingNodes];
            RandomScenario.AssertSame(
                scheme, none, [.. settings, "attacks.malfunctioning-mec-nodes=1", "attacks.malfunction-strength=0"]);
            RandomScenario.AssertSame(
                scheme, none, [.. none, "attacks.malfunction=sign-reversal", "attacks.malfunction-strength=50"]);
        }
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M24_attacks_of_no_strength_change_no_bit_of_what_is_learned(string scheme)
    {
        var honest = SchemeRuns.Run(scheme, SchemeRuns.Training);
        string[] powerless =
        [
            SchemeRuns.Training, "attacks.label-attack=random", "attacks.malfunctioning-mec-nodes=3", "attacks.malfunction-strength=0",
        ];
        var attacked = SchemeRuns.Run(scheme, powerless);
        Assert.Equal(honest.Reports, attacked.Reports);
        Assert.Equal(honest.Model().Digest, attacked.Model().Digest);
    }

    [Theory]
    [InlineData("flip")]
    [InlineData("random")]
    [InlineData("targeted")]
    public void M24_a_label_attack_changes_the_updates_of_malicious_devices_only(string attack)
    {
        // 60 samples hold the label of the targeted attack almost surely.
        string[] settings = [SchemeRuns.Training, "learning.samples-per-device=60"];
        var honest = SchemeRuns.Create("vanilla-plain", settings);
        var attacked = SchemeRuns.Create(
            "vanilla-plain", [.. settings, "attacks.malicious-fraction=0.4", $"attacks.label-attack={attack}"]);
        var same = FirstUpdates(honest).Zip(FirstUpdates(attacked), (one, other) => one.Digest == other.Digest).ToArray();
        Assert.Equal(5, attacked.World.IsMalicious.Count(malicious => malicious));
        Assert.Equal(attacked.World.IsMalicious.Select(malicious => !malicious), same);
    }

    [Fact]
    public void M24_the_upper_reference_knows_no_attack()
    {
        string[] attacks = [SchemeRuns.Training, "attacks.malicious-fraction=0.4", "attacks.malfunctioning-mec-nodes=2"];
        var plain = SchemeRuns.Run("vanilla-plain", SchemeRuns.Training);
        Assert.Equal(plain.Reports, SchemeRuns.Run("vanilla-ideal", attacks).Reports);
        Assert.NotEqual(plain.Reports, SchemeRuns.Run("vanilla-plain", attacks).Reports);
    }

    [Fact]
    public void M46_the_order_in_which_updates_arrive_does_not_reach_the_model()
    {
        var run = SchemeRuns.Create("vanilla-plain", Small);
        var learning = run.Tasks[0].Task.Learning;
        var updates = FirstUpdates(run);
        var model = learning.Aggregate(learning.InitialModel, updates);
        Assert.Equal(model.Digest, learning.Aggregate(learning.InitialModel, [.. updates.Reverse()]).Digest);
        Assert.NotEqual(model.Digest, learning.Aggregate(learning.InitialModel, [.. updates.Skip(1)]).Digest);
    }

    [Fact]
    public void M44_an_aggregate_of_nothing_is_the_model_itself()
    {
        var learning = SchemeRuns.Create("vanilla-plain", Small).Tasks[0].Task.Learning;
        Assert.Equal(learning.InitialModel.Parameters, learning.Aggregate(learning.InitialModel, []).Parameters);
    }

    [Fact]
    public void Schemes_without_attacks_and_checks_learn_the_same_model()
    {
        // All of them are FedAvg over the same devices, data and streams; in crowdsensing the edge servers train.
        var models = SchemeRuns.AllSchemes.Where(scheme => scheme != "crowdsensing").Select(scheme =>
            SchemeRuns.Run(scheme, [.. Small, "two-layer.quality-check=none"]).Model().Digest);
        Assert.Single(models.Distinct());
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M51_without_feedback_real_training_has_the_event_times_of_a_run_for_timing_only(string scheme)
    {
        // The one feedback is the quality check: who is refused is not selected again.
        foreach (var settings in RandomScenario.Some(6))
        {
            string[] open = [.. settings, "learning.samples-per-device=20", "two-layer.quality-check=none"];
            var timed = SchemeRuns.Run(scheme, open).Reports;
            var trained = SchemeRuns.Run(scheme, [.. open, SchemeRuns.Training]).Reports;
            Assert.All(trained, report => Assert.NotNull(report.Accuracy));
            RandomScenario.AssertSame(
                [.. timed], [.. trained.Select(report => report with { Accuracy = null, Loss = null })], scheme, open);
        }
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void One_device_alone_and_devices_that_are_all_malicious_come_to_a_verdict(string scheme)
    {
        string[] alone = [.. Small, "network.mec-nodes=1", "network.devices-per-mec=1"];
        string[] allMalicious = [.. Small, "attacks.malicious-fraction=1", "two-layer.roni-tolerance=0"];
        foreach (var settings in (string[][])[alone, allMalicious])
        {
            var run = SchemeRuns.Run(scheme, settings);
            Assert.Equal(2, run.Reports.Count);
            Assert.All(run.Reports, report => Assert.True(double.IsFinite(report.Loss!.Value)));
            Assert.All(run.Verdicts, verdict => Assert.Null(verdict.Problem));
        }
    }

    private static IReadOnlyList<LocalUpdate> FirstUpdates(SchemeRun run)
    {
        var task = run.Tasks[0].Task;
        return task.Learning.Train(
            task.Learning.InitialModel, [.. run.World.DevicesOf(task).Select(device => new Trainee(device))], episode: 1);
    }
}
