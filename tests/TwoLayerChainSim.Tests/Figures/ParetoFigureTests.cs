using System.Text.RegularExpressions;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Report;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Tests.Figures;

/// <summary>Schemes under incentives against each other, from rows of summary.csv written by hand.</summary>
public class ParetoFigureTests
{
    /// <summary>The Stackelberg game is better in all but the payment; the contract is worse than it in everything.</summary>
    private static readonly ParetoFigure Figure = Assert.Single(ParetoFigures.From(
    [
        .. Rows("two-layer", "none", 3, 0.9, 4, 0), .. Rows("two-layer", "stackelberg", 2, 0.95, 1, 0.2),
        .. Rows("two-layer", "contract", 2.5, 0.93, 3, 0.5), .. Rows("vanilla-ideal", "none", 1, 0.99, 0.5, 0),
    ]));

    private static readonly int[] All = [0, 1, 2, 3];

    [Fact]
    public void A_point_is_dominated_when_another_one_is_as_good_in_all_and_better_in_one()
    {
        Assert.Equal(
            ["two-layer-none", "two-layer-stackelberg"],
            Figure.Points.Where(point => Figure.IsNotDominated(point, All)).Select(point => point.Name));
        Assert.Equal(
            ["two-layer-stackelberg"],
            Figure.Points.Where(point => Figure.IsNotDominated(point, [0, 1])).Select(point => point.Name));
    }

    [Fact]
    public void Equal_points_do_not_dominate_each_other()
    {
        var figure = Assert.Single(ParetoFigures.From(
            [.. Rows("two-layer", "none", 3, 0.9, 4, 0), .. Rows("flchain", "none", 3, 0.9, 4, 0)]));

        Assert.All(figure.Points, point => Assert.True(figure.IsNotDominated(point, All)));
    }

    [Fact]
    public void The_upper_reference_is_no_choice()
    {
        var reference = Figure.Points.Single(point => point.Scheme == "vanilla-ideal");

        Assert.True(reference.IsReference);
        Assert.False(Figure.IsNotDominated(reference, All));
    }

    [Fact]
    public void The_accuracy_is_that_of_the_last_episode() =>
        Assert.Equal(0.95, Figure.Points.Single(point => point.Incentive == "stackelberg").Values[1].Mean);

    [Fact]
    public void There_is_no_figure_where_nobody_is_paid_and_nothing_is_compared()
    {
        Assert.Empty(ParetoFigures.From([.. Rows("two-layer", "", 3, 0.9, 4, 0)]));
        Assert.NotEmpty(ParetoFigures.From([.. Rows("two-layer", "", 3, 0.9, 4, 0.1)]));
        Assert.NotEmpty(ParetoFigures.From([.. Rows("two-layer", "none", 3, 0.9, 4, 0)]));
    }

    [Fact]
    public void Runs_of_the_delay_figure_are_not_mixed_in()
    {
        var swept = new SummaryRow(
            "two-layer", [new(Fig5bDelay.DevicesPerMec, "50")], "0", Metrics.Delay, null, Value(99), 5);

        Assert.Equal(3, Assert.Single(ParetoFigures.From([swept, .. Rows("two-layer", "", 3, 0.9, 4, 0.1)])).Points[0].Values[0].Mean);
    }

    [Fact]
    public void Every_task_has_a_figure_of_its_own()
    {
        var figures = ParetoFigures.From(
            [.. Rows("two-layer", "", 3, 0.9, 4, 0.1), .. Rows("two-layer", "", 3, 0.9, 4, 0.1).Select(row => row with { Task = "1" })]);

        Assert.Equal(["pareto-task-0", "pareto-task-1"], figures.Select(figure => figure.Id));
    }

