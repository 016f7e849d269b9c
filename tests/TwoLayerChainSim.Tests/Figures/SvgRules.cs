using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using TwoLayerChainSim.Experiments.Figures;

namespace TwoLayerChainSim.Tests.Figures;

/// <summary>INTERFACE.md 2.7 and acceptance check 13 as a checker of one SVG text.</summary>
internal static class SvgRules
{
    private static readonly string[] AreaColors = ["#FFFFFF", "#D9D9D9"];

    /// <summary>What is wrong with a figure, one finding a line; empty when nothing is.</summary>
    public static string Violations(string svg)
    {
        XElement root;
        try
        {
            root = XDocument.Parse(svg).Root!;
        }
        catch (XmlException e)
        {
            return $"not XML: {e.Message}";
        }

        var elements = root.DescendantsAndSelf().ToArray();
        string[] colors =
        [
            .. elements.Attributes().Where(a => a.Name.LocalName is "fill" or "stroke" && a.Value != "none").Select(a => a.Value),
        ];
        var findings = new List<string>();
        Check(findings, (string?)root.Attribute("width") is "88mm" or "180mm", "the width is not 88 or 180 mm");
        Check(findings, (string?)root.Attribute("role") == "img", "the role is not img");
        foreach (var name in (string[])["title", "desc"])
        {
            Check(findings, elements.Any(e => e.Name.LocalName == name && e.Value.Length > 0), $"{name} is missing");
        }

        Check(findings, colors.All(color => SchemeStyle.Colors.Concat(AreaColors).Contains(color)), "a colour is not of the palette");
        Check(findings, !elements.Attributes().Any(a => a.Name.LocalName is "style" or "class"), "a style sheet is needed");
        Check(findings, elements.All(e => e.Name.LocalName is not ("style" or "script" or "image")), "a foreign element");
        Check(findings, !elements.Attributes().Any(a => Regex.IsMatch(a.Value, @"\.[0-9]{3}")), "a number is not rounded to 0.01");
        Check(findings, !svg.Contains("NaN", StringComparison.Ordinal), "a number is not finite");
        Check(findings, elements.All(e => (double?)e.Attribute("stroke-width") is null or >= 0.75), "a line is thinner than 0.75 pt");
        return string.Join('\n', findings);
    }

    private static void Check(List<string> findings, bool isRight, string finding)
    {
        if (!isRight)
        {
            findings.Add(finding);
        }
    }
}
