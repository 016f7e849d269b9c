using System.Text.RegularExpressions;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Tests.Results;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Figures;

/// <summary>Figures are made from summary.csv alone.</summary>
public class FigureCatalogTests
{
    private static readonly IReadOnlyList<SummaryRow> Sample = Summary.Of(SampleExperiment.Table);

    [Fact]
    public void Fig_5a_shows_the_accuracy_of_each_scheme_by_episode()
    {
        var figure = Assert.Single(Fig5aAccuracy.From(Sample));

        Assert.Equal("fig5a", figure.Id);
        Assert.Equal(["two-layer", "flchain"], figure.Curves.Select(curve => curve.Scheme));
        Assert.Equal([0, 1, 2, 3], figure.Curves[0].Points.Select(point => point.X));
        Assert.Equal(0.85, figure.Curves[0].Points[3].Y, 1e-12);
    }

    [Fact]
    public void Fig_5b_shows_the_delay_of_each_scheme_by_devices()
    {
        var figure = Assert.Single(Fig5bDelay.From(Sample));

        Assert.Equal("fig5b", figure.Id);
        Assert.Equal([2, 10, 50], figure.Curves[1].Points.Select(point => point.X));
        Assert.Equal(16.5, figure.Curves[1].Points[2].Y, 1e-12);
        Assert.Equal("Delay of an episode (s)", figure.Y.TitleWithUnit);
    }

    [Theory]
    [InlineData(19, false)]
    [InlineData(21, true)]
    public void The_delay_axis_is_logarithmic_when_delays_span_more_than_a_decade(double largest, bool isLogarithmic)
    {
        var figure = Assert.Single(Fig5bDelay.From([Row("two-layer", 1, ("", 2)), Row("flchain", largest, ("", 2))]));

        Assert.Equal(isLogarithmic, figure.Y.IsLogarithmic);
    }

    [Fact]
    public void Each_point_of_another_swept_key_has_a_figure_of_its_own()
    {
        var figures = Fig5bDelay.From([Row("two-layer", 1, ("3", 2)), Row("two-layer", 2, ("30", 2)), Row("flchain", 3, ("30", 2))]);

        Assert.Equal(["fig5b-network.mec-nodes-3", "fig5b-network.mec-nodes-30"], figures.Select(figure => figure.Id));
        Assert.Equal("Delay by number of devices, network.mec-nodes = 30", figures[1].Title);
        Assert.Equal(2, figures[1].Curves.Count);
    }

    [Fact]
    public void There_is_no_figure_without_its_numbers()
    {
        Assert.Empty(FigureCatalog.From([Row("two-layer", 1, ("", null))]));
    }

    [Fact]
    public void The_wide_table_and_the_LaTeX_source_are_written_as_reviewed()
    {
        var figure = FigureFiles.Of(Assert.Single(Fig5bDelay.From(
        [
            Row("two-layer", 1.5, ("", 2)), Row("two-layer", 2.5, ("", 10)), Row("flchain", 40, ("", 10)), Row("flchain", 50, ("", 50)),
        ])));

        GoldenFile.AssertEqual("figures/fig5b.csv", figure.Table.ToCsv());
        GoldenFile.AssertEqual("figures/fig5b.tex", figure.Tex);
    }

    [Fact]
    public void The_LaTeX_source_reads_only_the_table_beside_it_and_only_its_columns()
    {
        foreach (var figure in FigureCatalog.From(Sample).Select(FigureFiles.Of))
        {
            var columns = CsvTable.Parse(figure.Table.ToCsv()).Columns;
            var reads = Regex.Matches(figure.Tex, @"table\[x=(\w+),y=(\w+)\]\{([^}]+)\}");

            Assert.Equal(((LineFigure)figure.Figure).Curves.Count * 3, reads.Count);
            Assert.All(reads, read => Assert.Equal($"{figure.Figure.Id}.csv", read.Groups[3].Value));
            Assert.All(reads, read => Assert.Contains(read.Groups[1].Value, columns));
            Assert.All(reads, read => Assert.Contains(read.Groups[2].Value, columns));
        }
    }

    /// <summary>TeX fails between 8 000 and 20 000 points (INTERFACE.md 2.7).</summary>
    [Theory]
    [InlineData(100, 1)]
    [InlineData(1000, 3)]
    public void Long_curves_are_thinned_for_TeX(int episodes, int every)
    {
        SummaryRow[] rows =
        [
            .. Enumerable.Range(0, episodes).SelectMany(episode => new[] { "two-layer", "flchain" }.Select(scheme => new SummaryRow(
                scheme, [], "", Metrics.Accuracy, episode, new Estimate(5, 0.5, 0.1, 0.4, 0.6), 5))),
        ];

        var tex = FigureFiles.Of(Assert.Single(Fig5aAccuracy.From(rows))).Tex;

        var match = Regex.Match(tex, "each nth point=([0-9]+)");
        Assert.Equal(every, match.Success ? int.Parse(match.Groups[1].Value) : 1);
        Assert.True(2.0 * 3 * episodes / every <= Pgfplots.MostPoints);
    }

    [Fact]
    public void Every_figure_of_the_sample_keeps_the_rules_of_journals()
    {
        var figures = FigureCatalog.From(Sample);

        Assert.Equal(2, figures.Count);
        Assert.All(figures, figure => Assert.Equal(string.Empty, SvgRules.Violations(FigureFiles.Of(figure).Svg)));
    }

    private static SummaryRow Row(string scheme, double delay, (string MecNodes, int? Devices) at)
    {
        var swept = new List<SweptValue>();
        if (at.MecNodes.Length > 0)
        {
            swept.Add(new SweptValue("network.mec-nodes", at.MecNodes));
        }

        if (at.Devices is { } devices)
        {
            swept.Add(new SweptValue(Fig5bDelay.DevicesPerMec, CsvNumbers.Text(devices)));
        }

        var estimate = new Estimate(30, delay, 0.1 * delay, 0.9 * delay, 1.1 * delay);
        return new SummaryRow(scheme, swept, "", Metrics.Delay, null, estimate, 30);
    }
}
