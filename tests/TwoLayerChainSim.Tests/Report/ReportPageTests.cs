using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Report;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Tests.Results;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Report;

/// <summary>INTERFACE.md 2.8 and acceptance check 13: one file, no network, no script, everything escaped.</summary>
public class ReportPageTests
{
    private const string Harm = "</p><script>alert(\"1\")</script> & 'x'";

    [Fact]
    public void The_page_is_well_formed_and_its_policy_forbids_all_but_styles_and_inline_images()
    {
        var page = Parse(Page(SampleExperiment.Facts));

        var policy = page.Descendants("meta").Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy");
        Assert.Equal("default-src 'none'; style-src 'unsafe-inline'; img-src data:", (string?)policy.Attribute("content"));
        Assert.Empty(page.Descendants("script"));
    }

    [Fact]
    public void The_page_refers_to_nothing_outside_itself()
    {
        Assert.Equal(string.Empty, OutsideReferences(Page(SampleExperiment.Facts)));
    }

    /// <summary>The positive control of the checker above.</summary>
    [Theory]
    [InlineData("<p>", "<p><img src=\"https://example.org/a.png\" />")]
    [InlineData("svg [fill", "@import url(x.css); svg [fill")]
    [InlineData("<p>", "<p><a href=\"other.html\">x</a>")]
    public void A_reference_to_the_outside_is_noticed(string from, string to)
    {
        Assert.NotEqual(string.Empty, OutsideReferences(Page(SampleExperiment.Facts with { Verdicts = [] })
            .Replace(from, to, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_sections_come_in_the_order_in_which_people_ask()
    {
        var page = Parse(Page(SampleExperiment.Facts));

        Assert.Equal(
            ["Verdicts", "Answer", "Figures", "Tables", "Configuration", "Limitations"], page.Descendants("h2").Select(h => h.Value));
    }

    [Fact]
    public void Every_text_from_outside_is_escaped()
    {
        var facts = SampleExperiment.Facts with
        {
            Title = Harm,
            ToolVersion = Harm,
            DataSet = Harm,
            DataSetSha256 = Harm,
            Verdicts = [new Verdict(Harm, Harm, null, Harm)],
            Notes = [Harm],
            Limitations = [Harm],
        };
        var plan = new ResultPlan("sample", Harm, SampleExperiment.Plan.SweptKeys, SampleExperiment.Plan.Runs);

        var page = Parse(Page(facts, plan));

        Assert.Empty(page.Descendants("script"));
        Assert.Equal(Harm, page.Descendants("h1").Single().Value);
        Assert.Equal(Harm, page.Descendants("pre").Single().Value);
        Assert.Equal(2, page.Descendants("li").Count(item => item.Value == Harm));
    }

    [Fact]
    public void The_files_of_a_figure_can_be_taken_out_of_the_page()
    {
        var page = Parse(Page(SampleExperiment.Facts));

        var figure = FigureFiles.Of(FigureCatalog.From(Summary.Of(SampleExperiment.Table))[0]);
        var links = page.Descendants("a").ToDictionary(a => (string)a.Attribute("download")!, a => Content((string)a.Attribute("href")!));
        Assert.Equal(["fig5a.csv", "fig5a.svg", "fig5a.tex", "fig5b.csv", "fig5b.svg", "fig5b.tex"], links.Keys.Order());
        Assert.Equal((figure.Svg, figure.Table.ToCsv(), figure.Tex), (links["fig5a.svg"], links["fig5a.csv"], links["fig5a.tex"]));
    }

    [Fact]
    public void Ids_are_unique_and_every_drawing_is_named()
    {
        var page = Parse(Page(SampleExperiment.Facts));

        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        var names = page.Descendants().Attributes("aria-labelledby").SelectMany(names => names.Value.Split(' '));
        Assert.All(names, name => Assert.Contains(name, ids));
    }

    [Fact]
    public void The_answer_is_given_in_words_as_reviewed()
    {
        var answer = ReportAnswer.Of(SampleExperiment.Table, FigureCatalog.From(Summary.Of(SampleExperiment.Table)));

        GoldenFile.AssertEqual("report/answer.txt", string.Join('\n', answer) + "\n");
    }

    [Fact]
    public void A_run_with_one_replication_says_so_instead_of_inventing_intervals()
    {
        var table = new MetricTable(
            [SampleExperiment.Key], SampleExperiment.Table.Rows.Where(row => row.Run.Replication == 0));

        var page = Page(SampleExperiment.Facts, table: table);

        Assert.Contains("(one run)", page, StringComparison.Ordinal);
        Assert.Contains("come from one replication and have no confidence interval", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void An_experiment_without_any_result_still_has_a_page()
    {
        var runs = SampleExperiment.Plan.Runs.Select(run => ReplicationResult.Censored(run, "stopped"));
        var table = new MetricTable([SampleExperiment.Key], runs.SelectMany(run => run.Rows()));

        var page = Parse(Page(SampleExperiment.Facts with { IsInterrupted = true, Verdicts = [] }, table: table));

        Assert.Contains("Interrupted: 0 of 24 planned runs used", page.Descendants("header").Single().Value, StringComparison.Ordinal);
        Assert.Contains("No claim was judged", page.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_replications_are_marked_in_the_table_and_named_as_a_limitation()
    {
        var lost = SampleExperiment.Results()[^1].Run;
        var rows = SampleExperiment.Results()
            .Select(result => result.Run == lost ? ReplicationResult.Censored(lost, "limit reached") : result)
            .SelectMany(result => result.Rows());

        var page = Page(SampleExperiment.Facts, table: new MetricTable([SampleExperiment.Key], rows));

        Assert.Contains("†", page, StringComparison.Ordinal);
        Assert.Contains("means over the others may be biased", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_the_main_job_is_small()
    {
        Assert.InRange(Encoding.UTF8.GetByteCount(Page(SampleExperiment.Facts)), 10_000, 200_000);
    }

    private static string Page(ExperimentFacts facts, ResultPlan? plan = null, MetricTable? table = null)
    {
        table ??= SampleExperiment.Table;
        var summary = Summary.Of(table);
        FigureFiles[] figures = [.. FigureCatalog.From(summary).Select(FigureFiles.Of)];
        return ReportPage.Write(
            plan ?? SampleExperiment.Plan, facts, table, summary, figures, ReportContent.OfComparison(table, summary).Answer);
    }

    /// <summary>The page is XML but for its first line, so tags that do not match are found.</summary>
    private static XElement Parse(string page)
    {
        const string doctype = "<!doctype html>\n";
        Assert.StartsWith(doctype, page, StringComparison.Ordinal);
        return XDocument.Parse(page[doctype.Length..]).Root!;
    }

    private static string OutsideReferences(string page)
    {
        var attributes = Regex.Matches(page, "(?:src|href|action|data|poster)=\"([^\"]*)\"").Where(match =>
            !match.Groups[1].Value.StartsWith("data:", StringComparison.Ordinal));
        var styles = Regex.Matches(page, @"@import|url\((?!data:)");
        return string.Join('\n', attributes.Concat(styles).Select(match => match.Value));
    }

    private static string Content(string dataUrl) =>
        Encoding.UTF8.GetString(Convert.FromBase64String(dataUrl[(dataUrl.IndexOf(',', StringComparison.Ordinal) + 1)..]));
}
