using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Tests.Scenario;

/// <summary>Reading values and refusing what is not one (INTERFACE.md checks 2 and 3, TESTING.md I1).</summary>
public class ScenarioReaderTests
{
    [Fact]
    public void An_empty_mapping_gives_every_default()
    {
        var scenario = ReadValid("{}");

        Assert.Equal(ScenarioKeys.All.Length, scenario.Values.Length);
        Assert.Equal("study", scenario.Name);
        Assert.All(scenario.Values.Where(value => value.Key.Path != "name"), value => Assert.Equal("default", value.Origin.ToString()));
    }

    [Fact]
    public void The_same_quantity_in_other_units_is_the_same_value()
    {
        var seconds = ReadValid("time-unit: 0.1 s\nradio: { uplink-bandwidth: 20 MHz }\nconsensus: { vote-size: 512 B }");
        var others = ReadValid("time-unit: 1e2ms\nradio: { uplink-bandwidth: 0.02 GHz }\nconsensus: { vote-size: 4.096 kbit }");

        Assert.Equal(0.1, others.Number("time-unit"));
        Assert.Equal(20e6, others.Number("radio.uplink-bandwidth"));
        Assert.Equal(4096, others.Number("consensus.vote-size"));
        Assert.Equal(seconds.ConfigHash, others.ConfigHash);
    }

    [Fact]
    public void Delays_in_t_follow_the_time_unit()
    {
        var scenario = ReadValid("backbone: { delay-mean: 2 t, delay-deviation: 30 ms }\ntime-unit: 50 ms");

        Assert.Equal(0.1, scenario.Number("backbone.delay-mean"));
        Assert.Equal(0.03, scenario.Number("backbone.delay-deviation"));
        Assert.Equal(100_000_000, scenario.Duration("backbone.delay-mean").Nanoseconds);
    }

    [Fact]
    public void Every_kind_of_value_has_its_accessor()
    {
        var scenario = ReadValid("""
            seed: 9007199254740991
            network: { placement: uniform, mec-nodes: 2 }
            d2d: { enabled: false }
            two-layer: { lmuc-committee: 5 }
            compare: { delay-devices: [1, 3], accuracy-schemes: [flchain] }
            """);

        Assert.Equal(9_007_199_254_740_991UL, scenario.Seed);
        Assert.Equal(Placement.Uniform, scenario.Choice<Placement>("network.placement"));
        Assert.Equal(2, scenario.Whole("network.mec-nodes"));
        Assert.False(scenario.Flag("d2d.enabled"));
        Assert.Equal(5, scenario.WholeOrAll("two-layer.lmuc-committee"));
        Assert.Null(scenario.WholeOrAll("two-layer.selected-devices"));
        Assert.Equal([1, 3], scenario.WholeList("compare.delay-devices").AsEnumerable());
        Assert.Equal(["flchain"], scenario.Choices("compare.accuracy-schemes").AsEnumerable());
        Assert.Null(scenario.FilePath("backbone.file"));
    }

    [Theory]
    [InlineData("seed: 010", "leading zeros")]
    [InlineData("seed: 1_000", "separated by '_'")]
    [InlineData("seed: 0x10", "only decimal")]
    [InlineData("seed: 0o10", "only decimal")]
    [InlineData("seed: 1e3", "digits only")]
    [InlineData("seed: 1.0", "digits only")]
    [InlineData("seed: -1", "out of range")]
    [InlineData("seed: +1", "digits only")]
    [InlineData("seed: 9007199254740992", "out of range")]
    [InlineData("seed: \"\"", "found ''")]
    [InlineData("seed:", "found nothing")]
    [InlineData("seed: ~", "not a number")]
    [InlineData("seed: .nan", "not a finite number")]
    [InlineData("seed: [1]", "found a list")]
    [InlineData("seed: {a: 1}", "found a section of keys")]
    [InlineData("attacks: { malicious-fraction: .inf }", "not a finite number")]
    [InlineData("attacks: { malicious-fraction: 1e400 }", "too large")]
    [InlineData("attacks: { malicious-fraction: 1e-400 }", "too small")]
    [InlineData("attacks: { malicious-fraction: 1e99999 }", "not a number")]
    [InlineData("attacks: { malicious-fraction: '0,5' }", "decimal sign is '.'")]
    [InlineData("attacks: { malicious-fraction: .5 }", "both sides")]
    [InlineData("attacks: { malicious-fraction: 1.5 }", "out of range")]
    [InlineData("attacks: { malicious-fraction: 50 % }", "not a number")]
    [InlineData("d2d: { enabled: yes }", "did you mean 'true'?")]
    [InlineData("d2d: { enabled: off }", "did you mean 'false'?")]
    [InlineData("d2d: { enabled: True }", "did you mean 'true'?")]
    [InlineData("time-unit: 0.1", "the unit is missing")]
    [InlineData("time-unit: 0.1 S", "did you mean '0.1 s'?")]
    [InlineData("time-unit: 5 Hz", "unknown unit of time")]
    [InlineData("time-unit: 1e400 s", "too large")]
    [InlineData("time-unit: 010 ms", "leading zeros")]
    [InlineData("time-unit: -1 s", "out of range")]
    [InlineData("time-unit: ms", "found 'ms'")]
    [InlineData("time-unit: 1 ms ms", "found '1 ms ms'")]
    [InlineData("consensus: { processing: 1e-9 t }", "resolution of 1 ns")]
    [InlineData("consensus: { processing: 0.5 ns }", "resolution of 1 ns")]
    [InlineData("network: { devices-per-mec: 0 }", "out of range")]
    [InlineData("network: { placement: hotspot }", "did you mean 'hot-spot'?")]
    [InlineData("network: { mec-nodes: 1000000000 }", "out of range")]
    [InlineData("two-layer: { lmuc-committee: alll }", "did you mean 'all'?")]
    [InlineData("compare: { accuracy-schemes: [] }", "empty")]
    [InlineData("compare: { accuracy-schemes: two-layer }", "found 'two-layer'")]
    [InlineData("compare: { accuracy-schemes: [flchain, flchain] }", "named twice")]
    [InlineData("compare: { accuracy-schemes: [twolayer] }", "did you mean 'two-layer'?")]
    [InlineData("compare: { delay-devices: [5, 5] }", "not larger")]
    [InlineData("compare: { delay-devices: [5, [6]] }", "found a list")]
    [InlineData("name: ../../etc", "first a letter or digit")]
    [InlineData("name: '=cmd'", "first a letter or digit")]
    [InlineData("name: a,b", "1 to 64 of")]
    [InlineData("description: '=1+1'", "does not start with")]
    [InlineData("description: \"two\\nlines\"", "one line")]
    [InlineData("backbone: { file: ../secret.graphml }", "leaves the folder")]
    [InlineData("backbone: { file: a/../../secret.graphml }", "leaves the folder")]
    [InlineData("backbone: { file: missing.graphml }", "no such file")]
    [InlineData("learning: { data-directory: missing }", "no such folder")]
    public void A_bad_value_is_refused_with_its_place_and_reason(string yaml, string reason)
    {
        var error = Assert.Single(Errors(yaml));

        Assert.Contains(reason, error.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"^study\.yaml:[1-9][0-9]*:[1-9][0-9]*: ", error.ToString());
    }

