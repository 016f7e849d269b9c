using System.Collections.Immutable;
using System.Globalization;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>A node of the backbone.</summary>
/// <param name="Name">Its unique name; random streams of its links are named by it.</param>
/// <param name="Location">Where it is on the Earth, when known.</param>
public sealed record BackboneNode(string Name, GeoLocation? Location = null)
{
    /// <summary>What people call it; not unique. Default: nothing.</summary>
    public string? Label { get; init; }
}

/// <summary>A link of the backbone; it carries both directions independently.</summary>
/// <param name="From">One end: a node number.</param>
/// <param name="To">The other end.</param>
/// <param name="RateBitsPerSecond">Rate of each direction in bit/s, positive.</param>
/// <param name="Delay">Propagation delay.</param>
public sealed record BackboneLink(int From, int To, double RateBitsPerSecond, DelayLaw Delay)
{
    /// <summary>Length in metres; 0 when unknown. Only the delay enters the simulation.</summary>
    public double LengthMetres { get; init; }

    /// <summary>Probability that a message is lost on this link, in [0, 1]. Default 0.</summary>
    public double LossProbability { get; init; }

    /// <summary>Number of this link among the parallel links of its two nodes, from 0.</summary>
    public int Parallel { get; init; }

    /// <summary>The end that is not <paramref name="node"/>.</summary>
    /// <param name="node">One of the two ends.</param>
    public int OtherEnd(int node) => node == From ? To : From;
}

/// <summary>The graph of the backbone: nodes and undirected links, parallel links allowed. Immutable.</summary>
public sealed class BackboneGraph
{
    private readonly ImmutableArray<ImmutableArray<int>> _linksOf;

    /// <summary>A graph of given parts.</summary>
    /// <param name="nodes">The nodes, with unique names.</param>
    /// <param name="links">The links, between different nodes.</param>
    public BackboneGraph(ImmutableArray<BackboneNode> nodes, ImmutableArray<BackboneLink> links)
    {
        (Nodes, Links) = (nodes, links);
        Require.That(nodes.Select(node => node.Name).Distinct().Count() == nodes.Length, "two nodes have one name");
        var linksOf = nodes.Select(_ => ImmutableArray.CreateBuilder<int>()).ToArray();
        for (var index = 0; index < links.Length; index++)
        {
            var link = links[index];
            Require.That(
                (uint)link.From < (uint)nodes.Length && (uint)link.To < (uint)nodes.Length && link.From != link.To,
                $"link {index} joins {link.From} and {link.To} of {nodes.Length} nodes");
            Require.That(link.RateBitsPerSecond > 0, $"link {index} has rate {link.RateBitsPerSecond} bit/s");
            linksOf[link.From].Add(index);
            linksOf[link.To].Add(index);
        }

        _linksOf = [.. linksOf.Select(builder => builder.ToImmutable())];
    }

    /// <summary>The nodes.</summary>
    public ImmutableArray<BackboneNode> Nodes { get; }

    /// <summary>The links.</summary>
    public ImmutableArray<BackboneLink> Links { get; }

    /// <summary>A link between every two nodes, named mec0, mec1, ...</summary>
    /// <param name="nodes">Number of nodes, at least 1.</param>
    /// <param name="options">What the links are like.</param>
    public static BackboneGraph FullMesh(int nodes, BackboneOptions options) => new(
        [.. Enumerable.Range(0, nodes).Select(i => new BackboneNode("mec" + i.ToString(CultureInfo.InvariantCulture)))],
        [.. from a in Enumerable.Range(0, nodes)
            from b in Enumerable.Range(a + 1, nodes - a - 1)
            select new BackboneLink(a, b, options.RateBitsPerSecond, options.Delay)]);

    /// <summary>The numbers of the links at a node, in order.</summary>
    /// <param name="node">The node.</param>
    public ImmutableArray<int> LinksOf(int node) => _linksOf[node];

    /// <summary>The connected components, largest first (then the one with the lowest node); nodes in order.</summary>
    public ImmutableArray<ImmutableArray<int>> Components()
    {
        var component = new int[Nodes.Length];
        Array.Fill(component, -1);
        var components = new List<ImmutableArray<int>>();
        for (var start = 0; start < Nodes.Length; start++)
        {
            if (component[start] >= 0)
            {
                continue;
            }

            component[start] = components.Count;
            var members = new List<int> { start };
            for (var next = 0; next < members.Count; next++)
            {
                foreach (var link in LinksOf(members[next]))
                {
                    var other = Links[link].OtherEnd(members[next]);
                    if (component[other] < 0)
                    {
                        component[other] = components.Count;
                        members.Add(other);
                    }
                }
            }

            components.Add([.. members.Order()]);
        }

        return [.. components.OrderByDescending(members => members.Length).ThenBy(members => members[0])];
    }
}
