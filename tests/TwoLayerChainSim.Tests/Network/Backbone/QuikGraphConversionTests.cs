#if USE_QUIKGRAPH
using QuikGraph.Algorithms;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;
using TwoLayerChainSim.Model.QuikGraph;

namespace TwoLayerChainSim.Tests.Network.Backbone;

public class QuikGraphConversionTests
{
    [Fact]
    public void There_and_back_gives_the_same_nodes_and_links()
    {
        var backbone = Random(12);
        var back = backbone.ToQuikGraph().ToBackbone();
        Assert.Equal<BackboneNode>(backbone.Nodes, back.Nodes);
        Assert.Equal<BackboneLink>(backbone.Links, back.Links);
    }

    [Fact]
    public void Ends_are_those_of_the_edges_after_a_node_is_taken_out()
    {
        var graph = Random(12).ToQuikGraph();
        graph.RemoveVertex(graph.Vertices.First());
        var backbone = graph.ToBackbone();
        Assert.Equal((11, "n1"), (backbone.Nodes.Length, backbone.Nodes[0].Name));
        Assert.Equal(graph.EdgeCount, backbone.Links.Length);
    }

    [Fact]
    public void Its_shortest_paths_cost_what_our_routes_cost()
    {
        var backbone = Random(20);
        var routes = new BackboneRoutes(backbone);
        var graph = backbone.ToQuikGraph();
        var path = graph.ShortestPathsDijkstra(edge => edge.Tag.Delay.MeanSeconds, backbone.Nodes[0]);
        for (var node = 1; node < 20; node++)
        {
            Assert.True(path(backbone.Nodes[node], out var edges));
            Assert.Equal(routes.Cost(0, node) / 1e9, edges.Sum(edge => edge.Tag.Delay.MeanSeconds), 1e-9);
        }
    }

    /// <summary>A ring with chords and one pair of parallel links.</summary>
    private static BackboneGraph Random(int nodes)
    {
        var stream = new RandomStreams(7, 0).Stream("graph");
        var pairs = Enumerable.Range(0, nodes).Select(i => (Math.Min(i, (i + 1) % nodes), Math.Max(i, (i + 1) % nodes)))
            .Concat(Enumerable.Range(0, (nodes / 2) - 1).Select(i => (i, i + (nodes / 2)))).Distinct().Order().ToArray();
        var delay = new DelayLaw(new DeterministicDistribution(1), SimDuration.FromMilliseconds(1));
        var links = pairs.Select(pair => new BackboneLink(
            pair.Item1, pair.Item2, 1e7, delay with { Distribution = new DeterministicDistribution(1 + stream.NextInt(50)) }));
        return new(
            [.. Enumerable.Range(0, nodes).Select(i => new BackboneNode($"n{i}"))],
            [.. links.Take(1), links.First() with { Parallel = 1 }, .. links.Skip(1)]);
    }
}
#endif
