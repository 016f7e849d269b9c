using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Results;

/// <summary>INTERFACE.md acceptance check 9: tables that every program reads without code.</summary>
public class TableTests
{
    [Fact]
    public void The_metrics_table_is_written_as_reviewed() =>
        GoldenFile.AssertEqual("results/metrics.csv", MetricCsv.Write(SampleExperiment.Table));

    [Fact]
    public void The_summary_table_is_written_as_reviewed() =>
        GoldenFile.AssertEqual("results/summary.csv", Rounded(SummaryText(SampleExperiment.Table)));

    [Fact]
    public void The_order_of_the_rows_does_not_show_which_run_finished_first()
    {
        var reversed = new MetricTable([SampleExperiment.Key], SampleExperiment.Table.Rows.Reverse());

        Assert.Equal(MetricCsv.Write(SampleExperiment.Table), MetricCsv.Write(reversed));
    }

    [Fact]
    public void Numbers_sort_by_value_and_before_names()
    {
        string[] values = ["name", "10", "9", "", "-1", "1E3", "1e-05"];

        Assert.Equal(["", "-1", "1e-05", "9", "10", "1E3", "name"], values.Order(Comparer<string>.Create(RowOrder.OfTexts)));
    }

    [Fact]
    public void What_is_written_reads_back_to_the_same_table()
    {
        var text = MetricCsv.Write(SampleExperiment.Table);

        var read = MetricCsv.Read(text);

        Assert.Equal(SampleExperiment.Table.Rows, read.Rows);
        Assert.Equal(text, MetricCsv.Write(read));
    }

