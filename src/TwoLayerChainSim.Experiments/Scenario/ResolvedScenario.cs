using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Scenario.Reading;

namespace TwoLayerChainSim.Experiments.Scenario;

/// <summary>A complete, valid, immutable configuration: every key of the table with a checked value in SI units.</summary>
public sealed class ResolvedScenario
{
    internal ResolvedScenario(ImmutableArray<ResolvedValue> values) => Values = values;

    /// <summary>All keys in the order of the table.</summary>
    public ImmutableArray<ResolvedValue> Values { get; }

    /// <summary>Name of the study; safe as a folder name.</summary>
    public string Name => Text("name");

    /// <summary>Seed of all random streams.</summary>
    public ulong Seed => (ulong)this["seed"].Value.Number;

    /// <summary>SHA-256 over all keys and values in SI units, in lower-case hexadecimal; where values came from does not matter.</summary>
    public string ConfigHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Concat(Values.Select(value => $"{value.Key.Path}={value.Value.SiText(value.Key)}\n")))));

    /// <summary>What goes wrong beside the attacks.</summary>
    public ImmutableArray<ScenarioFault> Faults => this["faults"].Value.Faults;

    /// <summary>Key, value and origin of <paramref name="path"/>.</summary>
    /// <param name="path">Dotted key; it must exist.</param>
    public ResolvedValue this[string path]
    {
        get
        {
            var index = ScenarioKeys.IndexOf(path);
            Require.That(index >= 0, $"there is no scenario key {path}");
            return Values[index];
        }
    }

    /// <summary>Value of a number or quantity in SI units (s, Hz, m, bit, bit/s, dB, dBm).</summary>
    /// <param name="path">Dotted key.</param>
    public double Number(string path) => Get(path, KeyKind.Quantity, KeyKind.Number, KeyKind.Whole).Number;

    /// <summary>Value of a time or delay key on the simulator's clock.</summary>
    /// <param name="path">Dotted key.</param>
    public SimDuration Duration(string path)
    {
        Require.That(this[path].Key.Dimension?.SiUnit == "s", $"{path} is no duration");
        return SimDuration.FromSeconds(Number(path));
    }

    /// <summary>Value of a whole number.</summary>
    /// <param name="path">Dotted key.</param>
    public int Whole(string path) => checked((int)Get(path, KeyKind.Whole).Number);

    /// <summary>Value of a whole number; null for <c>all</c>.</summary>
    /// <param name="path">Dotted key.</param>
    public int? WholeOrAll(string path) =>
        Get(path, KeyKind.WholeOrAll) is { Text: not "all" } value ? checked((int)value.Number) : null;

    /// <summary>Value of a boolean.</summary>
    /// <param name="path">Dotted key.</param>
    public bool Flag(string path) => Get(path, KeyKind.Boolean).Number != 0;

    /// <summary>Value of a choice, name or text.</summary>
    /// <param name="path">Dotted key.</param>
    public string Text(string path) => Get(path, KeyKind.Choice, KeyKind.Name, KeyKind.Text).Text;

    /// <summary>Value of a choice as the enumeration member of the same name (<c>hot-spot</c> is <c>HotSpot</c>).</summary>
    /// <typeparam name="TEnum">An enumeration with a member for each word of the key.</typeparam>
    /// <param name="path">Dotted key.</param>
    public TEnum Choice<TEnum>(string path)
        where TEnum : struct, Enum => Get(path, KeyKind.Choice).Member<TEnum>();

    /// <summary>Full path of a file or folder; null for <c>none</c>.</summary>
    /// <param name="path">Dotted key.</param>
    public string? FilePath(string path) => Get(path, KeyKind.File, KeyKind.Folder).Text is var text && text == "none" ? null : text;

    /// <summary>Words of a list of choices.</summary>
    /// <param name="path">Dotted key.</param>
    public ImmutableArray<string> Choices(string path) => Get(path, KeyKind.ChoiceList).Items;

    /// <summary>Numbers of a list.</summary>
    /// <param name="path">Dotted key.</param>
    public ImmutableArray<int> WholeList(string path) =>
        [.. Get(path, KeyKind.WholeList).Items.Select(item => int.Parse(item, CultureInfo.InvariantCulture))];

    /// <summary>The same scenario with other values, checked like the first one.</summary>
    /// <param name="overrides">What is changed.</param>
    public ScenarioReadResult With(params IEnumerable<ScenarioOverride> overrides)
    {
        var diagnostics = new DiagnosticList();
        var binder = new KeyBinder(diagnostics);
        binder.BindResolved(Values);
        binder.BindOverrides(overrides);
        return ScenarioResolver.Resolve(binder.Written, diagnostics);
    }

    /// <summary>The effective configuration: every key, as YAML that reads back to the same values and is then the same text.</summary>
    public string ToYaml()
    {
        var yaml = new StringBuilder("# Effective scenario: every key with its value.\n");
        var section = "";
        foreach (var (key, value, _) in Values)
        {
            if (key.Section != section)
            {
                section = key.Section;
                yaml.Append(section).Append(":\n");
            }

            yaml.Append(section.Length == 0 ? "" : "  ").Append(key.Leaf).Append(": ").Append(value.Yaml).Append('\n');
        }

        return yaml.ToString();
    }

    private ScenarioValue Get(string path, params ReadOnlySpan<KeyKind> kinds)
    {
        var (key, value, _) = this[path];
        Require.That(kinds.Contains(key.Kind), $"{path} is a {key.Kind}");
        return value;
    }
}
