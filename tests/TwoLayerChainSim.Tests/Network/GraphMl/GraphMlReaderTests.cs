using System.Text;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.GraphMl;

public class GraphMlReaderTests
{
    [Fact]
    public void Keys_are_found_by_domain_and_name_whatever_their_id()
    {
        var document = GraphMlFiles.File("traps.graphml");

        Assert.Equal("d1", document.FindKey("node", "label")!.Id);
        Assert.Equal("d5", document.FindKey("graph", "label")!.Id);
        Assert.Null(document.FindKey("edge", "label"));
    }

    [Fact]
    public void The_non_standard_type_integer_and_a_missing_type_are_read()
    {
        var document = GraphMlFiles.File("traps.graphml");

        Assert.Equal("integer", document.FindKey("node", "id")!.Type);
        Assert.Equal("string", document.FindKey("node", "remark")!.Type);
    }

    [Fact]
    public void A_default_value_holds_where_a_node_has_none()
    {
        var document = GraphMlFiles.File("traps.graphml");

        Assert.Equal("1", GraphMlDocument.Value(document.FindKey("node", "Internal"), document.Nodes[0].Data));
    }

    [Fact]
    public void Values_keep_their_blanks_and_special_characters()
    {
        var document = GraphMlFiles.File("traps.graphml");

        var remark = GraphMlDocument.Value(document.FindKey("node", "remark"), document.Nodes[0].Data);

        Assert.Equal("  two  blanks, \"quotes\", <tag> and Zürich  ", remark);
    }

    [Fact]
    public void Everything_wrong_is_listed_at_once_with_file_and_line()
    {
        var error = Assert.Throws<GraphMlException>(() => GraphMlFiles.File("wrong.graphml"));

        Assert.Equal(
            [
                "wrong.graphml:4: key lon has the unknown type 'float32'; known are boolean, int, integer, long, float, double, string",
                "wrong.graphml:7: Latitude (lat) is given twice",
                "wrong.graphml:8: the key unknown is not declared",
                "wrong.graphml:9: node a is already in line 7",
                "wrong.graphml:10: <node> has no id",
                "wrong.graphml:12: the edge joins node b with itself",
                "wrong.graphml:13: Latitude (lat) is declared for node and not for edge",
                "wrong.graphml:14: the edge a-b is directed; links of a backbone carry both directions",
                "wrong.graphml:15: <hyperedge> is not supported here",
                "wrong.graphml:11: the edge a-z ends at node z, which does not exist",
            ],
            error.Errors.ToArray());
    }

    [Theory]
    [InlineData("", "Root element is missing")]
    [InlineData("<html/>", "test.graphml:1: the document is <html>")]
    [InlineData("<graphml xmlns='urn:x'/>", "the document is <graphml> and not <graphml> of http://graphml")]
    [InlineData("<graphml/>", "there is no <graph>")]
    [InlineData("<graphml><graph/><graph/></graphml>", "more than one graph")]
    [InlineData("<graphml><graph edgedefault='directed'/></graphml>", "test.graphml:1: the graph is directed")]
    [InlineData("<graphml>\n<graph>\n<node id='a'", "test.graphml:3:")]
    [InlineData("<graphml><graph>words</graph></graphml>", "text 'words'")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><graphml/>", "DTD is prohibited")]
    [InlineData("<graphml>\u0001</graphml>", "test.graphml:1:")]
    public void A_file_that_is_no_graph_is_refused(string xml, string message)
    {
        var error = Assert.Throws<GraphMlException>(() => GraphMlFiles.Text(xml));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused_at_once()
    {
        var deep = "<graphml>" + string.Concat(Enumerable.Repeat("<desc>", 200_000));

        var error = Assert.Throws<GraphMlException>(() => GraphMlFiles.Text(deep));

        Assert.Contains("16 levels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_UTF_16_and_carriage_returns_do_not_matter()
    {
        const string xml = "<?xml version=\"1.0\"?>\r\n<graphml>\r\n<graph>\r\n<node id='a'/>\r\n</graph></graphml>\r\n";
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), new UnicodeEncoding(false, true) })
        {
            var bytes = encoding.GetPreamble().Concat(encoding.GetBytes(xml)).ToArray();

            var document = GraphMlReader.Read(new MemoryStream(bytes), "test.graphml");

            Assert.Equal("a", document.Nodes.Single().Id);
        }
    }
}
