using System.Collections.Immutable;
using System.Text;
using System.Xml;

namespace TwoLayerChainSim.Model.Network;

/// <summary>Writes GraphML so that equal documents give equal bytes: UTF-8 without mark, line feeds, fixed order.</summary>
public static class GraphMlWriter
{
    private const string Namespace = GraphMlWalker.Namespace;

    /// <summary>Writes a document.</summary>
    /// <param name="document">What to write.</param>
    /// <param name="stream">Where to; stays open.</param>
    public static void Write(GraphMlDocument document, Stream stream)
    {
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(false),
            Indent = true,
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
            CloseOutput = false,
        };
        using (var xml = XmlWriter.Create(stream, settings))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("graphml", Namespace);
            foreach (var key in document.Keys)
            {
                WriteKey(xml, key);
            }

            WriteGraph(xml, document);
            xml.WriteEndElement();
            xml.WriteEndDocument();
        }

        stream.Write("\n"u8);
    }

    private static void WriteKey(XmlWriter xml, GraphMlKey key)
    {
        xml.WriteStartElement("key", Namespace);
        xml.WriteAttributeString("attr.name", key.Name);
        xml.WriteAttributeString("attr.type", key.Type);
        xml.WriteAttributeString("for", key.Domain);
        xml.WriteAttributeString("id", key.Id);
        if (key.Default is { } value)
        {
            xml.WriteElementString("default", Namespace, value);
        }

        xml.WriteEndElement();
    }

    private static void WriteGraph(XmlWriter xml, GraphMlDocument document)
    {
        xml.WriteStartElement("graph", Namespace);
        xml.WriteAttributeString("edgedefault", "undirected");
        WriteOptional(xml, "id", document.GraphId);
        WriteData(xml, document.GraphData);
        foreach (var node in document.Nodes)
        {
            xml.WriteStartElement("node", Namespace);
            xml.WriteAttributeString("id", node.Id);
            WriteData(xml, node.Data);
            xml.WriteEndElement();
        }

        foreach (var edge in document.Edges)
        {
            xml.WriteStartElement("edge", Namespace);
            WriteOptional(xml, "id", edge.Id);
            xml.WriteAttributeString("source", edge.Source);
            xml.WriteAttributeString("target", edge.Target);
            WriteData(xml, edge.Data);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteOptional(XmlWriter xml, string attribute, string? value)
    {
        if (value is not null)
        {
            xml.WriteAttributeString(attribute, value);
        }
    }

    private static void WriteData(XmlWriter xml, ImmutableArray<GraphMlData> data)
    {
        foreach (var entry in data)
        {
            xml.WriteStartElement("data", Namespace);
            xml.WriteAttributeString("key", entry.KeyId);
            xml.WriteString(entry.Text);
            xml.WriteEndElement();
        }
    }
}
