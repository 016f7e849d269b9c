namespace TwoLayerChainSim.Experiments.Results;

/// <summary>The metrics of the scheme crowdsensing alone.</summary>
public static class CrowdsensingMetrics
{
    /// <summary>Part of the delay spent in negotiating about sensing data and submitting them.</summary>
    public static readonly Metric CollectDelay = new("delay_collect", "s");

    /// <summary>Negotiations about sensing data.</summary>
    public static readonly Metric Negotiations = new("negotiations", "1");

    /// <summary>Negotiations that ended without an offer in time.</summary>
    public static readonly Metric Refusals = new("negotiations_refused", "1");

    /// <summary>Mean time of a negotiation.</summary>
    public static readonly Metric NegotiationTime = new("negotiation_time", "s");

    /// <summary>Sensing data that were submitted.</summary>
    public static readonly Metric DataSubmitted = new("data_submitted", "1");

    /// <summary>Samples of these data.</summary>
    public static readonly Metric SamplesSubmitted = new("samples_submitted", "1");

    /// <summary>Samples that the edge servers hold.</summary>
    public static readonly Metric SamplesHeld = new("samples_held", "1");

    /// <summary>Submitted updates that the leader refused.</summary>
    public static readonly Metric InvalidUpdates = new("updates_invalid", "1");

    /// <summary>Edge servers that had not submitted at the deadline.</summary>
    public static readonly Metric MissingUpdates = new("updates_missing", "1");

    /// <summary>Time that the leader spent on verifying submitted updates.</summary>
    public static readonly Metric VerificationTime = new("verification_time", "s");

    /// <summary>Tokens that edge servers paid to devices for sensing data.</summary>
    public static readonly Metric SensingPayment = new("payment_sensing", "token");

    /// <summary>Tokens that were due for the round.</summary>
    public static readonly Metric BilledPayment = new("payment_billed", "token");

    /// <summary>Tokens that were due and that the requestor did not pay.</summary>
    public static readonly Metric UnpaidPayment = new("payment_unpaid", "token");

    /// <summary>Models that a leader published to the requestor.</summary>
    public static readonly Metric Delivered = new("models_delivered", "1");

    /// <summary>Payoff of the leader in the payment game.</summary>
    public static readonly Metric LeaderPayoff = new("payoff_leader", "1");

    /// <summary>Payoff of the requestor in the payment game.</summary>
    public static readonly Metric RequestorPayoff = new("payoff_requestor", "1");

    /// <summary>Payoff of the leader in the long run if the requestor played on as now.</summary>
    public static readonly Metric LeaderLongRun = new("payoff_leader_long_run", "1");

    /// <summary>Payoff of the requestor in the long run if it played on as now.</summary>
    public static readonly Metric RequestorLongRun = new("payoff_requestor_long_run", "1");

    /// <summary>Probability that the requestor pays in full after the leader published the model.</summary>
    public static readonly Metric Cooperation = new("requestor_cooperation", "1");

    /// <summary>All of them with the sentence that documents them.</summary>
    public static IReadOnlyList<(Metric Metric, string Meaning)> All { get; } =
    [
        (CollectDelay, "part of the delay spent in negotiating about sensing data and submitting them"),
        (Negotiations, "negotiations about sensing data"),
        (Refusals, "negotiations that ended without an offer in time"),
        (NegotiationTime, "mean time of a negotiation"),
        (DataSubmitted, "sensing data that were submitted"),
        (SamplesSubmitted, "samples of the data that were submitted"),
        (SamplesHeld, "samples that the edge servers hold"),
        (InvalidUpdates, "submitted updates that the leader refused: bad signature, another round, second of a sender"),
        (MissingUpdates, "edge servers that had not submitted at the deadline"),
        (VerificationTime, "time that the leader spent on verifying submitted updates"),
        (SensingPayment, "tokens that edge servers paid to devices for sensing data"),
        (BilledPayment, "tokens that were due for the round"),
        (UnpaidPayment, "tokens that were due and that the requestor did not pay"),
        (Delivered, "models that a leader published to the requestor"),
        (LeaderPayoff, "payoff of the leader in the payment game"),
        (RequestorPayoff, "payoff of the requestor in the payment game"),
        (LeaderLongRun, "payoff of the leader in the long run if the requestor played on as now"),
        (RequestorLongRun, "payoff of the requestor in the long run if it played on as now"),
        (Cooperation, "probability that the requestor pays in full after the leader published the model"),
    ];
}
