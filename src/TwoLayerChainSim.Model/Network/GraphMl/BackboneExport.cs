using System.Collections.Immutable;
using System.Globalization;

namespace TwoLayerChainSim.Model.Network;

/// <summary>Makes GraphML documents of backbones, with the attribute names of the Internet Topology Zoo and our own.</summary>
public static class BackboneExport
{
    /// <summary>
    /// A document of a backbone that does not come from a file. The mean of each delay is written; its law belongs to the
    /// scenario.
    /// </summary>
    /// <param name="graph">The backbone.</param>
    public static GraphMlDocument ToDocument(BackboneGraph graph)
    {
        var document = new GraphMlDocument
        {
            Keys =
            [
                new("d0", "node", GraphMlAttributes.Label, "string", null),
                new("d1", "node", GraphMlAttributes.Latitude, "double", null),
                new("d2", "node", GraphMlAttributes.Longitude, "double", null),
                new("d3", "node", "tlc_role", "string", null),
                new("d4", "edge", GraphMlAttributes.Speed, "double", null),
                new("d5", "edge", GraphMlAttributes.Loss, "double", null),
            ],
            Nodes = [.. graph.Nodes.Select(NodeOf)],
            Edges = [.. graph.Links.Select(link => new GraphMlEdge(
                graph.Nodes[link.From].Name,
                graph.Nodes[link.To].Name,
                null,
                [new("d4", Text(link.RateBitsPerSecond)), new("d5", Text(link.LossProbability))]))],
        };
        return WithLatencies(document, [.. graph.Links.Select(link => link.Delay.MeanSeconds)]);
    }

    /// <summary>The document with the propagation delay of each edge in <c>tlc_latency_s</c>.</summary>
    internal static GraphMlDocument WithLatencies(GraphMlDocument document, double[] seconds)
    {
        var key = document.FindKey("edge", GraphMlAttributes.Latency);
        if (key is null)
        {
            var ids = document.Keys.Select(other => other.Id).ToHashSet();
            var number = document.Keys.Length;
            while (ids.Contains("d" + number.ToString(CultureInfo.InvariantCulture)))
            {
                number++;
            }

            key = new("d" + number.ToString(CultureInfo.InvariantCulture), "edge", GraphMlAttributes.Latency, "double", null);
            document = document with { Keys = document.Keys.Add(key) };
        }

        return document with
        {
            Edges = [.. document.Edges.Select((edge, i) => edge with
            {
                Data = With(edge.Data, new(key.Id, Text(seconds[i]))),
            })],
        };
    }

    private static GraphMlNode NodeOf(BackboneNode node)
    {
        var data = ImmutableArray.CreateBuilder<GraphMlData>();
        data.Add(new("d0", node.Label ?? node.Name));
        if (node.Location is { } location)
        {
            data.Add(new("d1", Text(location.LatitudeDegrees)));
            data.Add(new("d2", Text(location.LongitudeDegrees)));
        }

        data.Add(new("d3", "mec"));
        return new(node.Name, data.ToImmutable());
    }

    private static ImmutableArray<GraphMlData> With(ImmutableArray<GraphMlData> data, GraphMlData value)
    {
        for (var i = 0; i < data.Length; i++)
        {
            if (data[i].KeyId == value.KeyId)
            {
                return data.SetItem(i, value);
            }
        }

        return data.Add(value);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
