using System.Globalization;
using System.Xml.Linq;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Figures;

public class SvgLineChartTests
{
    [Fact]
    public void A_figure_is_drawn_as_reviewed()
    {
        GoldenFile.AssertEqual("figures/small.svg", SvgLineChart.Draw(SmallFigure()));
    }

    [Theory]
    [InlineData(LineFigure.OneColumn, false)]
    [InlineData(LineFigure.OneColumn, true)]
    [InlineData(LineFigure.TwoColumns, false)]
    [InlineData(LineFigure.TwoColumns, true)]
    public void A_figure_keeps_the_rules_of_journals(int width, bool isLogarithmic)
    {
        var figure = SmallFigure() with
        {
            WidthMillimetres = width,
            Y = new FigureAxis("delay", "Delay <&> \"quoted\"", "s", isLogarithmic),
        };

        Assert.Equal(string.Empty, SvgRules.Violations(SvgLineChart.Draw(figure)));
    }

    /// <summary>The positive controls of the checker.</summary>
    [Theory]
    [InlineData("#0072B2", "#FF0000", "a colour is not of the palette")]
    [InlineData("width=\"88mm\"", "width=\"90mm\"", "the width is not 88 or 180 mm")]
    [InlineData("</svg>", "", "not XML")]
    [InlineData("<title ", "<metadata ", "not XML")]
    [InlineData("<desc id=\"small-desc\">Two curves.</desc>", "", "desc is missing")]
    [InlineData("role=\"img\"", "", "the role is not img")]
    [InlineData("stroke-width=\"0.75\"", "stroke-width=\"0.5\"", "thinner")]
    [InlineData("d=\"M", "d=\"M0.123 ", "rounded")]
    [InlineData("<path ", "<path style=\"opacity:0\" ", "style sheet")]
    public void The_checker_notices_a_broken_rule(string from, string to, string finding)
    {
        var broken = SvgLineChart.Draw(SmallFigure()).Replace(from, to, StringComparison.Ordinal);

        Assert.Contains(finding, SvgRules.Violations(broken), StringComparison.Ordinal);
    }

    [Fact]
    public void The_culture_of_the_user_changes_no_byte()
    {
        var expected = SvgLineChart.Draw(SmallFigure());

        using var culture = new HostileCulture();

        Assert.Equal(expected, SvgLineChart.Draw(SmallFigure()));
    }

    [Fact]
    public void Points_stand_where_the_axes_say()
    {
        var svg = XDocument.Parse(SvgLineChart.Draw(SmallFigure())).Root!;

        // After the marker of the name, the third point of two-layer: x = 10, y = 0.5, level with those ticks.
        var circle = svg.Elements().Where(e => e.Name.LocalName == "circle").ElementAt(3);
        var (tickX, tickY) = (TickOf(svg, "10", "middle"), TickOf(svg, "0.5", "end"));
        Assert.Equal(Number(tickX, "x"), Number(circle, "cx"), 0.02);
        Assert.Equal(Number(tickY, "y") - 2.8, Number(circle, "cy"), 0.02);
    }

    [Fact]
    public void Points_without_interval_have_no_band()
    {
        var figure = SmallFigure() with
        {
            Curves = [new Curve("two-layer", [Point(1, 0.2, null), Point(2, 0.3, null)])],
        };

        Assert.DoesNotContain("fill-opacity", SvgLineChart.Draw(figure), StringComparison.Ordinal);
    }

    /// <summary>With two replications the t interval is 12.7 standard errors wide; an accuracy stays within [0, 1] all the same.</summary>
    [Fact]
    public void An_interval_is_cut_where_the_quantity_ends()
    {
        var figure = SmallFigure() with
        {
            Y = new FigureAxis("accuracy", "Accuracy", "1") { Lowest = 0, Highest = 1 },
            Curves = [new Curve("two-layer", [Point(1, 0.5, 3), Point(2, 0.6, 3)])],
        };

        Assert.Equal((0, 1), (FigureTicks.OfY(figure).Low, FigureTicks.OfY(figure).High));
        Assert.Equal(string.Empty, SvgRules.Violations(SvgLineChart.Draw(figure)));
    }

