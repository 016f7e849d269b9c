using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Tests.Scenario;

/// <summary>Rules across keys and the estimate of the work (TESTING.md I7).</summary>
public class ScenarioRulesTests
{
    [Theory]
    [InlineData("devices: { cpu-min: 4 GHz }", "devices.cpu-min")]
    [InlineData("reputation: { success-probability-max: 0.5 }", "reputation.success-probability-min")]
    [InlineData("network: { hot-spot-distance-min: 401 m }", "network.hot-spot-distance-min")]
    [InlineData("network: { min-distance: 501 m }", "network.min-distance")]
    [InlineData("network: { cell-radius: 449 m }", "network.hot-spot-distance-max")]
    [InlineData("network: { hot-spot-radius: 5 m, device-spacing: 3 m }", "network.devices-per-mec")]
    [InlineData("gmuc: { shard-mec-nodes: 4 }", "gmuc.shard-mec-nodes")]
    [InlineData("attacks: { malfunctioning-mec-nodes: 4 }", "attacks.malfunctioning-mec-nodes")]
    [InlineData("attacks: { label-attack: targeted, target-to: 1 }", "attacks.target-to")]
    [InlineData("learning: { train-samples: 9899 }", "learning.train-samples")]
    [InlineData("learning: { data: idx }", "learning.data-directory")]
    [InlineData("backbone: { delay-mean: 0 t }", "backbone.delay-deviation")]
    [InlineData("stackelberg: { rho: 0 }", "stackelberg.rho")]
    [InlineData("stackelberg: { rho: -1 }", "stackelberg.rho")]
    [InlineData("stackelberg: { budget: 0 }", "stackelberg.budget")]
    [InlineData("stackelberg: { margin: -0.1 }", "stackelberg.margin")]
    [InlineData("stackelberg: { deadline: -1 s }", "stackelberg.deadline")]
    [InlineData("incentive: stackelberg\nstackelberg: { deadline: 10 ms }", "stackelberg.deadline")]
    [InlineData("incentive: stackelberg\nstackelberg: { mining-budget: 200 }", "stackelberg.mining-budget")]
    [InlineData("compare: { incentives: [none, stackelberg] }\nstackelberg: { pace: 4 GHz }", "stackelberg.pace")]
    [InlineData("d2d: { delay-mean: 0 t }", "d2d.delay-deviation")]
    [InlineData("incentive: contract\ncontract: { accuracy-low: 0.95 }", "contract.accuracy-low")]
    [InlineData("incentive: contract\ncontract: { budget-per-device: 23 }", "contract.budget-per-device")]
    [InlineData("network: { mec-nodes: 1000, devices-per-mec: 500 }\nlearning: { mode: timing-only }", "")]
    [InlineData("episodes: 100000\nreplications: 10000", "")]
    [InlineData("network: { mec-nodes: 300, devices-per-mec: 100 }\nlearning: { mode: timing-only }\nepisodes: 100000", "")]
    [InlineData("network: { mec-nodes: 100, devices-per-mec: 2 }\nlearning: { mode: timing-only }\nstress: { trials: 1000000 }", "")]
    [InlineData("episodes: 1000\nreplications: 1\nstress: { replications: 10000 }", "")]
    public void A_broken_rule_is_an_error_at_the_key_that_was_written(string yaml, string key)
    {
        var result = ScenarioReader.ReadText(yaml, "study.yaml");

        Assert.Null(result.Scenario);
        var error = Assert.Single(result.Diagnostics, item => item.Severity == Severity.Error && item.Key == key);
        Assert.Equal("study.yaml", error.Origin.Source);
    }

    [Theory]
    [InlineData("learning: { train-samples: 9900 }")]
    [InlineData("learning: { train-samples: 10, mode: timing-only }")]
    [InlineData("network: { placement: uniform, cell-radius: 449 m }")]
    [InlineData("backbone: { delay-mean: 0 t, delay-deviation: 0 t }")]
    [InlineData("attacks: { malicious-fraction: 1 }")]
    [InlineData("stackelberg: { deadline: 10 ms, mining-budget: 200, pace: 4 GHz }")]
    [InlineData("incentive: stackelberg\nstackelberg: { deadline: 31 ms }")]
    [InlineData("network: { devices-per-mec: 1 }")]
    [InlineData("network: { mec-nodes: 1 }\ngmuc: { shard-mec-nodes: all }")]
    [InlineData("stress: { trials: 100000 }")]
    [InlineData("network: { mec-nodes: 100, devices-per-mec: 200 }\nlearning: { mode: timing-only }")]
    public void An_extreme_but_meaningful_scenario_is_accepted(string yaml) =>
        Assert.NotNull(ScenarioReader.ReadText(yaml, "study.yaml").Scenario);

    [Theory]
    [InlineData("{}", 1)]
    [InlineData("network: { mec-nodes: 4, devices-per-mec: 5 }", 0)]
    [InlineData("network: { mec-nodes: 10, devices-per-mec: 2 }\ngmuc: { shard-mec-nodes: 3 }", 1)]
    public void A_shard_that_tolerates_no_fault_is_a_warning(string yaml, int warnings)
    {
        var result = ScenarioReader.ReadText(yaml, "study.yaml");

        Assert.NotNull(result.Scenario);
        Assert.Equal(warnings, result.Diagnostics.Count(item => item.Severity == Severity.Warning && item.Problem.Contains("f = 0")));
    }

    [Fact]
    public void A_rule_says_nothing_about_a_key_that_is_wrong_already()
    {
        var result = ScenarioReader.ReadText("devices: { cpu-min: 4 GHz, cpu-max: 5 }", "study.yaml");

        Assert.Equal(["devices.cpu-max"], result.Diagnostics.Where(item => item.Severity == Severity.Error).Select(item => item.Key));
    }
}
