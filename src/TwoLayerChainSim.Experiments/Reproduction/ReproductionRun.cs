namespace TwoLayerChainSim.Experiments.Reproduction;

/// <summary>A reproduction that was run.</summary>
/// <param name="Reproduction">What was run.</param>
/// <param name="Result">What it gave.</param>
public sealed record ReproductionRun(IReproduction Reproduction, ReproductionResult Result)
{
    /// <summary>How many findings have each verdict, in a sentence.</summary>
    public string Summary
    {
        get
        {
            var findings = Result.Claims.SelectMany(claim => claim.Findings).ToArray();
            var counts = Enum.GetValues<ClaimVerdict>()
                .Select(verdict => (Word: VerdictTables.Word(verdict), Count: findings.Count(finding => finding.Verdict == verdict)))
                .Where(pair => pair.Count > 0)
                .Select(pair => $"{pair.Count} {pair.Word}");
            return FormattableString.Invariant(
                $"{Reproduction.Id}: {Result.Claims.Count} claims, {findings.Length} verdicts: {string.Join(", ", counts)}.");
        }
    }

    /// <summary>True when every claim came out under some reading of the paper.</summary>
    public bool IsReproduced =>
        Result.Claims.All(claim => claim.Findings.Any(finding => finding.Verdict == ClaimVerdict.Reproduced));
}
