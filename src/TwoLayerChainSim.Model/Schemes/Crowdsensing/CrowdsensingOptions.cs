using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.DataSubmission;

namespace TwoLayerChainSim.Model.Schemes.Crowdsensing;

/// <summary>How a negotiation about a sensing datum is solved.</summary>
public enum SubmissionSolution
{
    /// <summary>The optimum within the bounds of value and profit (default).</summary>
    Exact,

    /// <summary>
    /// The pair (s*, v*) of Hu et al. 2021 as printed. Where it is undefined or leaves the bounds the server has nothing valid to
    /// offer and is silent.
    /// </summary>
    Published,
}

/// <summary>The crowdsensing scheme (Hu et al. 2021). Sizes and times are not in the paper.</summary>
public sealed record CrowdsensingOptions
{
    /// <summary>The data submission mechanism; the privacy leakage is drawn for each device.</summary>
    public DataSubmissionOptions Submission { get; init; } = new();

    /// <summary>How a negotiation is solved. Default exact.</summary>
    public SubmissionSolution Solution { get; init; } = SubmissionSolution.Exact;

    /// <summary>Samples of a sensing datum, at least 1; the last one of a device may have fewer. Default 10.</summary>
    public int DatumSamples { get; init; } = 10;

    /// <summary>Size of a sample on the air in bit, at least 0. Default 784 bytes.</summary>
    public long SampleBits { get; init; } = 784 * 8;

    /// <summary>Size of a rule or an offer on the air in bit, at least 0. Default 128 bytes.</summary>
    public long MessageBits { get; init; } = 128 * 8;

    /// <summary>How long a device waits for an offer before it terminates, at least 0. Default 1 s.</summary>
    public SimDuration ReplyTimeout { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>CPU frequency of an edge server in Hz, positive. Default 10 GHz.</summary>
    public double ServerFrequencyHz { get; init; } = 10e9;

    /// <summary>Time to verify one signature, at least 0. Default 0.2 ms.</summary>
    public SimDuration VerificationTime { get; init; } = SimDuration.FromMilliseconds(0.2);

    /// <summary>Time from the end of the collection of data until the leader takes no more updates, positive. Default 60 s.</summary>
    public SimDuration SubmissionDeadline { get; init; } = SimDuration.FromSeconds(60);

    /// <summary>Rounds after which the task is finished, at least 1. Default 2,000 (Hu et al. 2021, Sec. V-C).</summary>
    public int RoundsMax { get; init; } = 2_000;

    /// <summary>Committee protocol of the edge servers. Default "pbft".</summary>
    public string Consensus { get; init; } = "pbft";

    /// <summary>Submissions with a forged signature that reach the leader in each round, at least 0. Default 0.</summary>
    public int ForgedSubmissions { get; init; }

    /// <summary>Submissions of the round before that reach the leader again in each round, at least 0. Default 0.</summary>
    public int ReplayedSubmissions { get; init; }

    /// <summary>Tokens with which each edge server starts to pay for data, at least 0. Default 1,000.</summary>
    public double ServerCapital { get; init; } = 1_000;

    /// <summary>How the requestor pays.</summary>
    public SettlementOptions Settlement { get; init; } = new();
}
