using QuikGraph;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Model.QuikGraph;

/// <summary>Backbones as graphs of the QuikGraph library and back, for its algorithms.</summary>
public static class QuikGraphConversion
{
    /// <summary>The backbone as an undirected graph: vertices are the nodes, edges carry their links; parallel ones are kept.</summary>
    /// <param name="backbone">The backbone.</param>
    public static UndirectedGraph<BackboneNode, TaggedEdge<BackboneNode, BackboneLink>> ToQuikGraph(
        this BackboneGraph backbone)
    {
        var graph = new UndirectedGraph<BackboneNode, TaggedEdge<BackboneNode, BackboneLink>>(allowParallelEdges: true);
        graph.AddVertexRange(backbone.Nodes);
        graph.AddEdgeRange(backbone.Links.Select(link => new TaggedEdge<BackboneNode, BackboneLink>(
            backbone.Nodes[link.From], backbone.Nodes[link.To], link)));
        return graph;
    }

    /// <summary>
    /// The backbone of a graph: its vertices in their order, and the links of its edges, between the ends that the edges have
    /// now, sorted by these ends and the number among parallel links.
    /// </summary>
    /// <param name="graph">The graph; the ends named in its links are not read.</param>
    public static BackboneGraph ToBackbone(
        this IUndirectedGraph<BackboneNode, TaggedEdge<BackboneNode, BackboneLink>> graph)
    {
        BackboneNode[] nodes = [.. graph.Vertices];
        var numbers = nodes.Select((node, number) => (node, number)).ToDictionary(pair => pair.node, pair => pair.number);
        return new(
            [.. nodes],
            [.. graph.Edges
                .Select(edge => edge.Tag with { From = numbers[edge.Source], To = numbers[edge.Target] })
                .OrderBy(link => link.From).ThenBy(link => link.To).ThenBy(link => link.Parallel)]);
    }
}
