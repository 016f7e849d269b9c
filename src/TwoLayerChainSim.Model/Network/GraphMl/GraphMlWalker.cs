using System.Text;
using System.Xml;

namespace TwoLayerChainSim.Model.Network;

/// <summary>
/// Walks over the elements of a GraphML file in order, within limits: documents nested too deeply or with too many elements
/// end with an error, and document type definitions are prohibited.
/// </summary>
internal sealed class GraphMlWalker : IDisposable
{
    /// <summary>The namespace of GraphML; files without a namespace are read too.</summary>
    public const string Namespace = "http://graphml.graphdrawing.org/xmlns";

    private const int DeepestElement = 16;
    private const int MostElements = 2_000_000;
    private const long MostCharacters = 64 * 1024 * 1024;

    private readonly XmlReader _xml;
    private readonly GraphMlErrors _errors;
    private int _elements;

    public GraphMlWalker(Stream stream, GraphMlErrors errors)
    {
        _errors = errors;
        _xml = XmlReader.Create(stream, new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostCharacters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
    }

    /// <summary>Line of the current element.</summary>
    public int Line => ((IXmlLineInfo)_xml).LineNumber;

    public void Dispose() => _xml.Dispose();

    /// <summary>Goes to the root element.</summary>
    public void MoveToRoot(string name)
    {
        _xml.MoveToContent();
        if (_xml.LocalName != name || !IsOurs())
        {
            _errors.Add(Line, $"the document is <{_xml.Name}> and not <{name}> of {Namespace}");
            _errors.ThrowIfAny();
        }
    }

    /// <summary>The value of an attribute of the current element; null when it is not there.</summary>
    public string? Attribute(string name) => _xml.GetAttribute(name);

    /// <summary>The value of an attribute that must be there; when it is not, that is an error and the value is empty.</summary>
    public string Required(string name)
    {
        var value = _xml.GetAttribute(name);
        if (string.IsNullOrEmpty(value))
        {
            _errors.Add(Line, $"<{_xml.Name}> has no {name}");
        }

        return value ?? string.Empty;
    }

    /// <summary>
    /// Goes to each child element in turn; <paramref name="consume"/> reads it to its end and answers true, or leaves it alone
    /// and answers false. Descriptions and elements of other vocabularies are passed over; the rest of GraphML is refused.
    /// </summary>
    public void ForEachChild(Func<string, bool> consume)
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }

        var depth = _xml.Depth;
        while (ReadNext() && _xml.Depth > depth)
        {
            if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                _errors.Add(Line, $"text '{_xml.Value.Trim()}' where elements are expected");
            }
            else if (_xml.NodeType == XmlNodeType.Element && !(IsOurs() && consume(_xml.LocalName)))
            {
                if (IsOurs() && _xml.LocalName != "desc")
                {
                    _errors.Add(Line, $"<{_xml.Name}> is not supported here");
                }

                Skip();
            }
        }
    }

    /// <summary>Reads the text of the current element to its end.</summary>
    public string ReadText()
    {
        if (_xml.IsEmptyElement)
        {
            return string.Empty;
        }

        var depth = _xml.Depth;
        var text = new StringBuilder();
        while (ReadNext() && _xml.Depth > depth)
        {
            if (_xml.NodeType == XmlNodeType.Element)
            {
                _errors.Add(Line, $"<{_xml.Name}> inside a value");
            }
            else
            {
                text.Append(_xml.Value);
            }
        }

        return text.ToString();
    }

    private void Skip()
    {
        if (_xml.IsEmptyElement)
        {
            return;
        }

        var depth = _xml.Depth;
        while (ReadNext() && _xml.Depth > depth)
        {
        }
    }

    private bool IsOurs() => _xml.NamespaceURI is Namespace or "";

    private bool ReadNext()
    {
        if (!_xml.Read())
        {
            return false;
        }

        if (_xml.NodeType == XmlNodeType.Element && (++_elements > MostElements || _xml.Depth > DeepestElement))
        {
            _errors.Add(Line, $"more than {MostElements} elements or {DeepestElement} levels");
            _errors.ThrowIfAny();
        }

        return true;
    }
}
