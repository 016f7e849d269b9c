using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>One swept key of a run and its value, e.g. <c>devices-per-mec</c> = <c>10</c>.</summary>
/// <param name="Key">Name of the scenario key; see <see cref="NameRule"/>.</param>
/// <param name="Value">Its value without unit (the unit is the key's own); see <see cref="NameRule"/>.</param>
public readonly record struct SweptValue(string Key, string Value);

/// <summary>Which run a number belongs to: one scheme at one point of the sweep in one replication.</summary>
public sealed record RunKey
{
    /// <summary>Creates a key and checks its names.</summary>
    /// <param name="scenario">Name of the scenario.</param>
    /// <param name="scheme">Name of the scheme as it appears in files, e.g. <c>two-layer-capped</c>.</param>
    /// <param name="swept">Swept keys with their values, in the order of the scenario; none when nothing is swept.</param>
    /// <param name="replication">Index of the replication, from 0.</param>
    /// <param name="seed">Seed of the experiment.</param>
    public RunKey(string scenario, string scheme, IReadOnlyList<SweptValue> swept, int replication, ulong seed)
    {
        NameRule.RequireName(scenario, "scenario");
        NameRule.RequireName(scheme, "scheme");
        Require.That(replication >= 0, $"replication {replication} is negative");
        foreach (var (key, value) in swept)
        {
            NameRule.RequireName(key, "swept key");
            Require.That(NameRule.IsValue(value), $"value '{value}' of swept key {key} is neither a name nor a number");
        }

        (Scenario, Scheme, Swept, Replication, Seed) = (scenario, scheme, [.. swept], replication, seed);
        var hash = StableHash.Combine(StableHash.Of(scenario), StableHash.Of(scheme));
        foreach (var (key, value) in swept)
        {
            hash = StableHash.Combine(StableHash.Combine(hash, StableHash.Of(key)), StableHash.Of(value));
        }

        RunId = StableHash.Combine(StableHash.Combine(hash, (ulong)replication), seed)
            .ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>16 hexadecimal digits that depend on the other members only: the same run has the same id everywhere.</summary>
    public string RunId { get; }

    /// <summary>Name of the scenario.</summary>
    public string Scenario { get; }

    /// <summary>Name of the scheme.</summary>
    public string Scheme { get; }

    /// <summary>Swept keys with their values, in the order of the scenario.</summary>
    public IReadOnlyList<SweptValue> Swept { get; }

    /// <summary>Index of the replication, from 0.</summary>
    public int Replication { get; }

    /// <summary>Seed of the experiment.</summary>
    public ulong Seed { get; }

    /// <summary>Value of a swept key, or an empty text when this run does not sweep it.</summary>
    /// <param name="key">The swept key.</param>
    public string ValueOf(string key)
    {
        foreach (var swept in Swept)
        {
            if (swept.Key == key)
            {
                return swept.Value;
            }
        }

        return string.Empty;
    }

    /// <summary>Equal when every member is equal; the id stands for them.</summary>
    /// <param name="other">The other key.</param>
    public bool Equals(RunKey? other) => other is not null && RunId == other.RunId;

    /// <summary>Hash of the id.</summary>
    public override int GetHashCode() => RunId.GetHashCode(StringComparison.Ordinal);
}
