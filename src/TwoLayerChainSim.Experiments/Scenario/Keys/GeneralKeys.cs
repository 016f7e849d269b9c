using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>Keys of the top level: what the study is called, its unit of time and its size.</summary>
internal static class GeneralKeys
{
    /// <summary>The largest whole number that every reader of YAML, CSV and JSON keeps exactly: 2^53 - 1.</summary>
    private const long LargestExactInteger = 9_007_199_254_740_991;

    public static ImmutableArray<ScenarioKey> All { get; } =
    [
        ScenarioKey.Plain("name", KeyKind.Name, "scenario",
            "Name of the study, also of its result folder; without it the name of the file", "[P]"),
        ScenarioKey.Plain("description", KeyKind.Text, "", "What the study asks", "[P]"),
        ScenarioKey.Whole("seed", 1, 0, LargestExactInteger,
            "Seed of every random stream; schemes, sweeps and replications derive theirs from it", "[P] one seed a study"),
        ScenarioKey.Quantity("time-unit", Dimension.Time, "0.1 s", "1 us", "1 h",
            "Length of t, the time to store a block at one node; unit of all delays written in t",
            "Feng 2022, Simulation setting (t); [P] 0.1 s"),
        ScenarioKey.Whole("episodes", 30, 1, 100_000, "Training episodes (global updates) of a run",
            "[P] Feng 2022, Fig. 5a shows convergence, the length is not in the text"),
        ScenarioKey.Whole("replications", 5, 1, 10_000, "Independent runs of each scheme that trains",
            "[P] least number with a useful 95 % interval"),
        ScenarioKey.Choice("scheme", "two-layer", "Scheme of the verb run", "Feng 2022, Fig. 5", SchemeChoices.All),
        IncentiveKeys.Selection,
        ScenarioKey.Plain("faults", KeyKind.FaultList, "[]",
            "What goes wrong beside the section attacks, and when: a list whose fields are below", "[P]"),
    ];
}
