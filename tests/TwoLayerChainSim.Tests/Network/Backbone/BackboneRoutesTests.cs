using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Backbone;

public class BackboneRoutesTests
{
    [Fact]
    public void Routes_cost_what_Floyd_and_Warshall_say_and_both_directions_cost_the_same()
    {
        // A dumb twin on random sparse graphs.
        var graphs = from nodes in Gen.Choose(1, 9)
                     from links in (from a in Gen.Choose(0, nodes - 1)
                                    from b in Gen.Choose(0, nodes - 1)
                                    from length in Gen.Choose(0, 20)
                                    select (A: a, B: b, Length: length)).ListOf()
                     select (nodes, links: links.Where(link => link.A != link.B).ToArray());
        Prop.ForAll(graphs.ToArbitrary(), drawn =>
        {
            var graph = new BackboneGraph(
                BackboneProbe.Nodes(drawn.nodes),
                [.. drawn.links.Select(link => new BackboneLink(link.A, link.B, 1, DelayLaw.None) { LengthMetres = link.Length })]);
            var routes = new BackboneRoutes(graph, RouteMetric.Length);
            var expected = FloydWarshall(graph);
            return (
                from a in Enumerable.Range(0, drawn.nodes)
                from b in Enumerable.Range(0, drawn.nodes)
                select double.IsInfinity(expected[a, b])
                    ? !routes.AreConnected(a, b)
                    : routes.Cost(a, b) == (long)(1000 * expected[a, b]) && Walk(graph, routes, a, b) == expected[a, b])
                .All(holds => holds);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_full_mesh_is_one_hop_wide()
    {
        var routes = new BackboneRoutes(BackboneGraph.FullMesh(6, new()));

        Assert.Equal(1, routes.Hops(2, 5));
        Assert.Equal(1, new BackboneRoutes(BackboneGraph.FullMesh(6, new()), RouteMetric.Hops).Diameter());
    }

    [Fact]
    public void A_line_has_the_diameter_of_its_length()
    {
        var line = BackboneProbe.Line(7, 1e6, BackboneProbe.Fixed(5));

        Assert.Equal(6, new BackboneRoutes(line, RouteMetric.Hops).Diameter());
        Assert.Equal(30, new BackboneRoutes(line).Diameter());
    }

    [Fact]
    public void Components_are_listed_largest_first()
    {
        var graph = new BackboneGraph(
            BackboneProbe.Nodes(6),
            [new(1, 3, 1, DelayLaw.None), new(3, 5, 1, DelayLaw.None), new(0, 4, 1, DelayLaw.None)]);

        var components = graph.Components();

        Assert.Equal("1,3,5 0,4 2", string.Join(' ', components.Select(members => string.Join(',', members))));
    }

    [Fact]
    public void Sending_without_a_route_is_refused()
    {
        var probe = new BackboneProbe(new(BackboneProbe.Nodes(2), []));

        Assert.Throws<InvariantException>(() => probe.Network.Send(0, 1, 1, probe, 1));
    }

    private static double[,] FloydWarshall(BackboneGraph graph)
    {
        var count = graph.Nodes.Length;
        var cost = new double[count, count];
        for (var a = 0; a < count; a++)
        {
            for (var b = 0; b < count; b++)
            {
                cost[a, b] = a == b ? 0 : double.PositiveInfinity;
            }
        }

        foreach (var link in graph.Links)
        {
            cost[link.From, link.To] = cost[link.To, link.From] = Math.Min(cost[link.From, link.To], link.LengthMetres);
        }

        for (var via = 0; via < count; via++)
        {
            for (var a = 0; a < count; a++)
            {
                for (var b = 0; b < count; b++)
                {
                    cost[a, b] = Math.Min(cost[a, b], cost[a, via] + cost[via, b]);
                }
            }
        }

        return cost;
    }

    private static double Walk(BackboneGraph graph, BackboneRoutes routes, int from, int to)
    {
        var length = 0.0;
        var hops = 0;
        while (from != to && hops++ < 100)
        {
            var link = graph.Links[routes.NextLink(from, to)];
            length += link.LengthMetres;
            from = link.OtherEnd(from);
        }

        return length;
    }
}
