using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Network;

/// <summary>The declaration of an attribute. Its id differs from file to file: find it by domain and name.</summary>
/// <param name="Id">What data elements refer to.</param>
/// <param name="Domain">"node", "edge", "graph" or "all".</param>
/// <param name="Name">Name of the attribute.</param>
/// <param name="Type">boolean, int, integer (not in the standard, but in use), long, float, double or string.</param>
/// <param name="Default">Value where an element has none; null when there is no default.</param>
public sealed record GraphMlKey(string Id, string Domain, string Name, string Type, string? Default);

/// <summary>A value as it is written in the file.</summary>
/// <param name="KeyId">Id of the key.</param>
/// <param name="Text">The text.</param>
public readonly record struct GraphMlData(string KeyId, string Text);

/// <summary>A node of a GraphML graph.</summary>
/// <param name="Id">Its unique id.</param>
/// <param name="Data">Its values in the order of the file.</param>
/// <param name="Line">Line of the file; 0 when it was not read.</param>
public sealed record GraphMlNode(string Id, ImmutableArray<GraphMlData> Data, int Line = 0);

/// <summary>An undirected edge of a GraphML graph; several may join the same nodes.</summary>
/// <param name="Source">Id of one end.</param>
/// <param name="Target">Id of the other end.</param>
/// <param name="Id">Its own id, when it has one.</param>
/// <param name="Data">Its values in the order of the file.</param>
/// <param name="Line">Line of the file; 0 when it was not read.</param>
public sealed record GraphMlEdge(string Source, string Target, string? Id, ImmutableArray<GraphMlData> Data, int Line = 0);

/// <summary>
/// A GraphML file with one undirected graph, in the order of the file and with everything that it says about nodes, edges and
/// the graph, known to us or not, so that it can be written back.
/// </summary>
public sealed record GraphMlDocument
{
    /// <summary>Name for messages. Default "graph".</summary>
    public string FileName { get; init; } = "graph";

    /// <summary>Id of the graph element, when it has one.</summary>
    public string? GraphId { get; init; }

    /// <summary>The declared attributes.</summary>
    public ImmutableArray<GraphMlKey> Keys { get; init; } = [];

    /// <summary>Values of the graph itself.</summary>
    public ImmutableArray<GraphMlData> GraphData { get; init; } = [];

    /// <summary>The nodes.</summary>
    public ImmutableArray<GraphMlNode> Nodes { get; init; } = [];

    /// <summary>The edges.</summary>
    public ImmutableArray<GraphMlEdge> Edges { get; init; } = [];

    /// <summary>The key of an attribute; null when it is not declared.</summary>
    /// <param name="domain">"node", "edge" or "graph"; a key for all is found too.</param>
    /// <param name="name">Name of the attribute.</param>
    public GraphMlKey? FindKey(string domain, string name) =>
        Keys.FirstOrDefault(key => key.Domain == domain && key.Name == name)
        ?? Keys.FirstOrDefault(key => key.Domain == "all" && key.Name == name);

    /// <summary>The value of an attribute; null when there is none and no default.</summary>
    /// <param name="key">The key, null when it is not declared.</param>
    /// <param name="data">The values of an element.</param>
    public static string? Value(GraphMlKey? key, ImmutableArray<GraphMlData> data)
    {
        if (key is null)
        {
            return null;
        }

        foreach (var entry in data)
        {
            if (entry.KeyId == key.Id)
            {
                return entry.Text;
            }
        }

        return key.Default;
    }
}
