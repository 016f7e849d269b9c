using System.Text;

namespace TwoLayerChainSim.Experiments.Reproduction;

/// <summary>The verdicts as Markdown, and the generated section of docs/reproduce.md that holds them.</summary>
public static class ReproductionPage
{
    /// <summary>Where the page is in a checkout.</summary>
    public const string FileName = "docs/reproduce.md";

    /// <summary>The verdicts of some figures.</summary>
    /// <param name="runs">The figures, run.</param>
    /// <param name="settings">How they were run.</param>
    public static string Section(IEnumerable<ReproductionRun> runs, ReproductionSettings settings)
    {
        var text = new StringBuilder();
        foreach (var run in runs)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"### {run.Reproduction.Id}\n\n{run.Reproduction.Title}: ")
                .Append(System.Globalization.CultureInfo.InvariantCulture, $"{run.Reproduction.Source}.")
                .Append(System.Globalization.CultureInfo.InvariantCulture, $" Seed {settings.Seed}, {settings.Replications} replications")
                .Append(" of what is random.\n\n");
            foreach (var choice in run.Result.Choices)
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"* {choice}\n");
            }

            text.Append(run.Result.Choices.Count > 0 ? "\n" : "").Append("| where | claim | judged by | verdict |\n|---|---|---|---|\n");
            foreach (var claim in run.Result.Claims)
            {
                var findings = claim.Findings.Select(finding => $"{finding.Reading}: **{Word(finding)}**{Reason(finding)}");
                text.Append(Row(claim.Source, claim.Says, claim.Statistic, string.Join("<br>", findings)));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A page with its generated section replaced; null when it has none.</summary>
    /// <param name="page">The page.</param>
    /// <param name="section">The new section.</param>
    public static string? Replace(string page, string section) => GeneratedSection.Replace(page, section);

    private static string Word(Finding finding) => VerdictTables.Word(finding.Verdict);

    private static string Reason(Finding finding) => finding.Found.Length == 0 ? "" : $" ({finding.Found})";

    private static string Row(params ReadOnlySpan<string> cells)
    {
        var row = new StringBuilder("|");
        foreach (var cell in cells)
        {
            row.Append(' ').Append(cell.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |");
        }

        return row.Append('\n').ToString();
    }
}