    [Fact]
    public void Colour_tells_the_scheme_and_the_marker_the_incentive_unless_there_is_one_scheme()
    {
        var (first, second) = (Figure.StyleOf(Figure.Points[0]), Figure.StyleOf(Figure.Points[1]));
        var one = Assert.Single(ParetoFigures.From(
            [.. Rows("two-layer", "none", 3, 0.9, 4, 0), .. Rows("two-layer", "stackelberg", 3, 0.9, 4, 0.1)]));

        Assert.Equal((first.Color, "Two-layer / No incentive"), (second.Color, first.Label));
        Assert.NotEqual(first.Marker, second.Marker);
        Assert.Equal(["No incentive", "Stackelberg"], one.Points.Select(point => one.StyleOf(point).Label));
    }

    [Fact]
    public void It_keeps_the_rules_of_journals() => Assert.Equal(string.Empty, SvgRules.Violations(Figure.ToSvg()));

    [Fact]
    public void A_ring_marks_the_points_that_are_not_dominated_in_their_panel()
    {
        // In the panels of accuracy and energy one point, in that of payment two; and one in the legend.
        Assert.Equal(1 + 1 + 2 + 1, Regex.Count(Figure.ToSvg(), "r=\"5\""));
        Assert.Equal(
            ["two-layer-none,two-layer,none", "two-layer-stackelberg,two-layer,stackelberg"],
            Figure.ToTable().ToCsv().Split('\n').Where(line => line.EndsWith(",1,5", StringComparison.Ordinal))
                .Select(line => string.Join(',', line.Split(',').Take(3))));
    }

    [Fact]
    public void The_LaTeX_source_reads_only_columns_of_the_table_beside_it()
    {
        var (tex, columns) = (Figure.ToTex(), Figure.ToTable().Columns);
        var reads = Regex.Matches(tex, @"(?:x|y|meta)=(\w+)[,\]]|\\thisrow\{(\w+)\}")
            .Select(match => match.Groups[1].Value + match.Groups[2].Value).ToArray();

        Assert.True(reads.Length >= 3 * 7, tex);
        Assert.All(reads, read => Assert.Contains(read, columns));
        Assert.Equal(3, Regex.Count(tex, @"\]\{pareto\.csv\}"));
    }

    [Fact]
    public void The_answer_says_who_is_not_dominated_and_what_each_incentive_changes()
    {
        var rows =
            from point in new[] { ("none", 3.0, 0.0), ("stackelberg", 2.0, 0.25) }
            from replication in Enumerable.Range(0, 3)
            let run = new RunKey("study", "two-layer", [new(ParetoFigures.Incentive, point.Item1)], replication, 1)
            from measurement in new Measurement[]
            {
                new(Metrics.Completed, 1),
                new(Metrics.Delay, point.Item2 + replication, Task: "0"),
                new(Metrics.Delay, 77, Episode: 1, Task: "0"),
                new(Metrics.Payment, point.Item3, Task: "0"),
            }
            select new MetricRow(run, measurement);
        var table = new MetricTable([ParetoFigures.Incentive], rows);

        Assert.Equal(
            [
                "Not dominated in delay, payment together, by the means: No incentive; Stackelberg.",
                "Stackelberg against no incentive in Two-layer: delay −1.00 (95 % CI −1.00 to −1.00) s, payment +0.250 (95 % CI +0.250 "
                    + "to +0.250) token.",
            ],
            ParetoAnswer.Of(table, ParetoFigures.From(Summary.Of(table))));
    }

    private static SummaryRow[] Rows(string scheme, string incentive, double delay, double accuracy, double energy, double payment)
    {
        SweptValue[] swept = incentive.Length == 0 ? [] : [new(ParetoFigures.Incentive, incentive)];
        SummaryRow Row(Metric metric, int? episode, double value) => new(scheme, swept, "0", metric, episode, Value(value), 5);
        return
        [
            Row(Metrics.Accuracy, 1, 0.1), Row(Metrics.Accuracy, 2, accuracy), Row(Metrics.Delay, null, delay),
            Row(Metrics.Delay, 2, 55), Row(Metrics.Energy, null, energy), Row(Metrics.Payment, null, payment),
        ];
    }

    private static Estimate Value(double mean) => new(5, mean, 0.1, mean - 0.1, mean + 0.1);
}
