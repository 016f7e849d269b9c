using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>What was published, for the screen.</summary>
/// <param name="Answer">The answer in sentences, the most important first.</param>
/// <param name="Figures">The figures.</param>
public sealed record PublishedResults(IReadOnlyList<string> Answer, IReadOnlyList<Figure> Figures);

/// <summary>Writes what an experiment leaves, finished or interrupted, in an order that is safe to stop anywhere.</summary>
public static class Publication
{
    /// <summary>
    /// Writes metrics.csv, summary.csv and verdicts.csv; from these files alone the figures and the report; datapackage.json, timing.json,
    /// and manifest.json last. The same results give the same bytes, except in timing.json.
    /// </summary>
    /// <param name="folder">The folder with its replications.</param>
    /// <param name="facts">What else is known.</param>
    /// <param name="contentOf">What the report shows and says; that of compare by default.</param>
    /// <exception cref="ResultFolderException">The disk refuses a file; the journal keeps the replications.</exception>
    public static PublishedResults Write(
        ResultFolder folder, ExperimentFacts facts, Func<MetricTable, IReadOnlyList<SummaryRow>, ReportContent>? contentOf = null)
    {
        var plan = folder.Plan;
        var tables = WriteTables(folder, facts);
        var table = MetricCsv.Read(folder.Read("metrics.csv"));
        var summary = SummaryCsv.Read(folder.Read("summary.csv"));
        var content = (contentOf ?? ReportContent.OfComparison)(table, summary);
        var figures = content.Figures.Select(FigureFiles.Of).ToArray();
        tables.AddRange(figures.Select(figure => figure.WriteTo(folder)));
        folder.Write(DataPackage.FileName, DataPackage.Write(plan.Scenario, tables, summary.Select(row => row.Metric)));

        folder.Write(ReportPage.FileName, ReportPage.Write(plan, facts, table, summary, figures, content.Answer));
        folder.Finish(files => Manifest.Of(plan, folder.Results(), facts, files));
        return new(content.Answer, content.Figures);
    }

    private static List<TableDescription> WriteTables(ResultFolder folder, ExperimentFacts facts)
    {
        var sweptKeys = folder.Plan.SweptKeys;
        var table = folder.Table();
        var summary = Summary.Of(table);
        var verdicts = LedgerCsv.Table(facts.Ledgers, sweptKeys);
        return
        [
            DataPackage.OfMetrics(folder.Write("metrics.csv", MetricCsv.Write(table), table.Rows.Count), sweptKeys),
            DataPackage.OfSummary(folder.Write("summary.csv", SummaryCsv.Write(summary, sweptKeys), summary.Count), sweptKeys),
            LedgerCsv.Describe(folder.Write(LedgerCsv.FileName, verdicts.ToCsv(), verdicts.Rows.Count), sweptKeys),
        ];
    }
}
