namespace TwoLayerChainSim.Experiments.Results;

/// <summary>What manifest.json and the report say beyond the tables. None of it may differ between two identical runs.</summary>
public sealed record ExperimentFacts
{
    /// <summary>Title of the report, e.g. the first line of the scenario's description.</summary>
    public required string Title { get; init; }

    /// <summary>Version of the tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Name of the data set, e.g. <c>generated digits</c>; empty when nothing is learned.</summary>
    public string DataSet { get; init; } = string.Empty;

    /// <summary>SHA-256 of the data set in hexadecimal; empty when nothing is learned.</summary>
    public string DataSetSha256 { get; init; } = string.Empty;

    /// <summary>Findings about claims, the most important first.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    /// <summary>How each ledger of each finished run ended, in any order.</summary>
    public IReadOnlyList<LedgerRow> Ledgers { get; init; } = [];

    /// <summary>What a reader must know before trusting the numbers, e.g. that ergodic rates were used.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Limitations of the model that the scenario uses.</summary>
    public IReadOnlyList<string> Limitations { get; init; } = [];

    /// <summary>True when the user stopped the run; what was finished is kept and the rest counts as censored.</summary>
    public bool IsInterrupted { get; init; }
}
