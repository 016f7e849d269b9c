using System.Globalization;

namespace TwoLayerChainSim.Experiments.Results;

/// <summary>
/// manifest.json: what the folder is, and the hash of every file. It is written last, so a folder with a manifest is complete.
/// It holds no time, path or machine: two identical runs give identical bytes.
/// </summary>
public sealed record Manifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Version of this format.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Name of the tool.</summary>
    public string Tool { get; init; } = "TwoLayerChainSim";

    /// <summary>Version of the tool.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary><c>complete</c>, or <c>interrupted</c> when the user stopped the run.</summary>
    public required string Status { get; init; }

    /// <summary>SHA-256 of config.yaml in hexadecimal.</summary>
    public required string ConfigSha256 { get; init; }

    /// <summary>Name of the data set; empty when nothing is learned.</summary>
    public required string DataSet { get; init; }

    /// <summary>SHA-256 of the data set in hexadecimal; empty when nothing is learned.</summary>
    public required string DataSetSha256 { get; init; }

    /// <summary>Seeds of the runs, as texts because 64 bits do not fit a JavaScript number.</summary>
    public required IReadOnlyList<string> Seeds { get; init; }

    /// <summary>Number of planned runs: used plus censored.</summary>
    public required int PlannedRuns { get; init; }

    /// <summary>Number of runs whose numbers are in metrics.csv.</summary>
    public required int UsedRuns { get; init; }

    /// <summary>The runs that gave no numbers, each with its reason.</summary>
    public required IReadOnlyList<CensoredRun> CensoredRuns { get; init; }

    /// <summary>Findings about claims.</summary>
    public required IReadOnlyList<Verdict> Verdicts { get; init; }

    /// <summary>What a reader must know before trusting the numbers.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Every file of the folder but this one and timing.json, in ordinal order of their paths.</summary>
    public required IReadOnlyList<WrittenFile> Files { get; init; }

    /// <summary>The manifest of a folder whose other files are all written.</summary>
    /// <param name="plan">What was planned.</param>
    /// <param name="results">What came of each planned run.</param>
    /// <param name="facts">What else is known.</param>
    /// <param name="files">The files.</param>
    public static Manifest Of(
        ResultPlan plan, IReadOnlyList<ReplicationResult> results, ExperimentFacts facts, IReadOnlyList<WrittenFile> files)
    {
        var censored = results.Where(result => result.CensoredBecause is not null)
            .Select(result => new CensoredRun(
                result.Run.RunId, result.Run.Scheme, result.Run.Replication, result.CensoredBecause!))
            .ToArray();
        return new Manifest
        {
            Version = facts.ToolVersion,
            Scenario = plan.Scenario,
            Status = facts.IsInterrupted ? "interrupted" : "complete",
            ConfigSha256 = plan.ConfigSha256,
            DataSet = facts.DataSet,
            DataSetSha256 = facts.DataSetSha256,
            Seeds = [.. plan.Runs.Select(run => run.Seed).Distinct().Order().Select(seed => seed.ToString(CultureInfo.InvariantCulture))],
            PlannedRuns = plan.Runs.Count,
            UsedRuns = plan.Runs.Count - censored.Length,
            CensoredRuns = censored,
            Verdicts = facts.Verdicts,
            Notes = facts.Notes,
            Files = [.. files.Where(file => file.Path != RunTiming.FileName)],
        };
    }
}

/// <summary>A planned run without numbers.</summary>
/// <param name="RunId">Its id.</param>
/// <param name="Scheme">Its scheme.</param>
/// <param name="Replication">Its replication.</param>
/// <param name="Reason">Why it has none.</param>
public sealed record CensoredRun(string RunId, string Scheme, int Replication, string Reason);
