using System.Collections.Immutable;
using System.Globalization;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>What was assumed because a network file does not say it.</summary>
/// <param name="DefaultedRates">Links that got the default rate.</param>
/// <param name="EstimatedPositions">Nodes that got their position from their neighbours.</param>
/// <param name="FlooredLatencies">Links that got the least latency.</param>
/// <param name="DroppedNodes">Nodes outside the largest component.</param>
public sealed record BackboneImportNotes(
    int DefaultedRates, int EstimatedPositions, int FlooredLatencies, int DroppedNodes);

/// <summary>
/// A backbone from a GraphML file. Node ids become the names; nodes are numbered in order of their ids (numbers by value) and
/// links by their ends, so the order of lines in the file and of the ends of an edge does not matter. Parallel links are kept.
/// </summary>
/// <param name="Graph">The backbone.</param>
/// <param name="Notes">What was assumed.</param>
/// <param name="Document">
/// What to write back: the file without dropped nodes, with the propagation delay of each link in <c>tlc_latency_s</c>.
/// </param>
public sealed record BackboneImport(BackboneGraph Graph, BackboneImportNotes Notes, GraphMlDocument Document)
{
    /// <summary>Makes the backbone.</summary>
    /// <param name="document">The file.</param>
    /// <param name="options">What to do where the file does not say enough.</param>
    /// <exception cref="GraphMlException">The file is not what we can use.</exception>
    public static BackboneImport From(GraphMlDocument document, BackboneImportOptions options)
    {
        var errors = new GraphMlErrors(document.FileName);
        if (document.Nodes.IsEmpty)
        {
            errors.Add(0, $"the graph has no node");
            errors.ThrowIfAny();
        }

        var connected = Connected(document, options, errors);
        errors.ThrowIfAny();
        var nodes = connected.Nodes.Sort((a, b) => CompareIds(a.Id, b.Id));
        var numberOf = nodes.Select((node, number) => (node.Id, number)).ToDictionary(pair => pair.Id, pair => pair.number);
        var attributes = new GraphMlAttributes(connected, errors);
        var edges = connected.Edges.Select(edge => EdgeOf(edge, numberOf, attributes)).ToArray();
        var located = nodes.Select(attributes.LocationOf).ToArray();
        var estimated = options.MissingPosition == MissingPosition.MedianOfNeighbours
            ? NeighbourPositions.Fill(located, [.. edges.Select(edge => (edge.From, edge.To))])
            : 0;
        RefuseMissingPositions(nodes, located, edges, errors);
        errors.ThrowIfAny();

        var latencies = edges.Select(edge => LatencySeconds(edge, located, options)).ToArray();
        var graph = new BackboneGraph(
            [.. nodes.Select((node, number) => new BackboneNode(node.Id, located[number]) { Label = attributes.LabelOf(node) })],
            Links(edges, located, latencies, options));
        var notes = new BackboneImportNotes(
            edges.Count(edge => edge.Rate is null),
            estimated,
            edges.Where((edge, i) => edge.Latency is null && latencies[i] == options.MinimumLatency.TotalSeconds).Count(),
            document.Nodes.Length - nodes.Length);
        return new(graph, notes, BackboneExport.WithLatencies(connected, latencies));
    }

    /// <summary>The file, or its largest component, or an error with the sizes of the components.</summary>
    private static GraphMlDocument Connected(GraphMlDocument document, BackboneImportOptions options, GraphMlErrors errors)
    {
        var numberOf = document.Nodes.Select((node, number) => (node.Id, number)).ToDictionary(p => p.Id, p => p.number);
        var components = new BackboneGraph(
            [.. document.Nodes.Select(node => new BackboneNode(node.Id))],
            [.. document.Edges.Select(edge => new BackboneLink(numberOf[edge.Source], numberOf[edge.Target], 1, DelayLaw.None))])
            .Components();
        if (components.Length > 1 && !options.LargestComponent)
        {
            var sizes = components.Select(members => members.Length.ToString(CultureInfo.InvariantCulture));
            var summary = $"{components.Length} components, largest {components[0].Length} (sizes {string.Join(", ", sizes)})";
            errors.Add(0, $"the network is disconnected: {summary}; allow the largest component only, or connect them");
        }

        var kept = components[0].Select(number => document.Nodes[number].Id).ToHashSet();
        return document with
        {
            Nodes = [.. document.Nodes.Where(node => kept.Contains(node.Id))],
            Edges = [.. document.Edges.Where(edge => kept.Contains(edge.Source))],
        };
    }

    private static Edge EdgeOf(GraphMlEdge edge, Dictionary<string, int> numberOf, GraphMlAttributes attributes)
    {
        var (one, other) = (numberOf[edge.Source], numberOf[edge.Target]);
        return new(
            Math.Min(one, other),
            Math.Max(one, other),
            attributes.RateOf(edge),
            attributes.LatencyOf(edge),
            attributes.LossOf(edge));
    }

    /// <summary>Positions are needed at the ends of links whose latency the file does not give.</summary>
    private static void RefuseMissingPositions(
        ImmutableArray<GraphMlNode> nodes, GeoLocation?[] located, Edge[] edges, GraphMlErrors errors)
    {
        var missing = edges.Where(edge => edge.Latency is null)
            .SelectMany(edge => (int[])[edge.From, edge.To])
            .Distinct()
            .Where(number => located[number] is null)
            .Order();
        foreach (var number in missing)
        {
            errors.Add(nodes[number].Line, $"node {nodes[number].Id} has no position; give one or allow the median of its neighbours");
        }
    }

    private static double LatencySeconds(Edge edge, GeoLocation?[] located, BackboneImportOptions options) =>
        edge.Latency ?? Math.Max(
            options.MinimumLatency.TotalSeconds,
            options.RouteFactor * LengthMetres(edge, located) / options.PropagationMetresPerSecond);

    private static double LengthMetres(Edge edge, GeoLocation?[] located) =>
        located[edge.From] is { } from && located[edge.To] is { } to ? from.DistanceMetres(to) : 0;

    private static ImmutableArray<BackboneLink> Links(
        Edge[] edges, GeoLocation?[] located, double[] latencies, BackboneImportOptions options)
    {
        var second = SimDuration.FromSeconds(1);
        var links = edges
            .Select((edge, i) => new BackboneLink(
                edge.From,
                edge.To,
                edge.Rate ?? options.DefaultRateBitsPerSecond,
                new(new DeterministicDistribution(latencies[i]), second))
            {
                LengthMetres = LengthMetres(edge, located),
                LossProbability = edge.Loss,
            })
            .OrderBy(link => link.From)
            .ThenBy(link => link.To)
            .ThenBy(link => link.Delay.MeanSeconds)
            .ThenByDescending(link => link.RateBitsPerSecond)
            .ThenBy(link => link.LossProbability)
            .ToArray();
        for (var i = 1; i < links.Length; i++)
        {
            var isParallel = links[i].From == links[i - 1].From && links[i].To == links[i - 1].To;
            links[i] = links[i] with { Parallel = isParallel ? links[i - 1].Parallel + 1 : 0 };
        }

        return [.. links];
    }

    /// <summary>Shorter ids first, so that numbers are in order of their value.</summary>
    private static int CompareIds(string a, string b) =>
        a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b);

    private readonly record struct Edge(int From, int To, double? Rate, double? Latency, double Loss);
}
