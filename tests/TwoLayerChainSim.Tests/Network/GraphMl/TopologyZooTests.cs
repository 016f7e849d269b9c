using TwoLayerChainSim.Model.Network;
using static TwoLayerChainSim.Tests.Network.GraphMl.GraphMlFiles;

namespace TwoLayerChainSim.Tests.Network.GraphMl;

/// <summary>
/// Golden values of five real networks (S. Knight et al., "The Internet Topology Zoo", IEEE JSAC 29(9), 2011; CC BY 4.0).
/// The files are not shipped; the same traps in hand-made files are always tested.
/// </summary>
public class TopologyZooTests
{
    private static readonly BackboneImportOptions Lenient = new() { LargestComponent = true };

    [TopologyZooFact]
    [InlineData("Abilene", 11, 14, 14_082.385)]
    [InlineData("Geant2009", 34, 52, 39_809.793)]
    [InlineData("Rediris", 19, 32, 10_847.866)]
    public void Lengths_of_connected_networks_are_golden(string name, int nodes, int links, double kilometres)
    {
        var graph = Import(Zoo(name)).Graph;

        Assert.Equal((nodes, links), (graph.Nodes.Length, graph.Links.Length));
        AssertKilometres(kilometres, graph.Links.Sum(link => link.LengthMetres));
    }

    [TopologyZooFact]
    [InlineData("DeutscheTelekom", 39, 62, 171_042.406, 30)]
    [InlineData("Uninett", 74, 97, 12_614.482, 71)]
    public void Disconnected_networks_are_refused_or_cut_and_their_lengths_are_golden(
        string name, int nodes, int links, double kilometres, int largest)
    {
        var document = Zoo(name);
        var places = document.Nodes.ToDictionary(node => node.Id, node => new GeoLocation(
            double.Parse(GraphMlDocument.Value(document.FindKey("node", "Latitude"), node.Data)!, null),
            double.Parse(GraphMlDocument.Value(document.FindKey("node", "Longitude"), node.Data)!, null)));

        Assert.Equal((nodes, links), (document.Nodes.Length, document.Edges.Length));
        AssertKilometres(kilometres, document.Edges.Sum(edge => places[edge.Source].DistanceMetres(places[edge.Target])));
        Assert.Contains(
            $"4 components, largest {largest}",
            Assert.Throws<GraphMlException>(() => Import(document)).Message,
            StringComparison.Ordinal);
        Assert.Equal(largest, Import(document, Lenient).Graph.Nodes.Length);
    }

    [TopologyZooFact]
    [InlineData("Abilene", 5)]
    [InlineData("Geant2009", 7)]
    [InlineData("Rediris", 4)]
    [InlineData("DeutscheTelekom", 6)]
    [InlineData("Uninett", 9)]
    public void Hop_diameters_are_golden(string name, int diameter) =>
        Assert.Equal(diameter, new BackboneRoutes(Import(Zoo(name), Lenient).Graph, RouteMetric.Hops).Diameter());

    [TopologyZooFact]
    [InlineData("Abilene", 2_304.822, 4_823.104)]
    [InlineData("Geant2009", 2_065.850, 5_738.302)]
    [InlineData("Rediris", 804.726, null)]
    public void Shortest_paths_are_golden(string name, double meanKilometres, double? longestKilometres)
    {
        var graph = Import(Zoo(name)).Graph;
        var routes = new BackboneRoutes(graph, RouteMetric.Length);
        var pairs = from a in Enumerable.Range(0, graph.Nodes.Length)
                    from b in Enumerable.Range(0, graph.Nodes.Length)
                    where a != b
                    select routes.Cost(a, b) / 1000.0;

        AssertKilometres(meanKilometres, pairs.Average());
        if (longestKilometres is { } longest)
        {
            AssertKilometres(longest, routes.Diameter() / 1000.0);
        }
    }

    [TopologyZooFact]
    [InlineData("Abilene", "Chicago", "Indianapolis", 263.325)]
    [InlineData("Abilene", "Los Angeles", "Houston", 2_206.763)]
    [InlineData("Geant2009", "DE", "IL", 2_904.593)]
    public void Named_links_are_golden(string name, string one, string other, double kilometres)
    {
        var graph = Import(Zoo(name)).Graph;

        var link = graph.Links.Single(candidate =>
            new[] { graph.Nodes[candidate.From].Label, graph.Nodes[candidate.To].Label }.Order().SequenceEqual(
                new[] { one, other }.Order()));

        AssertKilometres(kilometres, link.LengthMetres);
    }

    [TopologyZooFact]
    [InlineData("DeutscheTelekom", 14_123.645)]
    public void The_longest_link_is_golden(string name, double kilometres) =>
        AssertKilometres(kilometres, Import(Zoo(name), Lenient).Graph.Links.Max(link => link.LengthMetres));

    [TopologyZooFact]
    [InlineData("Geant2009")]
    public void Speeds_of_Geant_are_exact(string name)
    {
        var import = Import(Zoo(name));

        Assert.Equal(
            [45e6, 155e6, 310e6, 2.5e9, 10e9], import.Graph.Links.Select(link => link.RateBitsPerSecond).Distinct().Order());
        Assert.Equal(0, import.Notes.DefaultedRates);
    }

    [TopologyZooFact]
    [InlineData("Abilene", 14, 0)]
    [InlineData("Rediris", 0, 1)]
    public void Missing_speeds_and_links_of_length_zero_are_counted(string name, int defaulted, int floored)
    {
        var notes = Import(Zoo(name)).Notes;

        Assert.Equal((defaulted, floored), (notes.DefaultedRates, notes.FlooredLatencies));
    }

    [TopologyZooFact]
    [InlineData("Abilene")]
    [InlineData("DeutscheTelekom")]
    [InlineData("Geant2009")]
    [InlineData("Rediris")]
    [InlineData("Uninett")]
    public void Export_import_and_export_give_the_same_bytes(string name)
    {
        var (first, second) = RoundTrip(Import(Zoo(name), Lenient));

        Assert.Equal(first, second);
    }

    private static GraphMlDocument Zoo(string name) =>
        GraphMlReader.ReadFile(Path.Combine(TopologyZooFactAttribute.Folder!, name + ".graphml"));

    /// <summary>Equal to 1e-3 km.</summary>
    private static void AssertKilometres(double expected, double metres) =>
        Assert.InRange(metres / 1000, expected - 0.001, expected + 0.001);
}
