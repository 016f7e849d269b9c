using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>Keys of the verb stress: how many misbehave, and how.</summary>
internal static class StressKeys
{
    public static ImmutableArray<ScenarioKey> All { get; } =
    [
        ScenarioKey.Plain("stress.byzantine-mec-nodes", KeyKind.WholeList, "[0, 1, 2, 3, 4, 5]",
            "Byzantine MEC nodes, drawn among all; numbers above network.mec-nodes are left out", "[P]") with
        {
            Minimum = "0",
            Maximum = "1000",
        },
        ScenarioKey.Plain("stress.malicious-devices", KeyKind.WholeList, "[0, 20, 40, 60]",
            "Malicious devices in percent of all: they tamper with labels, and misbehave as validators of their LMUC", "[P]") with
        {
            Minimum = "0",
            Maximum = "100",
        },
        ScenarioKey.Plain("stress.misbehaviours", KeyKind.ChoiceList, "[silent, equivocate, collude]",
            "What Byzantine validators do; each has a figure of its own", "[P]") with
        {
            Choices =
            [
                new("silent", "They send nothing", "[P]"),
                new("equivocate", "A leader tells two halves different valid blocks, and all of them vote for both", "[P]"),
                new("collude", "They propose and accept a poisoned block and nothing else", "[P]"),
            ],
        },
        ScenarioKey.Whole("stress.trials", 400, 1, 1_000_000, "Committees simulated for each point of the failure probability", "[P]"),
        ScenarioKey.Plain("stress.schemes", KeyKind.ChoiceList, "[two-layer, flchain, vanilla-plain]",
            "Schemes of the figure of accuracy; the first one also has the heat map", "[P]") with { Choices = SchemeChoices.All },
        ScenarioKey.Whole("stress.replications", 3, 1, 10_000, "Independent training runs of each point", "[P]"),
    ];
}
