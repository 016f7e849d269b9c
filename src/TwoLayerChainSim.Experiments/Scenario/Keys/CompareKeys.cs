using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>Keys of the verb compare: the two figures of Feng et al. 2022.</summary>
internal static class CompareKeys
{
    public static ImmutableArray<ScenarioKey> All { get; } =
    [
        ScenarioKey.Plain("compare.accuracy-schemes", KeyKind.ChoiceList, "[vanilla-ideal, two-layer, flchain, blockfl-pow]",
            "Schemes of the figure of accuracy against episode", "Feng 2022, Fig. 5a") with { Choices = SchemeChoices.All },
        ScenarioKey.Plain("compare.delay-schemes", KeyKind.ChoiceList,
            "[two-layer, two-layer-capped, flchain, blockfl-bft, vanilla-ideal]",
            "Schemes of the figure of delay against devices", "Feng 2022, Fig. 5b") with { Choices = SchemeChoices.All },
        ScenarioKey.Plain("compare.incentives", KeyKind.ChoiceList, "[none]",
            "Two or more: the schemes of accuracy run under each, instead of both figures; with one the key incentive counts",
            "[P]") with { Choices = IncentiveKeys.Choices },
        ScenarioKey.Whole("compare.capped-committee", 10, 1, 10_000, "LMUC committee of the scheme two-layer-capped", "[P]"),
        ScenarioKey.Whole("compare.delay-replications", 30, 1, 100_000, "Independent runs of each point of the figure of delay", "[P]"),
        ScenarioKey.Whole("compare.delay-episodes", 1, 1, 10_000, "Episodes of each of these runs", "[P]"),
        ScenarioKey.Plain("compare.delay-devices", KeyKind.WholeList, "[2, 5, 10, 15, 20, 30, 40, 50]",
            "Devices per MEC node on the x axis of the figure of delay", "Feng 2022, Fig. 5b") with { Minimum = "1", Maximum = "10000" },
    ];
}
