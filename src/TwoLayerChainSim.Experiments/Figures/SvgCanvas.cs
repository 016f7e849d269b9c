using System.Globalization;
using System.Text;
using System.Xml;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>How text is placed at its point.</summary>
public enum TextAnchor
{
    /// <summary>The text begins there.</summary>
    Start,

    /// <summary>The middle of the text is there.</summary>
    Middle,

    /// <summary>The text ends there.</summary>
    End,
}

/// <summary>
/// Writes the few SVG elements that figures need. Lengths are points (1/72 inch), rounded to 0.01 so that bytes are stable.
/// Only presentation attributes are used: Inkscape, rsvg-convert and LaTeX packages understand no style sheets.
/// </summary>
internal sealed class SvgCanvas : IDisposable
{
    private const string Svg = "http://www.w3.org/2000/svg";
    private readonly StringBuilder _text = new();
    private readonly XmlWriter _xml;

    public SvgCanvas(string id, string title, string description, int widthMillimetres, double width, double height)
    {
        var heightMillimetres = Number(height / width * widthMillimetres);
        _xml = XmlWriter.Create(_text, new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            Indent = true,
            IndentChars = " ",
            NewLineChars = "\n",
        });
        _xml.WriteStartElement("svg", Svg);
        Attributes(
            ("width", $"{widthMillimetres}mm"), ("height", $"{heightMillimetres}mm"),
            ("viewBox", $"0 0 {Number(width)} {Number(height)}"),
            ("role", "img"), ("aria-labelledby", $"{id}-title {id}-desc"),
            ("font-family", "Helvetica, Arial, sans-serif"));
        Element("title", title, ("id", $"{id}-title"));
        Element("desc", description, ("id", $"{id}-desc"));
    }

    public static string Number(double value) => (Math.Round(value, 2) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);

    public void Rectangle(double x, double y, double width, double height, string fill) =>
        Element("rect", null,
            ("x", Number(x)), ("y", Number(y)), ("width", Number(width)), ("height", Number(height)), ("fill", fill));

    public void Line(double x1, double y1, double x2, double y2, string color) =>
        Element("line", null,
            ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)),
            ("stroke", color), ("stroke-width", "0.75"));

    public void Polyline(IEnumerable<(double X, double Y)> points, string color, double strokeWidth, string dash) =>
        Element("path", null,
            ("d", Path(points)), ("fill", "none"), ("stroke", color), ("stroke-width", Number(strokeWidth)),
            ("stroke-linejoin", "round"), ("stroke-dasharray", dash.Length > 0 ? dash : "none"));

    public void Band(IEnumerable<(double X, double Y)> outline, string color) =>
        Element("path", null, ("d", Path(outline) + " Z"), ("fill", color), ("fill-opacity", "0.18"));

    public void Shape(IEnumerable<(double X, double Y)> outline, string color, string fill) =>
        Element("path", null, ("d", Path(outline) + " Z"), ("fill", fill), ("stroke", color), ("stroke-width", "1"));

    public void Circle(double x, double y, double radius, string color, string fill) =>
        Element("circle", null,
            ("cx", Number(x)), ("cy", Number(y)), ("r", Number(radius)), ("fill", fill), ("stroke", color), ("stroke-width", "1"));

    public void Text(
        double x, double y, string text, double size, TextAnchor anchor, string color = SchemeStyle.Black, bool isVertical = false)
    {
        _xml.WriteStartElement("text", Svg);
        Attributes(
            ("x", Number(x)), ("y", Number(y)), ("font-size", Number(size)), ("fill", color),
            ("text-anchor", anchor switch { TextAnchor.Start => "start", TextAnchor.Middle => "middle", _ => "end" }));
        if (isVertical)
        {
            Attributes(("transform", $"rotate(-90 {Number(x)} {Number(y)})"));
        }

        _xml.WriteString(text);
        _xml.WriteEndElement();
    }

    public string Finish()
    {
        _xml.WriteEndElement();
        _xml.Flush();
        return _text.Append('\n').ToString();
    }

    public void Dispose() => _xml.Dispose();

    private static string Path(IEnumerable<(double X, double Y)> points) =>
        "M" + string.Join(" L", points.Select(point => $"{Number(point.X)} {Number(point.Y)}"));

    private void Element(string name, string? content, params (string Name, string Value)[] attributes)
    {
        _xml.WriteStartElement(name, Svg);
        Attributes(attributes);
        if (content is not null)
        {
            _xml.WriteString(content);
        }

        _xml.WriteEndElement();
    }

    private void Attributes(params (string Name, string Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
        {
            _xml.WriteAttributeString(name, value);
        }
    }
}
