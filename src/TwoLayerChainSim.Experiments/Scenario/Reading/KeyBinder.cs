namespace TwoLayerChainSim.Experiments.Scenario.Reading;

/// <summary>What was written for a key.</summary>
/// <param name="Node">The value.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="Folder">Folder to which paths are relative; null for the working directory.</param>
internal sealed record WrittenValue(ScenarioNode Node, ValueOrigin Origin, string? Folder);

/// <summary>Finds the table's keys in a document and in <c>--set</c> options.</summary>
internal sealed class KeyBinder(DiagnosticList diagnostics)
{
    private readonly WrittenValue?[] _written = new WrittenValue?[ScenarioKeys.All.Length];

    /// <summary>What was written for each key of the table; null where nothing was.</summary>
    public IReadOnlyList<WrittenValue?> Written => _written;

    /// <summary>Takes the values of a scenario that are no defaults.</summary>
    public void BindResolved(IEnumerable<ResolvedValue> values)
    {
        foreach (var (key, value, origin) in values.Where(value => value.Origin != ValueOrigin.Default))
        {
            var node = YamlTree.Parse(value.Yaml, origin.Source, isFile: false, diagnostics)!;
            _written[ScenarioKeys.IndexOf(key.Path)] = new(node, origin, null);
        }
    }

    /// <summary>Names the study after its file when it has no name yet.</summary>
    public void BindName(string name)
    {
        var origin = new ValueOrigin("file name");
        _written[ScenarioKeys.IndexOf("name")] ??= new(new TextNode(name, true, origin), origin, null);
    }

    /// <summary>Takes the keys of a scenario file.</summary>
    /// <param name="root">Its document.</param>
    /// <param name="folder">Its folder.</param>
    public void BindDocument(SectionNode root, string folder)
    {
        var seen = new Dictionary<string, ValueOrigin>();
        foreach (var (key, value) in root.Entries)
        {
            if (diagnostics.IsFull)
            {
                return;
            }

            if (ScenarioKeys.Sections.Contains(key.Value))
            {
                IsFirst(key.Value, key, seen);
                BindSection(key.Value, value, seen, folder);
            }
            else
            {
                Bind(key.Value, key, value, seen, folder);
            }
        }
    }

    /// <summary>Takes <c>key=value</c> pairs, each of which replaces what the file says.</summary>
    /// <param name="overrides">The pairs, with the option that gave each.</param>
    public void BindOverrides(IEnumerable<ScenarioOverride> overrides)
    {
        var seen = new Dictionary<string, ValueOrigin>();
        foreach (var (path, value, option) in overrides)
        {
            var origin = new ValueOrigin(option);
            var node = value.StartsWith('[')
                ? YamlTree.Parse(value, option, isFile: false, diagnostics, path)
                : new TextNode(value, IsPlain: true, origin);
            if (node is not null)
            {
                Bind(path, new TextNode(path, true, origin), node, seen, folder: null);
            }
        }
    }

    private void BindSection(string section, ScenarioNode node, Dictionary<string, ValueOrigin> seen, string folder)
    {
        if (node is TextNode { IsEmpty: true })
        {
            return;
        }

        if (node is not SectionNode mapping)
        {
            diagnostics.Error(node.Origin, section, $"found {node.Quoted}", "keys of this section, indented below it");
            return;
        }

        foreach (var (key, value) in mapping.Entries)
        {
            if (!diagnostics.IsFull)
            {
                Bind($"{section}.{key.Value}", key, value, seen, folder);
            }
        }
    }

    private void Bind(string path, TextNode key, ScenarioNode value, Dictionary<string, ValueOrigin> seen, string? folder)
    {
        var index = ScenarioKeys.IndexOf(path);
        if (index < 0)
        {
            diagnostics.Error(key.Origin, TextNode.Printable(path), "unknown key", null, SuggestKey(path));
        }
        else if (IsFirst(path, key, seen))
        {
            _written[index] = new(value, value.Origin, folder);
        }
    }

    private bool IsFirst(string path, TextNode key, Dictionary<string, ValueOrigin> seen)
    {
        if (seen.TryAdd(path, key.Origin))
        {
            return true;
        }

        var first = seen[path];
        diagnostics.Error(key.Origin, path, first.Line > 0 ? $"duplicate key, first at {first}" : "duplicate key");
        return false;
    }

    /// <summary>The key with a similar name, or one with the same last part in another section.</summary>
    private static string? SuggestKey(string path)
    {
        var leaf = path[(path.LastIndexOf('.') + 1)..];
        return ScenarioKeys.All.FirstOrDefault(key => key.Leaf == leaf)?.Path
            ?? Suggestion.For(path, ScenarioKeys.All.Select(key => key.Path).Concat(ScenarioKeys.Sections));
    }
}
