using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;
using static TwoLayerChainSim.Tests.Network.GraphMl.GraphMlFiles;

namespace TwoLayerChainSim.Tests.Network.GraphMl;

public class BackboneImportTests
{
    private const double QuarterOfTheEquator = 6_371_008.8 * Math.PI / 2;

    [Fact]
    public void The_hand_made_traps_become_three_nodes_with_two_parallel_links_and_one_of_length_zero()
    {
        var import = Import(GraphMlFiles.File("traps.graphml"));

        Assert.Equal(["2", "3", "10"], import.Graph.Nodes.Select(node => node.Name));
        Assert.Equal(["Twin", "", "Twin"], import.Graph.Nodes.Select(node => node.Label));
        Assert.Equal([(0, 1, 0), (0, 2, 0), (0, 2, 1)], import.Graph.Links.Select(link => (link.From, link.To, link.Parallel)));
        Assert.Equal([1e9, 10e9, 155e6], import.Graph.Links.Select(link => link.RateBitsPerSecond));
        Assert.Equal(0, import.Graph.Links[0].LengthMetres);
        Assert.Equal(QuarterOfTheEquator, import.Graph.Links[1].LengthMetres, 6);
        Assert.Equal(new BackboneImportNotes(1, 0, 1, 0), import.Notes);
    }

    [Fact]
    public void Latency_is_length_over_the_speed_in_fibre_with_a_floor()
    {
        var options = new BackboneImportOptions { RouteFactor = 1.5 };

        var links = Import(GraphMlFiles.File("traps.graphml"), options).Graph.Links;

        Assert.Equal(5e-6, links[0].Delay.MeanSeconds, 15);
        Assert.Equal(1.5 * QuarterOfTheEquator / 2e8, links[1].Delay.MeanSeconds, 12);
    }

