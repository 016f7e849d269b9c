using System.Globalization;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Report;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Tests.Figures;

namespace TwoLayerChainSim.Tests.Stress;

/// <summary>Figures, tables and answer of the verb stress, from rows of summary.csv written by hand.</summary>
public class StressFiguresTests
{
    private static readonly StressResults Sample = StressResults.From(
    [
        .. Trial("shard", "silent", 0, 0, 0), .. Trial("shard", "silent", 3, 31, 0.3333), .. Trial("shard", "silent", 4, 55, 0.5476),
        .. Trial("gmuc", "silent", 0, 0, 0), .. Trial("gmuc", "silent", 3, 0, 0), .. Trial("gmuc", "silent", 4, 100, 1),
        .. Episode(0, 0, 0), .. Episode(0, 40, 20), .. Episode(3, 0, 33), .. Episode(3, 40, 48),
        Accuracy("two-layer", 0, 0, 0.9), Accuracy("two-layer", 0, 40, 0.8), Accuracy("two-layer", 3, 0, 0.7),
        Accuracy("two-layer", 3, 40, 0.5), Accuracy("flchain", 0, 0, 0.9), Accuracy("flchain", 0, 40, 0.6),
    ]);

    [Fact]
    public void The_four_figures_follow_from_the_rows() => Assert.Equal(
        ["failure-silent", "accuracy-by-malicious", "map-accuracy", "map-failure"],
        StressFigures.From(Sample).Select(figure => figure.Id));

    [Fact]
    public void A_failure_probability_has_its_exact_interval_and_the_closed_form_beside_it()
    {
        var figure = (LineFigure)StressFigures.From(Sample)[0];
        Assert.Equal(["shard", "shard-closed-form", "gmuc", "gmuc-closed-form"], figure.Curves.Select(curve => curve.Scheme));
        var (point, exact) = (figure.Curves[0].Points[1], Proportion.Of(31, 100));
        Assert.Equal((3.0, 0.31, exact.Low, exact.High), (point.X, point.Y, point.Estimate.Low!.Value, point.Estimate.High!.Value));
        Assert.Equal([0, 0.3333, 0.5476], figure.Curves[1].Points.Select(closed => closed.Y));
        Assert.All(figure.Curves[1].Points, closed => Assert.Null(closed.Estimate.Low));
    }

    [Fact]
    public void Captured_committees_have_a_curve_of_their_own()
    {
        var results = StressResults.From([.. Trial("shard", "collude", 5, 60, 0.7381, captured: 26)]);
        var figure = (LineFigure)Assert.Single(StressFigures.From(results));
        Assert.Equal(["shard", "shard-closed-form", "shard-captured"], figure.Curves.Select(curve => curve.Scheme));
        Assert.Equal([0.86, 0.26], [figure.Curves[0].Points[0].Y, figure.Curves[2].Points[0].Y]);
    }

