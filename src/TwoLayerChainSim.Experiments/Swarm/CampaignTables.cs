using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>The report of a campaign as tables.</summary>
public static class CampaignTables
{
    /// <summary>Scenarios by protocol and verdict.</summary>
    /// <param name="report">The report.</param>
    public static ResultTable Verdicts(CampaignReport report) => new(
        "verdicts", "", ["protocol", "scenarios", .. Enum.GetNames<SwarmVerdict>().Select(Words)],
        [
            .. report.Verdicts.Select(pair => ImmutableArray.Create<ResultCell>(
                [pair.Key, pair.Value.Sum(), .. pair.Value.Select(count => (ResultCell)(double)count)])),
        ]);

    /// <summary>Scenarios that hit each probe, and the number of the first.</summary>
    /// <param name="report">The report.</param>
    public static ResultTable Probes(CampaignReport report) => new(
        "probes", "", ["probe", "scenarios", "first"],
        [
            .. report.Probes.Select(probe => ImmutableArray.Create<ResultCell>(
                Words(probe.Probe.ToString()), (double)probe.Count, probe.First < 0 ? ResultCell.Missing : (double)probe.First)),
        ]);

    /// <summary>The failures that were kept.</summary>
    /// <param name="report">The report.</param>
    public static ResultTable Failures(CampaignReport report) => new(
        "failures", "", ["scenario", "protocol", "what is wrong"],
        [
            .. report.Failures.Select(failure => ImmutableArray.Create<ResultCell>(
                (double)failure.Number, failure.Record.Protocol, failure.Result.Signature)),
        ]);

    /// <summary>A name of words in lower case with underscores.</summary>
    private static string Words(string name) => string.Concat(
        name.Select((letter, i) => (char.IsUpper(letter) && i > 0 ? "_" : "") + char.ToLowerInvariant(letter)));
}