    [Fact]
    public void A_disconnected_network_is_refused_with_the_sizes_of_its_components()
    {
        var error = Assert.Throws<GraphMlException>(() => Import(GraphMlFiles.File("disconnected.graphml")));

        Assert.StartsWith(
            "disconnected.graphml: the network is disconnected: 3 components, largest 3 (sizes 3, 2, 1)",
            error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_component_is_taken_when_allowed()
    {
        var import = Import(GraphMlFiles.File("disconnected.graphml"), new() { LargestComponent = true });

        Assert.Equal(["b", "d", "f"], import.Graph.Nodes.Select(node => node.Name));
        Assert.Equal(3, import.Notes.DroppedNodes);
        Assert.Equal(["b", "d", "f"], import.Document.Nodes.Select(node => node.Id));
    }

    [Fact]
    public void Missing_positions_are_refused_with_their_lines()
    {
        var error = Assert.Throws<GraphMlException>(() => Import(GraphMlFiles.File("missing-positions.graphml")));

        Assert.Equal(2, error.Errors.Length);
        Assert.StartsWith("missing-positions.graphml:9: node hub has no position", error.Errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_positions_become_the_median_of_the_neighbours_in_rounds()
    {
        var options = new BackboneImportOptions { MissingPosition = MissingPosition.MedianOfNeighbours };

        var import = Import(GraphMlFiles.File("missing-positions.graphml"), options);

        // hub: medians of 10, 30, 20 and 1, 2, 30; leaf: that of the hub.
        Assert.All(
            import.Graph.Nodes.Where(node => node.Name is "hub" or "leaf"),
            node => Assert.Equal(new GeoLocation(20, 2), node.Location));
        Assert.Equal(2, import.Notes.EstimatedPositions);
    }

    [Fact]
    public void A_network_without_any_position_is_refused_even_then()
    {
        var document = Graph("""<node id="a"/><node id="b"/><edge source="a" target="b"/>""");
        var options = new BackboneImportOptions { MissingPosition = MissingPosition.MedianOfNeighbours };

        Assert.Throws<GraphMlException>(() => Import(document, options));
    }

    [Theory]
    [InlineData("NaN", "0")]
    [InlineData("91", "0")]
    [InlineData("0", "Infinity")]
    [InlineData("0", "1,5")]
    [InlineData("0", "west")]
    public void A_position_that_is_none_is_refused_with_its_line(string latitude, string longitude)
    {
        var document = Graph("\n" + Node("a") + "\n" + Node("b", latitude, longitude) + """<edge source="a" target="b"/>""");

        var error = Assert.Throws<GraphMlException>(() => Import(document));

        Assert.Matches("test.graphml:8: (Latitude|Longitude) is '.*', which is no number from", error.Errors[0]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e400")]
    public void A_speed_that_is_none_is_refused(string speed)
    {
        var document = Graph(Node("a") + Node("b") + $"""<edge source="a" target="b"><data key="speed">{speed}</data></edge>""");

        var error = Assert.Throws<GraphMlException>(() => Import(document));

        Assert.Contains("LinkSpeedRaw", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_graph_is_refused() => Assert.Contains(
        "the graph has no node", Assert.Throws<GraphMlException>(() => Import(Graph(""))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_single_node_needs_no_link_and_no_position() =>
        Assert.Equal("a", Import(Graph("""<node id="a"/>""")).Graph.Nodes.Single().Name);

    [Fact]
    public void The_order_of_lines_and_of_the_ends_of_an_edge_does_not_matter()
    {
        // M11, class B.
        var (a, b, c) = (Node("1", "0", "0"), Node("2", "0", "1"), Node("10", "1", "1"));
        string Edge(string from, string to, string speed) =>
            $"""<edge source="{from}" target="{to}"><data key="speed">{speed}</data></edge>""";
        var plain = Graph(a + b + c + Edge("1", "2", "5") + Edge("1", "2", "7") + Edge("2", "10", "9"));
        var shuffled = Graph(Edge("10", "2", "9") + c + Edge("2", "1", "7") + a + Edge("1", "2", "5") + b);

        var (first, second) = (Import(plain).Graph, Import(shuffled).Graph);

        Assert.Equal(first.Nodes.Select(node => (node.Name, node.Location)), second.Nodes.Select(node => (node.Name, node.Location)));
        Assert.Equal(first.Links.Select(Describe), second.Links.Select(Describe));
    }

    [Theory]
    [InlineData("traps.graphml")]
    [InlineData("disconnected.graphml")]
    [InlineData("missing-positions.graphml")]
    public void Export_import_and_export_give_the_same_bytes(string file)
    {
        var options = new BackboneImportOptions { LargestComponent = true, MissingPosition = MissingPosition.MedianOfNeighbours };

        var (first, second) = RoundTrip(Import(GraphMlFiles.File(file), options));

        Assert.Equal(first, second);
    }

    [Fact]
    public void Unknown_attributes_are_written_back()
    {
        var import = Import(GraphMlFiles.File("traps.graphml"));

        var again = GraphMlReader.Read(new MemoryStream(Write(import.Document)), "again.graphml");

        Assert.Equal(
            "  two  blanks, \"quotes\", <tag> and Zürich  ",
            GraphMlDocument.Value(again.FindKey("node", "remark"), again.Nodes[0].Data));
        Assert.Equal("1", GraphMlDocument.Value(again.FindKey("node", "Internal"), again.Nodes[1].Data));
        Assert.Equal("e2", again.Edges[2].Id);
        Assert.Equal("Traps & pitfalls", again.GraphData.Single().Text);
    }

    [Fact]
    public void A_generated_backbone_survives_the_way_through_a_file()
    {
        var mesh = BackboneGraph.FullMesh(4, new());

        var import = Import(GraphMlReader.Read(new MemoryStream(Write(BackboneExport.ToDocument(mesh))), "mesh.graphml"));

        Assert.Equal(mesh.Nodes.Select(node => node.Name), import.Graph.Nodes.Select(node => node.Name));
        Assert.Equal(
            mesh.Links.Select(link => (link.From, link.To, link.RateBitsPerSecond, link.Delay.MeanSeconds)),
            import.Graph.Links.Select(link => (link.From, link.To, link.RateBitsPerSecond, link.Delay.MeanSeconds)));
        Assert.Equal(RoundTrip(import).First, RoundTrip(import).Second);
    }

    [Fact]
    public void Cells_on_the_map_are_as_far_apart_as_their_nodes()
    {
        var graph = Import(Graph(Node("1", "59.9", "10.7") + Node("2", "60.4", "5.3") + """<edge source="1" target="2"/>""")).Graph;

        var topology = Topology.OnMap(new(), [1, 1], graph, new RandomStreams(1, 0));

        // The plane is tangent at the first node; 300 km away it is off by less than 1 %.
        var distance = topology.Cells[0].BaseStation.DistanceMetres(topology.Cells[1].BaseStation);
        Assert.InRange(distance / graph.Links[0].LengthMetres, 0.99, 1.01);
    }

    private static string Describe(BackboneLink link) => FormattableString.Invariant(
        $"{link.From}-{link.To}/{link.Parallel} {link.LengthMetres} m {link.RateBitsPerSecond} bit/s {link.Delay.MeanSeconds} s");
}
