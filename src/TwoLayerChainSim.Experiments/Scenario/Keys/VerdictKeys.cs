using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>Keys of what a scenario expects of its own outcome.</summary>
internal static class VerdictKeys
{
    public static ImmutableArray<ScenarioKey> All { get; } =
    [
        ScenarioKey.Plain("expect.verdicts", KeyKind.ChoiceList, "[safe-and-live]",
            "Verdicts that a ledger may have; a run in which one has another ends with exit code 3", "[P]") with
        {
            Choices =
            [
                new("safe-and-live", "Every check held, and the last decision that was due was reached", "[P]"),
                new("no-progress", "The last decision that was due was not reached", "[P]"),
                new("diverged", "A check of safety did not hold", "[P]"),
            ],
        },
    ];
}
