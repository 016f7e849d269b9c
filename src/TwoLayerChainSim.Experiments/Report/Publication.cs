using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>Writes what an experiment leaves, finished or interrupted, in an order that is safe to stop anywhere.</summary>
public static class Publication
{
    /// <summary>
    /// Writes metrics.csv, summary.csv and datapackage.json; from these files alone the figures and the report; timing.json;
    /// and manifest.json last. The same results give the same bytes, except in timing.json.
    /// </summary>
    /// <param name="folder">The folder with its replications.</param>
    /// <param name="facts">What else is known.</param>
    /// <exception cref="ResultFolderException">The disk refuses a file; the journal keeps the replications.</exception>
    public static void Write(ResultFolder folder, ExperimentFacts facts)
    {
        var plan = folder.Plan;
        var results = folder.Results();
        var table = new MetricTable(plan.SweptKeys, results.SelectMany(result => result.Rows()));
        var metrics = folder.Write("metrics.csv", MetricCsv.Write(table), table.Rows.Count);
        var summaryRows = Summary.Of(table);
        var summary = folder.Write("summary.csv", SummaryCsv.Write(summaryRows, plan.SweptKeys), summaryRows.Count);
        folder.Write(DataPackage.FileName, DataPackage.Write(plan.Scenario, plan.SweptKeys, metrics, summary));
        folder.Finish(files => Manifest.Of(plan, results, facts, files));
    }
}
