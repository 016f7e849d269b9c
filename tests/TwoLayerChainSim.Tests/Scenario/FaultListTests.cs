using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Faults;

namespace TwoLayerChainSim.Tests.Scenario;

/// <summary>The list of faults in a scenario: read strictly, all errors at once, shown, hashed and written like every value.</summary>
public class FaultListTests
{
    [Fact]
    public void An_item_becomes_the_fault_that_it_describes()
    {
        var fault = Assert.Single(Valid("""
            time-unit: 0.2 s
            faults:
              - kind: duplication
                name: echo
                on: mec-nodes
                layer: global
                nodes: [0, 2]
                probability: 0.25
                delay: 3 t
                start: 1 s
                stop: 2 s
            """).Faults).Spec;
        Assert.Equal(
            (FaultKind.Duplication, "echo", FaultTarget.MecNodes, ChainLayers.Global, 0.25, SimDuration.FromSeconds(0.6)),
            (fault.Kind, fault.Name, fault.On, fault.Layers, fault.Probability, fault.Delay));
        Assert.Equal(
            new FaultWindow(new(1_000_000_000), new(2_000_000_000)), fault.Window);
        Assert.Equal([true, false, true], fault.Select.Choose(3, i => i, _ => 0));
    }

    [Fact]
    public void Every_kind_can_be_written_with_what_it_needs()
    {
        foreach (var entry in FaultCatalog.Entries)
        {
            var values = new Dictionary<string, string>
            {
                ["delay"] = "1 t",
                ["probability"] = "0.5",
                ["factor"] = "2",
                ["strength"] = "3",
                ["pause"] = "true",
                ["one-way"] = "true",
            };
            var parameters = string.Concat(entry.Needs.Concat(entry.Takes).Select(name => $", {name}: {values[name]}"));
            var fault = Assert.Single(Valid($"faults: [{{kind: {entry.Name}, fraction: 0.5{parameters}}}]").Faults).Spec;
            Assert.Equal((entry.Kind, entry.Targets[0], false), (fault.Kind, fault.On, fault.IsNothing));
        }
    }