    [Fact]
    public void An_interval_that_reaches_below_zero_is_cut_on_a_logarithmic_axis()
    {
        var figure = SmallFigure() with
        {
            Y = new FigureAxis("delay", "Delay", "s", IsLogarithmic: true),
            Curves = [new Curve("two-layer", [Point(1, 1, 2), Point(2, 100, 5)])],
        };

        Assert.Equal((0.1, 200), (FigureTicks.OfY(figure).Low, FigureTicks.OfY(figure).High));
        Assert.Equal(string.Empty, SvgRules.Violations(SvgLineChart.Draw(figure)));
    }

    [Fact]
    public void Every_scheme_keeps_a_dash_and_a_marker_of_its_own_for_grey_print()
    {
        string[] schemes =
            ["two-layer", "two-layer-capped", "flchain", "blockfl-pow", "blockfl-bft", "vanilla-ideal", "vanilla-plain"];
        var styles = schemes.Select(SchemeStyle.Of).ToArray();

        Assert.Equal(schemes.Length, styles.Select(style => style.Dash).Distinct().Count());
        Assert.Equal(schemes.Length, styles.Select(style => (style.Marker, style.IsOpen)).Distinct().Count());
        Assert.All(styles, style => Assert.Contains(style.Color, SchemeStyle.Colors));
    }

    [Fact]
    public void A_scheme_without_a_fixed_style_gets_the_same_one_every_time()
    {
        Assert.Equal(SchemeStyle.Of("my-scheme"), SchemeStyle.Of("my-scheme"));
        Assert.Contains(SchemeStyle.Of("my-scheme").Color, SchemeStyle.Colors);
        Assert.Equal("my-scheme", SchemeStyle.Of("my-scheme").Label);
    }

    /// <summary>WCAG 2.1 asks 3:1 for graphics; in the dark the report swaps black for #E8E8E8 on #1b1b1f.</summary>
    [Fact]
    public void Every_colour_stands_out_on_white_and_in_the_dark()
    {
        foreach (var color in SchemeStyle.Colors)
        {
            Assert.True(Contrast(color, "#FFFFFF") >= 3, color);
            Assert.True(Contrast(color == SchemeStyle.Black ? "#E8E8E8" : color, "#1b1b1f") >= 3, color);
        }
    }

    private static LineFigure SmallFigure() => new()
    {
        Id = "small",
        Title = "A small figure",
        Description = "Two curves.",
        Rows = new FigureRows(Metrics.Accuracy, null, string.Empty),
        X = new FigureAxis("episode", "Episode", "1"),
        Y = new FigureAxis("accuracy", "Accuracy", "1"),
        Words = new FigureWords("after episode {0}", "more accurate", "less accurate"),
        Curves =
        [
            new Curve("two-layer", [Point(0, 0.1, 0.02), Point(5, 0.4, 0.05), Point(10, 0.5, 0.05)]),
            new Curve("flchain", [Point(0, 0.1, 0.02), Point(5, 0.3, null), Point(10, 0.48, 0.1)]),
        ],
    };

    private static CurvePoint Point(double x, double mean, double? half) =>
        new(x, new Estimate(half is null ? 1 : 5, mean, half, mean - half, mean + half), 0);

    private static XElement TickOf(XElement svg, string text, string anchor) =>
        svg.Elements().Single(e => e.Name.LocalName == "text" && e.Value == text && (string?)e.Attribute("text-anchor") == anchor);

    private static double Number(XElement element, string attribute) =>
        double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static double Contrast(string a, string b)
    {
        var (first, second) = (Luminance(a), Luminance(b));
        return (Math.Max(first, second) + 0.05) / (Math.Min(first, second) + 0.05);
    }

    private static double Luminance(string color)
    {
        double[] weights = [0.2126, 0.7152, 0.0722];
        return weights.Select((weight, i) =>
        {
            var part = int.Parse(color.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return weight * (part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4));
        }).Sum();
    }
}
