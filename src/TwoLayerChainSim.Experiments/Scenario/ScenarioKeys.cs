using System.Collections.Frozen;
using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Scenario.Keys;

namespace TwoLayerChainSim.Experiments.Scenario;

/// <summary>The ordered table of every scenario key.</summary>
public static class ScenarioKeys
{
    /// <summary>All keys in the order in which they are documented, shown and written.</summary>
    public static ImmutableArray<ScenarioKey> All { get; } =
    [
        .. GeneralKeys.All, .. NetworkKeys.All, .. RadioKeys.All, .. LearningKeys.All,
        .. ConsensusKeys.All, .. SchemeKeys.All, .. CrowdsensingKeys.All, .. IncentiveKeys.All, .. CompareKeys.All,
        .. StressKeys.All, .. VerdictKeys.All,
    ];

    /// <summary>All keys, and the fields of the items of the list <c>faults</c> as if these were a section.</summary>
    public static ImmutableArray<ScenarioKey> WithFaultFields { get; } = [.. All, .. FaultKeys.All];

    /// <summary>The sections in order, without the top level.</summary>
    public static ImmutableArray<string> Sections { get; } =
        [.. All.Select(key => key.Section).Where(section => section.Length > 0).Distinct()];

    private static readonly FrozenDictionary<string, int> Index =
        All.Select((key, index) => (key.Path, index)).ToFrozenDictionary(pair => pair.Path, pair => pair.index);

    /// <summary>Position of a key in <see cref="All"/>; -1 when there is no such key.</summary>
    /// <param name="path">Dotted name.</param>
    public static int IndexOf(string path) => Index.GetValueOrDefault(path, -1);
}
