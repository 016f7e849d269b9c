using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>A row of summary.csv: one metric of one scheme at one point of the sweep, over the replications.</summary>
/// <param name="Scheme">Name of the scheme.</param>
/// <param name="Swept">Swept keys with their values.</param>
/// <param name="Task">Name of the learning task; empty for all tasks together.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Episode">Episode, from 0; null for a number of the whole run.</param>
/// <param name="Estimate">Mean and interval over the replications that were used.</param>
/// <param name="Planned">Number of replications that were planned: used plus censored.</param>
public sealed record SummaryRow(
    string Scheme, IReadOnlyList<SweptValue> Swept, string Task, Metric Metric, int? Episode, Estimate Estimate, int Planned)
{
    /// <summary>
    /// Replications whose value is missing: failed, interrupted or without this number. When it is above 0 the mean is over
    /// the survivors only and must be read with care.
    /// </summary>
    public int Censored => Planned - Estimate.Count;

    /// <summary>Value of a swept key, or an empty text when this row does not sweep it.</summary>
    /// <param name="key">The swept key.</param>
    public string ValueOf(string key) => Swept.FirstOrDefault(swept => swept.Key == key).Value ?? string.Empty;
}