    [Fact]
    public void Any_finite_number_reads_back_to_the_same_bits()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), value =>
        {
            var table = Table(Finished(0, value.Get));
            var read = MetricCsv.Read(MetricCsv.Write(table)).Rows.Single(row => row.Measurement.Metric == Metrics.Loss);
            return BitConverter.DoubleToInt64Bits(read.Measurement.Value!.Value) == BitConverter.DoubleToInt64Bits(value.Get);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_culture_of_the_user_changes_no_byte()
    {
        var (metrics, summary) = (MetricCsv.Write(SampleExperiment.Table), SummaryText(SampleExperiment.Table));

        using var culture = new HostileCulture();

        Assert.Equal(metrics, MetricCsv.Write(MetricCsv.Read(metrics)));
        Assert.Equal(summary, SummaryText(MetricCsv.Read(metrics)));
        Assert.Equal(summary, SummaryCsv.Write(SummaryCsv.Read(summary), [SampleExperiment.Key]));
    }

    [Fact]
    public void Every_line_has_as_many_cells_as_there_are_columns_and_no_cell_needs_quotes()
    {
        foreach (var text in (string[])[MetricCsv.Write(SampleExperiment.Table), SummaryText(SampleExperiment.Table)])
        {
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain('"', text);
            Assert.EndsWith("\n", text, StringComparison.Ordinal);
            var cells = text.TrimEnd('\n').Split('\n').Select(line => line.Count(character => character == ',')).Distinct();
            Assert.Single(cells);
        }
    }

    [Fact]
    public void A_missing_number_is_an_empty_cell_and_never_a_word()
    {
        var table = Table(Finished(0, null));

        var text = MetricCsv.Write(table) + SummaryText(table);

        Assert.Contains("loss,1,\n", text, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)nan|inf", text.Replace("infinity", "inf", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_is_not_finite_is_refused_with_its_origin(double value)
    {
        var exception = Assert.Throws<InvariantException>(() => Table(Finished(3, value)));

        Assert.Contains("loss of two-layer, replication 3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_number_twice_is_refused()
    {
        var twice = ReplicationResult.Finished(Run(0), [new Measurement(Metrics.Loss, 1, 2), new Measurement(Metrics.Loss, 1, 2)]);

        Assert.Throws<InvariantException>(() => Table(twice));
    }

    /// <summary>TESTING.md I6: names that a spreadsheet would run, or that would break the columns.</summary>
    [Theory]
    [InlineData("=cmd")]
    [InlineData("-cmd")]
    [InlineData("a,b")]
    [InlineData("a\nb")]
    [InlineData("a\"b")]
    [InlineData("")]
    [InlineData("name\n")]
    public void A_name_that_could_harm_a_reader_is_refused(string name)
    {
        Assert.Throws<InvariantException>(() => new RunKey("s", name, [], 0, 1));
        Assert.Throws<InvariantException>(() => new RunKey("s", "two-layer", [new SweptValue(name, "1")], 0, 1));
        Assert.Throws<InvariantException>(() => new RunKey("s", "two-layer", [new SweptValue("key", name)], 0, 1));
        Assert.Throws<InvariantException>(() => new Metric(name, "s"));
        Assert.Throws<InvariantException>(() => Table(ReplicationResult.Finished(
            Run(0), [new Measurement(Metrics.Loss, 1, 0, name.Length == 0 ? " " : name)])));
    }

    [Theory]
    [InlineData("a,b\n1,2,3\n")]
    [InlineData("a,a\n1,2\n")]
    [InlineData("a,b\n\"1,2\n")]
    [InlineData("")]
    public void A_broken_table_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => CsvTable.Parse(text));
    }

    [Fact]
    public void A_row_under_a_wrong_run_id_is_refused()
    {
        var text = MetricCsv.Write(SampleExperiment.Table).Replace(",two-layer,", ",two-later,", StringComparison.Ordinal);

        Assert.Throws<FormatException>(() => MetricCsv.Read(text));
    }

    /// <summary>A second, plain implementation over the CSV text alone.</summary>
    [Fact]
    public void The_summary_recomputed_from_the_metrics_agrees()
    {
        var metrics = MetricCsv.Read(MetricCsv.Write(SampleExperiment.Table)).Rows;
        var quantile = 0.95 / Math.Sqrt(2 * 0.975 * 0.025); // Student's t with 2 degrees of freedom, closed form.

        foreach (var row in SummaryCsv.Read(SummaryText(SampleExperiment.Table)).Where(row => row.Metric != Metrics.Completed))
        {
            var values = metrics
                .Where(m => m.Run.Scheme == row.Scheme && m.Run.ValueOf(SampleExperiment.Key) == row.ValueOf(SampleExperiment.Key))
                .Where(m => (m.Measurement.Metric, m.Measurement.Episode) == (row.Metric, row.Episode))
                .Select(m => m.Measurement.Value!.Value).ToArray();
            var deviation = Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Length - 1));
            Assert.Equal(values.Length, row.Estimate.Count);
            Assert.Equal(values.Average(), row.Estimate.Mean!.Value, 1e-12);
            Assert.Equal(deviation, row.Estimate.StandardDeviation!.Value, 1e-12);
            Assert.Equal(values.Average() + (quantile * deviation / Math.Sqrt(3)), row.Estimate.High!.Value, 1e-12);
        }
    }

    /// <summary>TESTING.md X4: planned = used + censored, and a censored run is seen in every row of its cell.</summary>
    [Fact]
    public void A_run_without_result_is_counted_in_every_row_of_its_cell()
    {
        var table = Table(Finished(0, 1), Finished(1, 3), ReplicationResult.Censored(Run(2), "limit of events reached"));

        var rows = Summary.Of(table);

        Assert.All(rows, row => Assert.Equal(3, row.Planned));
        var loss = Assert.Single(rows, row => row.Metric == Metrics.Loss);
        Assert.Equal((2, 1, 2.0), (loss.Estimate.Count, loss.Censored, loss.Estimate.Mean));
        var completed = Assert.Single(rows, row => row.Metric == Metrics.Completed);
        Assert.Equal(Proportion.Of(2, 3).Low, completed.Estimate.Low);
    }

    [Fact]
    public void The_id_of_a_run_depends_on_everything_that_distinguishes_it()
    {
        RunKey[] runs =
        [
            Run(0), Run(1), new("t", "two-layer", [], 0, 1), new("s", "flchain", [], 0, 1), new("s", "two-layer", [], 0, 2),
            new("s", "two-layer", [new SweptValue("k", "1")], 0, 1), new("s", "two-layer", [new SweptValue("1", "k")], 0, 1),
        ];

        Assert.Equal(runs.Length, runs.Select(run => run.RunId).Distinct().Count());
        Assert.Equal(Run(0).RunId, new RunKey("s", "two-layer", [], 0, 1).RunId);
    }

    private static RunKey Run(int replication) => new("s", "two-layer", [], replication, 1);

    private static ReplicationResult Finished(int replication, double? loss) =>
        ReplicationResult.Finished(Run(replication), [new Measurement(Metrics.Loss, loss)]);

    private static MetricTable Table(params ReplicationResult[] results) => new([], results.SelectMany(result => result.Rows()));

    /// <summary>Quantiles go through the logarithm of the machine's C library, whose last digit differs between systems.</summary>
    private static string Rounded(string csv) => Regex.Replace(
        csv, @"[0-9]\.[0-9]{11,}",
        number => double.Parse(number.Value, CultureInfo.InvariantCulture).ToString("G11", CultureInfo.InvariantCulture));

    private static string SummaryText(MetricTable table) => SummaryCsv.Write(Summary.Of(table), table.SweptKeys);
}
