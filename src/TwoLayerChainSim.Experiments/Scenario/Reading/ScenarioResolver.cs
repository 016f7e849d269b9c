using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>Checks what was written for each key, fills defaults, and applies the rules across keys.</summary>
internal static class ScenarioResolver
{
    /// <summary>The scenario, or all errors.</summary>
    /// <param name="written">What was written for each key of the table; null means the default.</param>
    /// <param name="diagnostics">Errors found so far; takes further ones.</param>
    public static ScenarioReadResult Resolve(IReadOnlyList<WrittenValue?> written, DiagnosticList diagnostics)
    {
        var parser = new ValueParser(diagnostics);
        var values = ImmutableArray.CreateBuilder<ResolvedValue>(ScenarioKeys.All.Length);
        var failed = new HashSet<string>();
        for (var i = 0; i < ScenarioKeys.All.Length; i++)
        {
            var key = ScenarioKeys.All[i];
            var given = written[i];
            var value = given is null ? null : parser.Parse(key, given.Node, given.Folder);
            if (given is not null && value is null)
            {
                failed.Add(key.Path);
            }

            value ??= Default(parser, key);
            values.Add(new(key, value, given?.Origin ?? ValueOrigin.Default));
            if (key.Path == "time-unit")
            {
                parser.TimeUnitSeconds = value.Number;
            }
        }

        var scenario = new ResolvedScenario(values.MoveToImmutable());
        ScenarioRules.Check(scenario, failed, diagnostics);
        return new(diagnostics.HasErrors ? null : scenario, [.. diagnostics.Sorted()]);
    }

    private static ScenarioValue Default(ValueParser parser, ScenarioKey key)
    {
        var node = key.Kind is KeyKind.ChoiceList or KeyKind.WholeList or KeyKind.FaultList
            ? YamlTree.Parse(key.Default, "default", isFile: false, new DiagnosticList())
            : new TextNode(key.Default, IsPlain: true, ValueOrigin.Default);
        return parser.Parse(key, node!, folder: null)
            ?? throw new InvalidOperationException($"The default '{key.Default}' of {key.Path} is not valid.");
    }
}