    [Fact]
    public void Six_errors_are_reported_at_once_in_the_order_of_the_file()
    {
        var errors = Errors("""
            name: six
            sead: 1
            time-unit: 0.1 sec
            network:
              mec-nodes: 3
              mec-nodes: 4
              placement: hotspot
              devices-per-mec: 010
            attacks:
              malicious-fraction: 1.5
            """);

        Assert.Equal(
            [
                "study.yaml:2:1: sead: unknown key; did you mean 'seed'?",
                "study.yaml:3:12: time-unit: found '0.1 sec' (unknown unit of time); "
                    + "allowed: 1 us to 1 h (unit: ns, us, ms, s, min, h)",
                "study.yaml:6:3: network.mec-nodes: duplicate key, first at study.yaml:5:3",
                "study.yaml:7:14: network.placement: found 'hotspot'; allowed: hot-spot, uniform; did you mean 'hot-spot'?",
                "study.yaml:8:20: network.devices-per-mec: found '010' (leading zeros are refused (octal in some readers)); "
                    + "allowed: a whole number from 1 to 10000",
                "study.yaml:10:23: attacks.malicious-fraction: found '1.5' (out of range); allowed: a number from 0 to 1",
            ],
            errors.Select(error => error.ToString()));
    }

    [Fact]
    public void The_same_errors_are_found_in_overrides()
    {
        var result = ScenarioReader.ReadText(
            "{}", "study.yaml",
            [
                new("sead", "1"), new("time-unit", "0.1 sec"), new("network.mec-nodes", "3"), new("network.mec-nodes", "4"),
                new("network.placement", "hotspot"), new("network.devices-per-mec", "010"), new("attacks.malicious-fraction", "1.5"),
                new("compare.delay-devices", "[1"),
            ]);

        Assert.Null(result.Scenario);
        Assert.Equal(7, result.Diagnostics.Count(item => item.Severity == Severity.Error));
        Assert.All(
            result.Diagnostics.Where(item => item.Severity == Severity.Error),
            error => Assert.StartsWith("--set: ", error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void An_override_replaces_the_value_of_the_file_and_says_so()
    {
        var result = ScenarioReader.ReadText("seed: 5\nepisodes: 3", "study.yaml", new ScenarioOverride("seed", "6", "--seed"));

        Assert.Equal(6UL, result.Scenario!.Seed);
        Assert.Equal("--seed", result.Scenario["seed"].Origin.ToString());
        Assert.Equal("study.yaml:2:11", result.Scenario["episodes"].Origin.ToString());
    }

    [Fact]
    public void A_key_in_the_wrong_section_is_found()
    {
        var error = Assert.Single(Errors("learning: { malicious-fraction: 0.5 }"));

        Assert.Equal("attacks.malicious-fraction", error.Suggestion);
    }

    [Fact]
    public void A_changed_scenario_is_checked_and_keeps_the_other_origins()
    {
        var scenario = ReadValid("time-unit: 50 ms\nepisodes: 3\nlearning: { mode: timing-only }");

        var changed = scenario.With(new ScenarioOverride("network.devices-per-mec", "20", "sweep")).Scenario!;
        var refused = scenario.With(new ScenarioOverride("network.devices-per-mec", "0", "sweep"));

        Assert.Equal(20, changed.Whole("network.devices-per-mec"));
        Assert.Equal(0.1, changed.Number("backbone.delay-mean"));
        Assert.Equal("study.yaml:2:11", changed["episodes"].Origin.ToString());
        Assert.Equal("study", changed.Name);
        Assert.Null(refused.Scenario);
    }

    private static ResolvedScenario ReadValid(string yaml)
    {
        var result = ScenarioReader.ReadText(yaml, "study.yaml");
        Assert.True(result.Scenario is not null, string.Join("\n", result.Diagnostics));
        return result.Scenario;
    }

    private static IReadOnlyList<ScenarioDiagnostic> Errors(string yaml)
    {
        var result = ScenarioReader.ReadText(yaml, "study.yaml");
        Assert.Null(result.Scenario);
        return [.. result.Diagnostics.Where(item => item.Severity == Severity.Error)];
    }

    private enum Placement
    {
        HotSpot,
        Uniform,
    }
}
