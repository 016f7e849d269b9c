using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Experiments.Reproduction;

/// <summary>The verdicts about the claims of papers as tables.</summary>
internal static class VerdictTables
{
    private static readonly ColumnDescription[] Columns =
    [
        new("id", "string", "paper and figure"),
        new("source", "string", "where the paper makes the claim, and the erratum that concerns it"),
        new("claim", "string", "what the paper says"),
        new("statistic", "string", "by what it is judged"),
        new("reading", "string", "reading of the paper: its formulas as published, exact play, ..."),
        new("verdict", "string", "reproduced, trend only, not reproducible or contradicted"),
        new("found", "string", "the value of the statistic; intervals are 95 %"),
    ];

    /// <summary>A verdict in words.</summary>
    public static string Word(ClaimVerdict verdict) => verdict switch
    {
        ClaimVerdict.Reproduced => "reproduced",
        ClaimVerdict.TrendOnly => "trend only",
        ClaimVerdict.NotReproducible => "not reproducible",
        _ => "contradicted",
    };

    /// <summary>All verdicts, a row each, for programs.</summary>
    public static ResultTable Exact(IEnumerable<ReproductionRun> runs) => new(
        "verdicts", "", [.. Columns.Select(column => column.Name)],
        [
            .. from run in runs
               from claim in run.Result.Claims
               from finding in claim.Findings
               select ImmutableArray.Create<ResultCell>(
                   run.Reproduction.Id, claim.Source, claim.Says, claim.Statistic, finding.Reading, Word(finding.Verdict), finding.Found),
        ]);

    /// <summary>The verdicts of one figure for people; a claim is written once.</summary>
    public static ResultTable Digest(ReproductionRun run) => new(
        run.Reproduction.Id, $"{run.Reproduction.Id}: {run.Reproduction.Title}",
        ["source", "claim, judged by", "reading", "verdict", "found"],
        [
            .. from claim in run.Result.Claims
               from finding in claim.Findings
               let isFirst = finding == claim.Findings[0]
               select ImmutableArray.Create<ResultCell>(
                   isFirst ? claim.Source : "", isFirst ? $"{claim.Says}; {claim.Statistic}" : "", finding.Reading,
                   Word(finding.Verdict), finding.Found),
        ]);

    /// <summary>The description of verdicts.csv.</summary>
    /// <param name="file">The file as it was written.</param>
    public static TableDescription Describe(WrittenFile file) =>
        new(file, "verdicts about the claims", Columns, ["id", "source", "claim", "reading"]);
}
