using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Report;

/// <summary>What the numbers themselves say about how far they can be trusted.</summary>
internal static class ReportLimitations
{
    /// <summary>Below this number of replications an interval leans on the assumption that means are normal.</summary>
    private const int FewReplications = 30;

    public static IReadOnlyList<string> Of(IReadOnlyList<SummaryRow> summary)
    {
        var sentences = new List<string>();
        var numbers = summary.Where(row => row.Metric != Metrics.Completed).ToArray();
        if (numbers.Any(row => row.Estimate.Count == 1))
        {
            sentences.Add("Some numbers come from one replication and have no confidence interval.");
        }

        if (numbers.Any(row => row.Estimate.Count is > 1 and < FewReplications))
        {
            sentences.Add($"Some intervals come from fewer than {FewReplications} replications and assume near normal values.");
        }

        if (numbers.Any(row => row.Censored > 0))
        {
            sentences.Add("Some planned replications gave no value; means over the others may be biased.");
        }

        return sentences;
    }
}
