using System.Text;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>
/// report.html: one file without script or network, whose content security policy proves it. Order: verdicts, answer in
/// words, figures, tables, configuration, limitations.
/// </summary>
public static class ReportPage
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "report.html";

    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>The page.</summary>
    /// <param name="plan">What was planned.</param>
    /// <param name="facts">What else is known.</param>
    /// <param name="table">The rows of metrics.csv.</param>
    /// <param name="summary">The rows of summary.csv.</param>
    /// <param name="figures">The figures with their files.</param>
    /// <param name="answer">The answer in sentences.</param>
    public static string Write(
        ResultPlan plan, ExperimentFacts facts, MetricTable table, IReadOnlyList<SummaryRow> summary, IReadOnlyList<FigureFiles> figures,
        IReadOnlyList<string> answer)
    {
        var html = new Html();
        html.Add($"<!doctype html>").Add($"<html lang=\"en\">").Add($"<head>").Add($"<meta charset=\"utf-8\" />")
            .Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"{new Markup(Policy)}\" />")
            .Add($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\" />")
            .Add($"<title>{facts.Title}</title>").Add($"<style>").Add($"{ReportStyle.Css}").Add($"</style>").Add($"</head>").Add($"<body>");
        AddHeader(html, plan, facts, table);
        html.Add($"<main>");
        AddVerdicts(html, facts);
        AddList(html, "Answer", answer);
        AddFigures(html, figures);
        html.Add($"<section><h2>Tables</h2>");
        foreach (var files in figures)
        {
            ReportTables.Add(html, files.Figure);
        }

        ReportTables.AddAll(html, summary);
        html.Add($"</section>");
        AddConfiguration(html, plan, facts);
        AddList(html, "Limitations", [.. facts.Notes, .. facts.Limitations, .. ReportLimitations.Of(summary)]);
        return html.Add($"</main>").Add($"</body>").Add($"</html>").ToString();
    }

    private static void AddHeader(Html html, ResultPlan plan, ExperimentFacts facts, MetricTable table)
    {
        var used = table.Rows.Count(row => row.Measurement.Metric == Metrics.Completed && row.Measurement.Value == 1);
        var state = facts.IsInterrupted ? "Interrupted: " : string.Empty;
        html.Add($"<header><h1>{facts.Title}</h1>");
        html.Add($"<p class=\"soft\">Scenario {plan.Scenario}. {state}{used} of {plan.Runs.Count} planned runs used.</p></header>");
    }

    private static void AddVerdicts(Html html, ExperimentFacts facts)
    {
        html.Add($"<section><h2>Verdicts</h2>");
        if (facts.Verdicts.Count == 0)
        {
            html.Add($"<p>No claim was judged.</p></section>");
            return;
        }

        html.Add($"<ul class=\"verdicts\">");
        foreach (var verdict in facts.Verdicts)
        {
            var (look, remark) = verdict.IsAsExpected switch
            {
                true => ("expected", string.Empty),
                false => ("unexpected", " (not as expected)"),
                null => ("open", string.Empty),
            };
            html.Add($"<li class=\"{look}\"><strong>{verdict.Outcome}{remark}</strong>: {verdict.Claim}.");
            html.Add($"<span class=\"soft\">{verdict.Evidence}</span></li>");
        }

        html.Add($"</ul></section>");
    }

    private static void AddList(Html html, string title, IReadOnlyList<string> sentences)
    {
        if (sentences.Count > 0)
        {
            html.Add($"<section><h2>{title}</h2><ul>");
            foreach (var sentence in sentences)
            {
                html.Add($"<li>{sentence}</li>");
            }

            html.Add($"</ul></section>");
        }
    }

    private static void AddFigures(Html html, IReadOnlyList<FigureFiles> figures)
    {
        html.Add($"<section><h2>Figures</h2><div class=\"figures\">");
        foreach (var files in figures)
        {
            var id = files.Figure.Id;
            html.Add($"<figure>").Add($"{new Markup(files.Svg)}");
            html.Add($"<figcaption><strong>{files.Figure.Title}.</strong> {files.Figure.Description}");
            html.Add($"<a download=\"{id}.svg\" href=\"{Data("image/svg+xml", files.Svg)}\">SVG</a>");
            html.Add($"<a download=\"{id}.csv\" href=\"{Data("text/csv", files.Table.ToCsv())}\">CSV</a>");
            html.Add($"<a download=\"{id}.tex\" href=\"{Data("text/plain", files.Tex)}\">LaTeX</a></figcaption></figure>");
        }

        html.Add($"</div></section>");
    }

    private static void AddConfiguration(Html html, ResultPlan plan, ExperimentFacts facts)
    {
        var seeds = string.Join(", ", plan.Runs.Select(run => run.Seed).Distinct().Order());
        html.Add($"<section><h2>Configuration</h2><ul>");
        html.Add($"<li>TwoLayerChainSim {facts.ToolVersion}, seed {seeds}</li>");
        html.Add($"<li>Configuration SHA-256 <code>{plan.ConfigSha256}</code></li>");
        if (facts.DataSet.Length > 0)
        {
            html.Add($"<li>Data set: {facts.DataSet}, SHA-256 <code>{facts.DataSetSha256}</code></li>");
        }

        html.Add($"</ul><details><summary>config.yaml</summary><pre>{plan.ConfigYaml}</pre></details></section>");
    }

    private static string Data(string type, string content) =>
        $"data:{type};base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(content))}";
}
