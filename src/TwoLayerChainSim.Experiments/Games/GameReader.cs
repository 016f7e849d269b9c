using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Experiments.Scenario.Reading;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>Reads game files strictly: every key is known, every value is checked, all errors come at once with their places.</summary>
internal sealed class GameReader
{
    private const string ClientList = "clients";
    private const int ClientItemsMost = 10_000;

    private readonly DiagnosticList _diagnostics = new();
    private readonly ValueParser _parser;

    private GameReader() => _parser = new(_diagnostics);

    /// <summary>Reads the text of a game file.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="file">Name for messages; the game is named after it.</param>
    /// <returns>The game, or null, and where its errors are.</returns>
    public static (GameFile? File, DiagnosticList Diagnostics) ReadText(string text, string file)
    {
        var reader = new GameReader();
        return (reader.Read(text, file), reader._diagnostics);
    }

    /// <summary>Reads a game file.</summary>
    /// <param name="file">Its path.</param>
    /// <returns>The game, or null, and where its errors are.</returns>
    public static (GameFile? File, DiagnosticList Diagnostics) ReadFile(string file)
    {
        var reader = new GameReader();
        return (ScenarioText.Load(file, reader._diagnostics) is { } text ? reader.Read(text, file) : null, reader._diagnostics);
    }

    private GameFile? Read(string text, string file)
    {
        var root = YamlTree.Parse(text, file, isFile: true, _diagnostics);
        if (root is not SectionNode section)
        {
            if (!_diagnostics.HasErrors)
            {
                _diagnostics.Error(
                    root?.Origin ?? new(file), "", root is null ? "is empty" : $"found {root.Quoted} at the top level",
                    $"keys such as 'kind: {GameCatalog.All[0].Kind}'");
            }

            return null;
        }

        if (Kind(section) is not { } game)
        {
            return null;
        }

        var entries = Flat(section, game).ToList();
        var values = Values(
            entries.Where(entry => entry.Path != ClientList), [.. GameCatalog.Common, .. game.Keys],
            game.ClientKeys.IsEmpty ? [] : [ClientList], "", section.Origin);
        var clients = game.ClientKeys.IsEmpty ? [] : Clients(entries, game, section.Origin);
        return _diagnostics.HasErrors ? null : new(game, Named(values, file), clients, _diagnostics);
    }

    private IGame? Kind(SectionNode root)
    {
        foreach (var (key, value) in root.Entries)
        {
            if (key.Value == GameCatalog.Kind.Path)
            {
                return _parser.Parse(GameCatalog.Kind, value, folder: null) is { } kind
                    ? GameCatalog.All.First(game => game.Kind == kind.Text)
                    : null;
            }
        }

        _diagnostics.Error(root.Origin, GameCatalog.Kind.Path, "is missing", GameCatalog.Kind.Allowed);
        return null;
    }

    /// <summary>The entries with dotted paths: a section of keys counts as its keys.</summary>
    private static IEnumerable<(string Path, TextNode Key, ScenarioNode Value)> Flat(SectionNode root, IGame game)
    {
        foreach (var (key, value) in root.Entries)
        {
            if (value is SectionNode section && game.Keys.Any(known => known.Section == key.Value))
            {
                foreach (var (inner, node) in section.Entries)
                {
                    yield return ($"{key.Value}.{inner.Value}", inner, node);
                }
            }
            else
            {
                yield return (key.Value, key, value);
            }
        }
    }

    private GameValues Values(
        IEnumerable<(string Path, TextNode Key, ScenarioNode Value)> entries, ImmutableArray<ScenarioKey> keys, string[] otherWords,
        string prefix, ValueOrigin origin)
    {
        var written = new Dictionary<string, ResolvedValue>();
        var seen = new Dictionary<string, ValueOrigin>();
        foreach (var (path, name, node) in entries)
        {
            var place = prefix + TextNode.Printable(path);
            if (keys.FirstOrDefault(key => key.Path == path) is not { } known)
            {
                var meant = Suggestion.For(path, keys.Select(key => key.Path).Concat(otherWords));
                _diagnostics.Error(name.Origin, place, "unknown key", null, meant);
            }
            else if (!seen.TryAdd(path, name.Origin))
            {
                _diagnostics.Error(name.Origin, place, $"duplicate key, first at {seen[path]}");
            }
            else if (_parser.Parse(known with { Path = place }, node, folder: null) is { } value)
            {
                written[path] = new(known, value, node.Origin);
            }
        }

        return new(
            [.. keys.Select(key => written.GetValueOrDefault(key.Path) ?? new(key, Default(key), ValueOrigin.Default))], origin);
    }

    private ImmutableArray<GameValues> Clients(
        List<(string Path, TextNode Key, ScenarioNode Value)> entries, IGame game, ValueOrigin root)
    {
        const string allowed = "a list of one or more clients such as {count: 10, training-ghz-min: 5}";
        var lists = entries.Where(entry => entry.Path == ClientList).ToArray();
        if (lists is not [var (_, _, node)])
        {
            _diagnostics.Error(
                lists.Length == 0 ? root : lists[1].Key.Origin, ClientList, lists.Length == 0 ? "is missing" : "duplicate key", allowed);
            return [];
        }

        if (node is not ListNode { Items: { Length: > 0 and <= ClientItemsMost } items })
        {
            _diagnostics.Error(node.Origin, ClientList, $"found {(node is ListNode ? "an empty or too long list" : node.Quoted)}", allowed);
            return [];
        }

        return [.. items.Select((item, index) => Client(item, FormattableString.Invariant($"{ClientList}[{index}]"), game))];
    }

    private GameValues Client(ScenarioNode item, string path, IGame game)
    {
        if (item is not SectionNode fields)
        {
            _diagnostics.Error(
                item.Origin, path, $"found {item.Quoted}", $"fields {string.Join(", ", game.ClientKeys.Select(key => key.Path))}");
            return new([], item.Origin);
        }

        return Values(
            fields.Entries.Select(entry => (entry.Key.Value, entry.Key, entry.Value)), game.ClientKeys, [], path + ".", item.Origin);
    }

    private static GameValues Named(GameValues values, string file)
    {
        var (key, stem) = (values["name"].Key, Path.GetFileNameWithoutExtension(file));
        return values["name"].Origin == ValueOrigin.Default && Results.NameRule.IsName(stem)
            ? values with
            {
                Values = [.. values.Values.Select(value => value.Key == key
                    ? value with { Value = new($"\"{stem}\"", stem, 0, []) }
                    : value)],
            }
            : values;
    }

    private static ScenarioValue Default(ScenarioKey key)
    {
        var diagnostics = new DiagnosticList();
        var node = key.Kind == KeyKind.WholeList
            ? YamlTree.Parse(key.Default, "default", isFile: false, diagnostics)!
            : new TextNode(key.Default, IsPlain: true, ValueOrigin.Default);
        return new ValueParser(diagnostics).Parse(key, node, folder: null)
            ?? throw new InvalidOperationException($"The default '{key.Default}' of {key.Path} is not valid.");
    }
}
