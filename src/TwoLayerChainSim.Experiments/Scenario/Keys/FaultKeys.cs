using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TwoLayerChainSim.Model.Attacks;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>What may be written in an item of the list <c>faults</c>. Defaults are shown only where they say something.</summary>
internal static partial class FaultKeys
{
    /// <summary>Largest number of a node that can be named.</summary>
    private const int NodesMax = 1_000_000;

    public static ImmutableArray<ScenarioKey> All { get; } =
    [
        ScenarioKey.Plain("faults.name", KeyKind.Name, "",
            "Names the random draws of the fault; without it the kind, with a number from the second one on", "[P]"),
        ScenarioKey.Choice("faults.kind", "", "What goes wrong", "[P] required",
            [.. FaultCatalog.Entries.Select(entry => new KeyChoice(entry.Name, Describe(entry), entry.Source))]),
        ScenarioKey.Choice("faults.on", "", "Among whom it chooses; each kind has its own default", "[P]",
            new KeyChoice("validators", "The members of each committee, by their position in it", "[P]"),
            new KeyChoice("mec-nodes", "All MEC nodes, in every committee in which they are", "[P]"),
            new KeyChoice("devices", "All devices, in every committee in which they are", "[P]"),
            new KeyChoice("links", "The links between the members of each committee; they are chosen by fraction", "[P]")),
        ScenarioKey.Choice("faults.layer", "all", "Which committees it hits", "[P]",
            new KeyChoice("all", "Those of both layers", "[P]"),
            new KeyChoice("local", "Local chains (LMUC) only", "[P]"),
            new KeyChoice("global", "Shards of the global chain (GMUC) and single chains only", "[P]")),
        ScenarioKey.Whole("faults.count", 0, 0, NodesMax,
            "How many it takes, at random; a larger count takes the same ones and more. One of count, fraction, nodes is required",
            "[P]"),
        ScenarioKey.Fraction("faults.fraction", 0, "Share that it takes, at random", "[P]"),
        ScenarioKey.Plain("faults.nodes", KeyKind.WholeList, "", "Numbers from 0 of those that it takes", "[P]") with
        {
            Minimum = "0",
            Maximum = "1000000",
        },
        ScenarioKey.Quantity("faults.start", Dimension.Delay, "0 s", "0 s", "1000000 h",
            "When it begins, since the start of the run", "[P]"),
        ScenarioKey.Quantity("faults.stop", Dimension.Delay, "1000000 h", "0 s", "1000000 h", "When it ends", "[P]"),
        ScenarioKey.Whole("faults.from-episode", 1, 1, 100_000, "First episode in which it is on, instead of start", "[P]"),
        ScenarioKey.Whole("faults.to-episode", 100_000, 1, 100_000, "Last episode in which it is on, instead of stop", "[P]"),
        ScenarioKey.Fraction("faults.probability", 1, "Probability that a message is hit", "[P]"),
        ScenarioKey.Quantity("faults.delay", Dimension.Delay, "0 t", "0 t", "1000000 t",
            "How late a proposal or message is; of held and doubled messages the longest time", "[P]"),
        ScenarioKey.Number("faults.factor", 1, 1, 1_000_000, "How many times slower a device is", "[P]"),
        ScenarioKey.Number("faults.strength", 1, 0, 1_000_000, "How strongly a coalition poisons an aggregate", "[P]"),
        ScenarioKey.Boolean("faults.pause", false, "Whether messages and timers wait for the end of a crash", "[P]"),
        ScenarioKey.Boolean("faults.one-way", false, "Whether a partition lets messages to those chosen pass", "[P]"),
    ];

    /// <summary>The field of a name; null when there is none.</summary>
    /// <param name="leaf">Name within an item.</param>
    public static ScenarioKey? Find(string leaf) => All.FirstOrDefault(key => key.Leaf == leaf);

    /// <summary>The word of a target.</summary>
    /// <param name="target">The target.</param>
    public static string Word(FaultTarget target) => WordStart().Replace(target.ToString(), "-$0").ToLowerInvariant();

    private static string Describe(FaultEntry entry)
    {
        var takes = entry.Needs.Concat(entry.Takes.Select(parameter => $"{parameter} if wanted")).ToArray();
        return entry.Description + $"; on {string.Join(", ", entry.Targets.Select(Word))}"
            + (takes.Length == 0 ? "" : $"; takes {string.Join(", ", takes)}");
    }

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();
}
