using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Experiments.Scenario;

/// <summary>A checked value of a key.</summary>
/// <param name="Yaml">The value as it is written into a scenario file; reading it gives the same value.</param>
/// <param name="Text">Word, name, path or text; the number as written for numbers.</param>
/// <param name="Number">Value of numbers in SI units (seconds, hertz, metres, bits, bit/s, dB, dBm), 1 or 0 of a boolean, else 0.</param>
/// <param name="Items">Items of a list, else empty.</param>
public sealed record ScenarioValue(string Yaml, string Text, double Number, ImmutableArray<string> Items)
{
    /// <summary>The faults of a list of faults, else empty.</summary>
    public ImmutableArray<ScenarioFault> Faults { get; init; } = [];

    /// <summary>The word of a choice as the enumeration member of the same name (<c>hot-spot</c> is <c>HotSpot</c>).</summary>
    /// <typeparam name="TEnum">An enumeration with a member for each word of the key.</typeparam>
    public TEnum Member<TEnum>()
        where TEnum : struct, Enum
    {
        var found = Enum.TryParse<TEnum>(Text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var member);
        Require.That(found, $"{typeof(TEnum).Name} has no member for {Text}");
        return member;
    }

    /// <summary>The value in SI units as text; equal values have equal text however they were written.</summary>
    /// <param name="key">The key that has this value.</param>
    public string SiText(ScenarioKey key) =>
        key.Kind == KeyKind.Quantity ? $"{NumberText.Shortest(Number)} {key.Dimension!.SiUnit}"
            : key.Kind == KeyKind.FaultList ? string.Join("; ", Items)
            : Yaml;
}

/// <summary>A key with its value and where that came from.</summary>
/// <param name="Key">Line of the table.</param>
/// <param name="Value">Checked value.</param>
/// <param name="Origin">Default, place in a file, or option.</param>
public sealed record ResolvedValue(ScenarioKey Key, ScenarioValue Value, ValueOrigin Origin);