    [Fact]
    public void The_answer_says_what_a_shard_risks_where_the_GMUC_holds()
    {
        var answer = StressAnswer.Of(Sample);
        Assert.Equal(
            "A shard of 4 fails with probability 0.310 (95 % CI 0.221 to 0.410, closed form 0.333) at b = 3 of 10 MEC nodes that stay "
                + "silent (no progress 0.310), although the GMUC tolerates 3: it failed in none of 100 trials.",
            answer[0]);
        Assert.Equal("Test accuracy (fraction) with 40 % malicious devices: Two-layer 0.80 ± 0.10, FLchain 0.60 ± 0.10.", answer[2]);
        Assert.EndsWith(": from 0.90 (0 %, 0 nodes) to 0.50 (40 %, 3 nodes).", answer[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_is_a_table_in_long_form_that_its_LaTeX_reads()
    {
        var map = (HeatMapFigure)StressFigures.From(Sample)[2];
        Assert.Equal(
            "byzantine_mec_nodes,malicious_devices,accuracy,ci95_low,ci95_high,n\n0,0,0.9,0.8,1,5\n3,0,0.7,0.6,0.8,5\n",
            string.Concat(map.ToTable().ToCsv().Split('\n').Take(3).Select(line => line + "\n"))
                .Replace("0.6,0.7999999999999999", "0.6,0.8", StringComparison.Ordinal));
        Assert.Contains("mesh/cols=2", map.ToTex(), StringComparison.Ordinal);
        Assert.Contains(
            "table[x=byzantine_mec_nodes,y=malicious_devices,meta=accuracy]{map-accuracy.csv}", map.ToTex(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_with_a_cell_that_was_not_reached_has_an_empty_place_for_it()
    {
        var map = (HeatMapFigure)StressFigures.From(Sample)[2];
        var interrupted = map with { Cells = [.. map.Cells.Where(cell => (cell.X, cell.Y) != (3, 0))] };
        Assert.Equal(map.ToTable().Rows.Count, interrupted.ToTable().Rows.Count);
        Assert.Contains("\n3,0,,,,0\n", interrupted.ToTable().ToCsv(), StringComparison.Ordinal);
        Assert.Contains("unbounded coords=jump", interrupted.ToTex(), StringComparison.Ordinal);
        Assert.DoesNotContain(">0.70</text>", interrupted.ToSvg(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_of_one_row_is_no_matrix_to_LaTeX()
    {
        var map = (HeatMapFigure)StressFigures.From(Sample)[2];
        var row = map with { Cells = [.. map.Cells.Where(cell => cell.Y == 0)] };
        Assert.DoesNotContain("matrix plot", row.ToTex(), StringComparison.Ordinal);
        Assert.Contains("scatter,only marks,mark=square*", row.ToTex(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cell_of_a_map_has_its_number() => Assert.All(
        ["0.90", "0.80", "0.70", "0.50"],
        number => Assert.Contains($">{number}</text>", StressFigures.From(Sample)[2].ToSvg(), StringComparison.Ordinal));

    [Fact]
    public void The_figures_keep_the_rules_of_all_figures_but_for_the_shades_of_maps() => Assert.All(
        StressFigures.From(Sample),
        figure => Assert.Equal(
            figure is HeatMapFigure ? "a colour is not of the palette" : string.Empty, SvgRules.Violations(figure.ToSvg())));

    [Fact]
    public void Shades_grow_darker_with_the_share_and_ink_can_be_read_on_each()
    {
        var shades = Enumerable.Range(0, 101).Select(percent => SvgHeatMap.Colors(percent / 100.0)).ToArray();
        var luminances = shades.Select(shade => Luminance(shade.Shade)).ToArray();
        Assert.Equal(luminances.OrderDescending(), luminances);
        Assert.All(shades, shade => Assert.True(Contrast(shade.Shade, shade.Ink) >= 4.5, shade.ToString()));
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string color)
    {
        double Part(int start)
        {
            var channel = int.Parse(color.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return channel <= 0.04045 ? channel / 12.92 : Math.Pow((channel + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    private static IEnumerable<SummaryRow> Trial(
        string committee, string word, int byzantine, int stalled, double closedForm, int captured = 0) => Rows(
            committee, [new(StressResults.Misbehaviours, word), new(StressResults.ByzantineMecNodes, Text(byzantine))],
            [
                .. Ends(stalled, captured), (Metrics.FailureClosedForm, closedForm),
                (Metrics.CommitteeSize, committee == "gmuc" ? 10 : 4), (Metrics.ByzantineTolerated, committee == "gmuc" ? 3 : 1),
            ]);

    private static IEnumerable<SummaryRow> Episode(int byzantine, int percent, int stalled) => Rows(
        "episode",
        [
            new(StressResults.Misbehaviours, "silent"), new(StressResults.ByzantineMecNodes, Text(byzantine)),
            new(StressResults.MaliciousDevices, Text(percent)),
        ],
        Ends(stalled, captured: 0));

    private static (Metric, double)[] Ends(int stalled, int captured) =>
    [
        (Metrics.Trials, 100), (Metrics.TrialsNoProgress, stalled), (Metrics.TrialsCaptured, captured), (Metrics.TrialsDiverged, 0),
    ];

    private static IEnumerable<SummaryRow> Rows(string scheme, SweptValue[] swept, IEnumerable<(Metric Metric, double Value)> numbers) =>
        numbers.Select(number => new SummaryRow(
            scheme, swept, "", number.Metric, null, new(1, number.Value, null, null, null), 1));

    private static SummaryRow Accuracy(string scheme, int byzantine, int percent, double mean) => new(
        scheme,
        [new(StressResults.ByzantineMecNodes, Text(byzantine)), new(StressResults.MaliciousDevices, Text(percent))],
        "0", Metrics.Accuracy, 10, new(5, mean, 0.1, mean - 0.1, mean + 0.1), 5);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
