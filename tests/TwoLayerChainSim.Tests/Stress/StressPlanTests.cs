using TwoLayerChainSim.Experiments.Running;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Stress;

public class StressPlanTests
{
    private static readonly string[] Small =
    [
        "network.mec-nodes=4", "stress.byzantine-mec-nodes=[0, 2]", "stress.malicious-devices=[0, 50]", "stress.misbehaviours=[collude]",
        "stress.schemes=[two-layer, flchain]", "stress.replications=2", "stress.trials=5",
    ];

    [Fact]
    public void Every_point_of_the_sweep_is_planned_once()
    {
        var runs = new StressPlan(SchemeRuns.Scenario([.. Small, SchemeRuns.Training])).Runs;

        // Shard and GMUC at 2 numbers of nodes; episodes at 2 x 2; two-layer at 2 x 2, FLchain at the usual number, 2 replications.
        Assert.Equal(4 + 4, runs.Count(run => run.Trials is not null));
        Assert.Equal((2 * 4) + (2 * 2), runs.Count(run => run.Trials is null));
        Assert.Equal(runs.Count, runs.Select(run => run.Key).Distinct().Count());
    }

    [Fact]
    public void Nothing_is_trained_when_only_times_are_wanted() =>
        Assert.All(new StressPlan(SchemeRuns.Scenario(Small)).Runs, run => Assert.NotNull(run.Trials));

    [Fact]
    public void More_Byzantine_nodes_than_there_are_nodes_are_left_out() => Assert.Equal(
        4, new StressPlan(SchemeRuns.Scenario([.. Small, "stress.byzantine-mec-nodes=[0, 4, 5, 7]"])).Runs.Max(
            run => run.Trials!.ByzantineMecNodes));

    [Fact]
    public void Malicious_devices_are_a_share_of_all_devices() => Assert.Equal(
        [0, 8],
        new StressPlan(SchemeRuns.Scenario(Small)).Runs.Where(run => run.Trials!.Committee == TrialCommittees.Episode)
            .Select(run => run.Trials!.MaliciousDevices).Distinct());

    [Fact]
    public void A_request_replaces_the_attack_of_the_scenario()
    {
        var run = SchemeRuns.Create(new RunRequest("two-layer", 0) { MaliciousFraction = 0.5, MalfunctioningMecNodes = 2 });
        Assert.Equal(6, run.World.IsMalicious.Count(isMalicious => isMalicious));
        Assert.Equal(2, run.World.Malfunctioning(1).Count(malfunctions => malfunctions));
        var ideal = SchemeRuns.Create(new RunRequest("vanilla-ideal", 0) { MaliciousFraction = 0.5, MalfunctioningMecNodes = 2 });
        Assert.DoesNotContain(true, ideal.World.IsMalicious);
    }

    [Fact]
    public void A_mined_local_chain_has_no_committee_that_could_fail()
    {
        var point = new TrialPoint(TrialCommittees.Episode, Misbehaviour.Silent, 0, 12, 3);
        var options = new SubstrateOptions { MecNodes = 4, DevicesPerMec = 3 };
        Assert.Equal(3, Failures(new()));
        Assert.Equal(0, Failures(new() { LocalConsensus = "pow" }));

        double? Failures(TwoLayerOptions schemes) => new TrialRunner(options, schemes, 1)
            .Measure(point, () => { }, CancellationToken.None).Single(number => number.Metric.Name == "trials_no_progress").Value;
    }
}