    [Fact]
    public void All_errors_come_at_once_with_their_places()
    {
        var (scenario, diagnostics) = ScenarioReader.ReadText(
            """
            faults:
              - {kind: crush, count: 1}
              - {kind: crash, cuont: 1}
              - {kind: crash, fraction: 0.5, count: 1}
              - {kind: silent, count: 1, delay: 1 t}
              - {kind: mec-down, on: devices, count: 1}
              - {kind: crash, count: 1, start: 1 s, from-episode: 2}
              - {kind: crash, count: 1, start: 3 s, stop: 2 s}
              - {kind: loss, on: links, count: 3, probability: 0.1}
              - {kind: slow-device, fraction: 1.5, factor: 2}
              - crash
              - {count: 1}
              - {kind: silent, count: 1, kind: crash}
              - {name: a, kind: silent, count: 1}
              - {name: a, kind: silent, count: 1}
              - {kind: delay-spike, fraction: 1, delay: 5}
              - {kind: loss, fraction: 1}
              - {kind: mec-down, nodes: [3]}
            """,
            "study.yaml");
        Assert.Null(scenario);
        Assert.Equal(
            [
                "study.yaml:2:12: faults[0].kind: found 'crush'", "study.yaml:3:5: faults[1]: says not whom it takes",
                "study.yaml:3:19: faults[1].cuont: unknown key", "study.yaml:4:29: faults[2]: found count and fraction",
                "study.yaml:5:37: faults[3].delay: silent does not take it",
                "study.yaml:6:26: faults[4].on: found 'devices'", "study.yaml:7:55: faults[5].from-episode: found together with start",
                "study.yaml:8:47: faults[6].stop: found 2 s", "study.yaml:9:36: faults[7].count: links have no numbers",
                "study.yaml:10:35: faults[8].fraction: found '1.5'", "study.yaml:11:5: faults[9]: found 'crash'",
                "study.yaml:12:5: faults[10]: without kind", "study.yaml:13:30: faults[11].kind: duplicate key",
                "study.yaml:15:12: faults[13].name: found 'a'", "study.yaml:16:45: faults[14].delay: found '5'",
                "study.yaml:17:5: faults[15]: loss needs probability",
                "study.yaml:18:29: faults[16].nodes: found 3",
            ],
            diagnostics.Select(item => string.Join(
                ':', item.ToString().Split([';', '(', ','])[0].TrimEnd().Split(':').Take(5)).TrimEnd()));
        Assert.Contains("did you mean 'crash'?", diagnostics[0].Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'count'?", diagnostics[2].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{kind: crash, on: mec-nodes, nodes: [1, 3]}", "nodes: found 3, which does not exist; allowed: 0 to 2 (MEC nodes)")]
    [InlineData("{kind: mec-down, count: 4}", "count: found 4 of 3 MEC nodes; allowed: a whole number from 0 to 3")]
    [InlineData("{kind: slow-device, factor: 2, nodes: [30]}", "nodes: found 30, which does not exist; allowed: 0 to 29 (devices)")]
    public void Who_does_not_exist_is_an_error_with_the_range(string fault, string message)
    {
        var (scenario, diagnostics) = ScenarioReader.ReadText($"faults:\n  - {fault}", "study.yaml");
        Assert.Null(scenario);
        Assert.Contains("faults[0]." + message, Assert.Single(diagnostics).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{kind: crash, on: mec-nodes, count: 1}", "has no effect on blockfl-pow, blockfl-bft, where no such mec-nodes")]
    [InlineData("{kind: crash, layer: local, count: 1}", "has no effect on flchain, blockfl-pow, blockfl-bft, where no such validators")]
    [InlineData("{kind: slow-device, count: 1, factor: 2, from-episode: 31}", "begins after the last episode, 30")]
    public void A_fault_without_effect_is_a_warning(string fault, string message)
    {
        var (scenario, diagnostics) = ScenarioReader.ReadText(
            $"network: {{mec-nodes: 4}}\nlearning: {{mode: timing-only}}\nfaults: [{fault}]", "study.yaml");
        Assert.NotNull(scenario);
        Assert.Contains(diagnostics, item => item.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("raft", "{kind: wrong-aggregate, count: 1}", 1)]
    [InlineData("raft", "{kind: double-voting, layer: global, count: 1}", 1)]
    [InlineData("raft", "{kind: double-voting, layer: local, count: 1}", 0)]
    [InlineData("raft", "{kind: silent, count: 1}", 0)]
    [InlineData("pbft", "{kind: wrong-aggregate, count: 1}", 0)]
    public void Liars_under_a_protocol_against_crashes_are_a_warning(string protocol, string fault, int warnings)
    {
        var (scenario, diagnostics) = ScenarioReader.ReadText(
            $"gmuc: {{consensus: {protocol}}}\nfaults: [{fault}]", "study.yaml");
        Assert.NotNull(scenario);
        Assert.Equal(
            warnings,
            diagnostics.Count(item => item.Message.Contains("gmuc.consensus: raft tolerates only", StringComparison.Ordinal)));
    }

    [Fact]
    public void Equal_faults_have_one_hash_however_they_are_written()
    {
        string Hash(string faults) => Valid($"name: a\nfaults: {faults}").ConfigHash;
        Assert.Equal(
            Hash("[{kind: delay-spike, fraction: 1, delay: 100 ms}]"),
            Hash("\n  - delay: 0.1 s\n    fraction: 1.0\n    name: delay-spike\n    kind: delay-spike"));
        Assert.NotEqual(Hash("[{kind: crash, count: 1}]"), Hash("[{kind: crash, count: 2}]"));
        Assert.NotEqual(Hash("[]"), Hash("[{kind: crash, count: 0}]"));
    }

    [Fact]
    public void All_faults_can_be_switched_off_or_replaced_on_the_command_line()
    {
        ResolvedScenario Read(string value) => ScenarioReader.ReadText(
            "faults: [{kind: crash, count: 1}]", "study.yaml", new ScenarioOverride("faults", value)).Scenario!;
        Assert.Empty(Read("[]").Faults);
        Assert.Equal(FaultKind.Silent, Assert.Single(Read("[{kind: silent, count: 1}]").Faults).Spec.Kind);
    }

    private static ResolvedScenario Valid(string yaml)
    {
        var (scenario, diagnostics) = ScenarioReader.ReadText(yaml, "study.yaml");
        Assert.True(scenario is not null, string.Join('\n', diagnostics));
        return scenario;
    }
}
