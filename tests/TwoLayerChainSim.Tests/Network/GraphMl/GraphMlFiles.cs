using System.Text;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.GraphMl;

/// <summary>GraphML documents for tests: hand-made files and texts.</summary>
internal static class GraphMlFiles
{
    public static GraphMlDocument File(string name) =>
        GraphMlReader.ReadFile(Path.Combine(AppContext.BaseDirectory, "Data", "graphml", name));

    /// <summary>A graph of given content with keys lat, lon, speed, latency.</summary>
    public static GraphMlDocument Graph(string content) => Text($"""
        <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
        <key attr.name="Latitude" attr.type="double" for="node" id="lat" />
        <key attr.name="Longitude" attr.type="double" for="node" id="lon" />
        <key attr.name="LinkSpeedRaw" attr.type="double" for="edge" id="speed" />
        <key attr.name="tlc_latency_s" attr.type="double" for="edge" id="latency" />
        <graph edgedefault="undirected">{content}</graph></graphml>
        """);

    public static string Node(string id, string latitude = "0", string longitude = "0") =>
        $"""<node id="{id}"><data key="lat">{latitude}</data><data key="lon">{longitude}</data></node>""";

    public static GraphMlDocument Text(string xml) => GraphMlReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)), "test.graphml");

    public static byte[] Write(GraphMlDocument document)
    {
        var stream = new MemoryStream();
        GraphMlWriter.Write(document, stream);
        return stream.ToArray();
    }

    public static BackboneImport Import(GraphMlDocument document, BackboneImportOptions? options = null) =>
        BackboneImport.From(document, options ?? new());

    /// <summary>Export, import and export again.</summary>
    public static (byte[] First, byte[] Second) RoundTrip(BackboneImport import)
    {
        var first = Write(import.Document);
        var again = Import(GraphMlReader.Read(new MemoryStream(first), "again.graphml"));
        return (first, Write(again.Document));
    }
}
