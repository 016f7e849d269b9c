using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>What a report shows and says, made of the tables alone; each verb has its own.</summary>
/// <param name="Figures">The figures, the most important first.</param>
/// <param name="Answer">The answer in sentences, the most important first.</param>
public sealed record ReportContent(IReadOnlyList<Figure> Figures, IReadOnlyList<string> Answer)
{
    /// <summary>The content of compare and run; where incentives are compared, each curve would be one of many.</summary>
    /// <param name="table">The rows of metrics.csv.</param>
    /// <param name="summary">The rows of summary.csv.</param>
    public static ReportContent OfComparison(MetricTable table, IReadOnlyList<SummaryRow> summary)
    {
        var pareto = ParetoFigures.From(summary);
        var curves = summary.Any(row => row.ValueOf(ParetoFigures.Incentive).Length > 0) ? [] : FigureCatalog.From(summary);
        return new([.. curves, .. pareto], [.. ReportAnswer.Of(table, curves), .. ParetoAnswer.Of(table, pareto)]);
    }

    /// <summary>The content of stress.</summary>
    /// <param name="table">The rows of metrics.csv.</param>
    /// <param name="summary">The rows of summary.csv.</param>
    public static ReportContent OfStress(MetricTable table, IReadOnlyList<SummaryRow> summary)
    {
        var results = StressResults.From(summary);
        return new(StressFigures.From(results), StressAnswer.Of(results));
    }
}
