using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>What a shortest route minimises.</summary>
public enum RouteMetric
{
    /// <summary>Sum of the mean propagation delays; costs are nanoseconds (default).</summary>
    Delay,

    /// <summary>Sum of the lengths; costs are millimetres.</summary>
    Length,

    /// <summary>Number of links.</summary>
    Hops,
}

/// <summary>
/// Shortest routes over a backbone (Dijkstra). The routes to a destination are computed when they are first asked for. Costs
/// are whole numbers, so both directions cost the same to the last digit; equal costs are decided by fewer hops, then by the
/// lower node and link.
/// </summary>
/// <param name="graph">The backbone.</param>
/// <param name="metric">What is minimised.</param>
public sealed class BackboneRoutes(BackboneGraph graph, RouteMetric metric = RouteMetric.Delay)
{
    private readonly Tree?[] _trees = new Tree?[graph.Nodes.Length];

    /// <summary>The link to take at a node towards a destination; -1 at the destination or when there is no route.</summary>
    /// <param name="node">Where the message is.</param>
    /// <param name="destination">Where it goes.</param>
    public int NextLink(int node, int destination) => To(destination).Link[node];

    /// <summary>True when there is a route.</summary>
    /// <param name="from">One end.</param>
    /// <param name="to">The other end.</param>
    public bool AreConnected(int from, int to) => To(to).Cost[from] != long.MaxValue;

    /// <summary>Cost of the route in nanoseconds, millimetres or hops.</summary>
    /// <param name="from">One end.</param>
    /// <param name="to">The other end.</param>
    public long Cost(int from, int to)
    {
        Require.That(AreConnected(from, to), $"there is no route between nodes {from} and {to}");
        return To(to).Cost[from];
    }

    /// <summary>Number of links of the route.</summary>
    /// <param name="from">One end.</param>
    /// <param name="to">The other end.</param>
    public int Hops(int from, int to)
    {
        Require.That(AreConnected(from, to), $"there is no route between nodes {from} and {to}");
        return To(to).Hops[from];
    }

    /// <summary>The largest cost between any two connected nodes.</summary>
    public long Diameter() => (
        from a in Enumerable.Range(0, graph.Nodes.Length)
        from b in Enumerable.Range(0, a)
        where AreConnected(a, b)
        select Cost(a, b)).DefaultIfEmpty(0).Max();

    private Tree To(int destination) => _trees[destination] ??= ShortestPaths(destination);

    private Tree ShortestPaths(int destination)
    {
        var count = graph.Nodes.Length;
        var tree = new Tree(new long[count], new int[count], new int[count]);
        Array.Fill(tree.Cost, long.MaxValue);
        Array.Fill(tree.Link, -1);
        tree.Cost[destination] = 0;

        // The node is part of the priority, so the order is total.
        var open = new PriorityQueue<int, (long Cost, int Hops, int Node)>();
        open.Enqueue(destination, (0, 0, destination));
        while (open.TryDequeue(out var node, out var reached))
        {
            if (reached.Cost > tree.Cost[node] || reached.Hops > tree.Hops[node])
            {
                continue;
            }

            foreach (var link in graph.LinksOf(node))
            {
                var other = graph.Links[link].OtherEnd(node);
                var (cost, hops) = (reached.Cost + CostOf(graph.Links[link]), reached.Hops + 1);
                if (cost < tree.Cost[other] || (cost == tree.Cost[other] && hops < tree.Hops[other]))
                {
                    (tree.Cost[other], tree.Hops[other], tree.Link[other]) = (cost, hops, link);
                    open.Enqueue(other, (cost, hops, other));
                }
            }
        }

        return tree;
    }

    private long CostOf(BackboneLink link) => metric switch
    {
        RouteMetric.Delay => SimDuration.FromSeconds(link.Delay.MeanSeconds).Nanoseconds,
        RouteMetric.Length => (long)Math.Round(link.LengthMetres * 1000),
        _ => 1,
    };

    private sealed record Tree(long[] Cost, int[] Hops, int[] Link);
}
