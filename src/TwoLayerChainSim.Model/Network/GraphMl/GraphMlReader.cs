using System.Collections.Immutable;
using System.Xml;

namespace TwoLayerChainSim.Model.Network;

/// <summary>
/// Reads GraphML as the Internet Topology Zoo writes it: one undirected graph, with keys declared first. Document type
/// definitions are prohibited and depth, elements and size are limited. Everything wrong is reported at once with its line.
/// </summary>
public sealed class GraphMlReader
{
    private static readonly string[] Types = ["boolean", "int", "integer", "long", "float", "double", "string"];

    private readonly GraphMlWalker _xml;
    private readonly GraphMlErrors _errors;
    private readonly Dictionary<string, GraphMlKey> _keys = [];
    private readonly List<GraphMlKey> _keysInOrder = [];
    private readonly List<GraphMlData> _graphData = [];
    private readonly List<GraphMlNode> _nodes = [];
    private readonly List<GraphMlEdge> _edges = [];
    private readonly Dictionary<string, int> _nodeLines = [];
    private string? _graphId;
    private int _graphs;

    private GraphMlReader(GraphMlWalker xml, GraphMlErrors errors) => (_xml, _errors) = (xml, errors);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="GraphMlException">The file is not what we can use.</exception>
    public static GraphMlDocument ReadFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream, Path.GetFileName(path));
    }

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="fileName">Name for messages.</param>
    /// <exception cref="GraphMlException">The file is not what we can use.</exception>
    public static GraphMlDocument Read(Stream stream, string fileName)
    {
        var errors = new GraphMlErrors(fileName);
        using var xml = new GraphMlWalker(stream, errors);
        var reader = new GraphMlReader(xml, errors);
        try
        {
            reader.ReadRoot();
        }
        catch (XmlException exception)
        {
            errors.Add(exception.LineNumber, $"{exception.Message}");
        }

        errors.ThrowIfAny();
        return new()
        {
            FileName = fileName,
            GraphId = reader._graphId,
            Keys = [.. reader._keysInOrder],
            GraphData = [.. reader._graphData],
            Nodes = [.. reader._nodes],
            Edges = [.. reader._edges],
        };
    }

    private void ReadRoot()
    {
        _xml.MoveToRoot("graphml");
        _xml.ForEachChild(name => Consume(name == "key", ReadKey) || Consume(name == "graph", ReadGraph));
        if (_graphs == 0)
        {
            _errors.Add(0, $"there is no <graph>");
        }

        foreach (var edge in _edges)
        {
            foreach (var end in (ReadOnlySpan<string>)[edge.Source, edge.Target])
            {
                if (!_nodeLines.ContainsKey(end))
                {
                    _errors.Add(edge.Line, $"the edge {edge.Source}-{edge.Target} ends at node {end}, which does not exist");
                }
            }
        }
    }

    private void ReadKey()
    {
        var line = _xml.Line;
        var id = _xml.Required("id");
        var type = _xml.Attribute("attr.type") ?? "string";
        var key = new GraphMlKey(id, _xml.Attribute("for") ?? "all", _xml.Attribute("attr.name") ?? id, type, null);
        if (!Types.Contains(type))
        {
            _errors.Add(line, $"key {id} has the unknown type '{type}'; known are {string.Join(", ", Types)}");
        }

        _xml.ForEachChild(name => Consume(name == "default", () => key = key with { Default = _xml.ReadText() }));
        if (!_keys.TryAdd(id, key))
        {
            _errors.Add(line, $"key {id} is declared twice");
        }
        else if (_keysInOrder.Any(other => other.Domain == key.Domain && other.Name == key.Name))
        {
            _errors.Add(line, $"two keys declare the attribute {key.Name} of {key.Domain}");
        }

        _keysInOrder.Add(key);
    }

    private void ReadGraph()
    {
        if (++_graphs > 1)
        {
            _errors.Add(_xml.Line, $"there is more than one graph");
        }

        if (_xml.Attribute("edgedefault") == "directed")
        {
            _errors.Add(_xml.Line, $"the graph is directed; links of a backbone carry both directions: make it undirected");
        }

        _graphId = _xml.Attribute("id");
        _xml.ForEachChild(name =>
            Consume(name == "node", ReadNode)
            || Consume(name == "edge", ReadEdge)
            || Consume(name == "data", () => ReadData("graph", _graphData)));
    }

    private void ReadNode()
    {
        var (line, id) = (_xml.Line, _xml.Required("id"));
        if (!_nodeLines.TryAdd(id, line))
        {
            _errors.Add(line, $"node {id} is already in line {_nodeLines[id]}");
        }

        _nodes.Add(new(id, ReadDataOf("node"), line));
    }

    private void ReadEdge()
    {
        var line = _xml.Line;
        var (source, target, id) = (_xml.Required("source"), _xml.Required("target"), _xml.Attribute("id"));
        if (_xml.Attribute("directed") == "true")
        {
            _errors.Add(line, $"the edge {source}-{target} is directed; links of a backbone carry both directions");
        }

        if (source == target)
        {
            _errors.Add(line, $"the edge joins node {source} with itself");
        }

        _edges.Add(new(source, target, id, ReadDataOf("edge"), line));
    }

    private ImmutableArray<GraphMlData> ReadDataOf(string domain)
    {
        var data = new List<GraphMlData>();
        _xml.ForEachChild(name => Consume(name == "data", () => ReadData(domain, data)));
        return [.. data];
    }

    private void ReadData(string domain, List<GraphMlData> data)
    {
        var (line, keyId) = (_xml.Line, _xml.Required("key"));
        if (!_keys.TryGetValue(keyId, out var key))
        {
            _errors.Add(line, $"the key {keyId} is not declared");
        }
        else if (key.Domain != domain && key.Domain != "all")
        {
            _errors.Add(line, $"{key.Name} ({keyId}) is declared for {key.Domain} and not for {domain}");
        }
        else if (data.Any(entry => entry.KeyId == keyId))
        {
            _errors.Add(line, $"{key.Name} ({keyId}) is given twice");
        }

        data.Add(new(keyId, _xml.ReadText()));
    }

    private static bool Consume(bool isIt, Action read)
    {
        if (isIt)
        {
            read();
        }

        return isIt;
    }
}
