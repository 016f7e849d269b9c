using System.Collections.Immutable;
using System.Text.RegularExpressions;
using TwoLayerChainSim.Experiments.Scenario.Reading;

namespace TwoLayerChainSim.Experiments.Scenario;

/// <summary>A value from the command line that replaces what the scenario file says.</summary>
/// <param name="Key">Dotted key.</param>
/// <param name="Value">Value as in a file, such as <c>20 ms</c> or <c>[1, 2]</c>.</param>
/// <param name="Option">The option that gave it.</param>
public readonly record struct ScenarioOverride(string Key, string Value, string Option = "--set");

/// <summary>A resolved scenario, or everything that is wrong with it.</summary>
/// <param name="Scenario">Null when there are errors.</param>
/// <param name="Diagnostics">All errors, or the warnings of a scenario without errors, sorted by place.</param>
public sealed record ScenarioReadResult(ResolvedScenario? Scenario, ImmutableArray<ScenarioDiagnostic> Diagnostics);

/// <summary>
/// Reads scenarios: YAML to a node tree, nodes to typed values by the table of keys, all errors at once. Nothing is bound to
/// objects by reflection.
/// </summary>
public static partial class ScenarioReader
{
    /// <summary>Reads a scenario file.</summary>
    /// <param name="file">Path; messages name the file as it is written here.</param>
    /// <param name="overrides">Values that replace those of the file.</param>
    public static ScenarioReadResult ReadFile(string file, params IEnumerable<ScenarioOverride> overrides)
    {
        var diagnostics = new DiagnosticList();
        return ScenarioText.Load(file, diagnostics) is { } text
            ? Read(text, file, overrides, diagnostics)
            : new(null, [.. diagnostics.Sorted()]);
    }

    /// <summary>Reads the bytes of a scenario file.</summary>
    /// <param name="bytes">Content.</param>
    /// <param name="file">Name for messages; its folder is the base of relative paths.</param>
    /// <param name="overrides">Values that replace those of the file.</param>
    public static ScenarioReadResult ReadBytes(ReadOnlySpan<byte> bytes, string file, params IEnumerable<ScenarioOverride> overrides)
    {
        var diagnostics = new DiagnosticList();
        return ScenarioText.Decode(bytes, new(file), diagnostics) is { } text
            ? Read(text, file, overrides, diagnostics)
            : new(null, [.. diagnostics.Sorted()]);
    }

    /// <summary>Reads the text of a scenario.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">Name for messages; its folder is the base of relative paths.</param>
    /// <param name="overrides">Values that replace those of the file.</param>
    public static ScenarioReadResult ReadText(string text, string file, params IEnumerable<ScenarioOverride> overrides) =>
        Read(text, file, overrides, new DiagnosticList());

    private static ScenarioReadResult Read(
        string text, string file, IEnumerable<ScenarioOverride> overrides, DiagnosticList diagnostics)
    {
        var binder = new KeyBinder(diagnostics);
        var root = YamlTree.Parse(text, file, isFile: true, diagnostics);
        if (root is SectionNode section)
        {
            binder.BindDocument(section, Path.GetDirectoryName(Path.GetFullPath(file)) ?? ".");
        }
        else if (!diagnostics.HasErrors)
        {
            diagnostics.Error(
                root?.Origin ?? new(file), "", root is null ? "is empty" : $"found {root.Quoted} at the top level",
                "keys such as 'name: my-study' (an empty scenario is written {})");
        }

        binder.BindOverrides(overrides);
        var stem = Path.GetFileNameWithoutExtension(file);
        if (FileStem().IsMatch(stem))
        {
            binder.BindName(stem);
        }

        return ScenarioResolver.Resolve(binder.Written, diagnostics);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex FileStem();
}
