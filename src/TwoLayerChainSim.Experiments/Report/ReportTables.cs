using System.Globalization;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>The tables of the report.</summary>
internal static class ReportTables
{
    /// <summary>The table of a figure.</summary>
    public static void Add(Html html, Figure figure)
    {
        if (figure is LineFigure curves)
        {
            AddCurves(html, curves);
        }
        else if (figure is HeatMapFigure map)
        {
            AddMap(html, map);
        }
        else if (figure is ParetoFigure pareto)
        {
            AddPareto(html, pareto);
        }
    }

    private static void AddPareto(Html html, ParetoFigure figure)
    {
        Open(html, figure.Title, "Mean ± half width of the 95 % confidence interval, n replications");
        html.Add($"<tr><th scope=\"col\">Scheme, incentive</th>");
        foreach (var quantity in figure.Quantities)
        {
            html.Add($"<th scope=\"col\">{quantity.Axis.TitleWithUnit}</th>");
        }

        html.Add($"<th scope=\"col\">n</th></tr>");
        foreach (var point in figure.Points)
        {
            html.Add($"<tr><th scope=\"row\">{figure.StyleOf(point).Label}</th>");
            foreach (var value in point.Values)
            {
                html.Add($"<td>{EstimateText.InTable(value)}</td>");
            }

            html.Add($"<td>{point.Values.Min(value => value.Count)}</td></tr>");
        }

        Close(html);
    }

    private static void AddMap(Html html, HeatMapFigure map)
    {
        Open(html, map.Title, $"{map.Value.TitleWithUnit}: {map.Y.TitleWithUnit} against {map.X.TitleWithUnit}");
        html.Add($"<tr><th scope=\"col\">{map.Y.TitleWithUnit}</th>");
        foreach (var x in map.Columns)
        {
            html.Add($"<th scope=\"col\">{FigureText.OfTick(x)}</th>");
        }

        html.Add($"</tr>");
        foreach (var y in map.Rows)
        {
            html.Add($"<tr><th scope=\"row\">{FigureText.OfTick(y)}</th>");
            foreach (var x in map.Columns)
            {
                html.Add($"<td>{(map.At(x, y) is { } cell ? EstimateText.InTable(cell.Estimate) : "–")}</td>");
            }

            html.Add($"</tr>");
        }

        Close(html);
    }

    /// <summary>The curves of a figure: mean ± half width of the 95 % confidence interval.</summary>
    private static void AddCurves(Html html, LineFigure figure)
    {
        var positions = figure.PositionsOfTable();
        Open(html, figure.Title, $"{figure.Y.TitleWithUnit}: {figure.EstimateWords}, n replications");
        html.Add($"<tr><th scope=\"col\">{figure.X.TitleWithUnit}</th>");
        foreach (var x in positions)
        {
            html.Add($"<th scope=\"col\">{FigureText.OfTick(x)}</th>");
        }

        html.Add($"<th scope=\"col\">n</th></tr>");
        foreach (var curve in figure.Curves)
        {
            html.Add($"<tr><th scope=\"row\">{SchemeStyle.Of(curve.Scheme).Label}</th>");
            foreach (var x in positions)
            {
                var here = curve.Points.Where(point => point.X == x).ToArray();
                var mark = here.Any(point => point.Censored > 0) ? "†" : string.Empty;
                html.Add($"<td>{(here.Length == 0 ? "–" : EstimateText.InTable(here[0].Estimate) + mark)}</td>");
            }

            html.Add($"<td>{Counts(curve)}</td></tr>");
        }

        Close(html);
        var censored = figure.Curves.SelectMany(curve => curve.Points).Where(point => point.Censored > 0).Sum(point => point.Censored);
        if (censored > 0)
        {
            html.Add($"<p class=\"soft\">† Of the planned replications {censored} gave no value; the mean is over the others only.</p>");
        }
    }

    /// <summary>Every other number: the rows of summary.csv without episode.</summary>
    public static void AddAll(Html html, IReadOnlyList<SummaryRow> summary)
    {
        html.Add($"<details><summary>All numbers of whole runs</summary>");
        Open(html, "Numbers of whole runs", "summary.csv without its rows of single episodes");
        html.Add($"<tr><th scope=\"col\">Scheme</th><th scope=\"col\">Swept keys, task</th><th scope=\"col\">Metric</th>");
        html.Add($"<th scope=\"col\">Unit</th><th scope=\"col\">Mean ± half width</th><th scope=\"col\">sd</th>");
        html.Add($"<th scope=\"col\">n</th><th scope=\"col\">planned</th></tr>");
        foreach (var row in summary.Where(row => row.Episode is null && row.Metric != Metrics.Completed))
        {
            var swept = row.Swept.Select(value => $"{value.Key} = {value.Value}").Append(row.Task).Where(part => part.Length > 0);
            var deviation = row.Estimate.StandardDeviation is { } sd ? EstimateText.Significant(sd, 2) : "–";
            html.Add($"<tr><th scope=\"row\">{row.Scheme}</th><td>{string.Join(", ", swept)}</td><td>{row.Metric.Name}</td>");
            html.Add($"<td>{row.Metric.Unit}</td><td>{EstimateText.InTable(row.Estimate)}</td><td>{deviation}</td>");
            html.Add($"<td>{row.Estimate.Count}</td><td>{row.Planned}</td></tr>");
        }

        Close(html);
        html.Add($"</details>");
    }

    private static void Open(Html html, string label, string caption) =>
        html.Add($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\">")
            .Add($"<table><caption>{caption}</caption>");

    private static void Close(Html html) => html.Add($"</table></div>");

    private static string Counts(Curve curve)
    {
        var (least, most) = (curve.Points.Min(point => point.Estimate.Count), curve.Points.Max(point => point.Estimate.Count));
        return least == most
            ? least.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{least}–{most}");
    }
}
