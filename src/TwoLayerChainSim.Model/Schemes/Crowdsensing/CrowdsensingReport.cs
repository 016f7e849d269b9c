using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Payments;
using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

namespace TwoLayerChainSim.Model.Schemes.Crowdsensing;

/// <summary>What an episode of the crowdsensing scheme gave beside what all schemes report.</summary>
public sealed record CrowdsensingReport
{
    /// <summary>Negotiations about sensing data that began.</summary>
    public int Negotiations { get; init; }

    /// <summary>Negotiations that the device terminated because no offer came in time.</summary>
    public int Refusals { get; init; }

    /// <summary>Sensing data that were submitted.</summary>
    public int DataSubmitted { get; init; }

    /// <summary>Samples of these data.</summary>
    public int SamplesSubmitted { get; init; }

    /// <summary>Samples that all edge servers of the task hold.</summary>
    public int SamplesHeld { get; init; }

    /// <summary>Sum over negotiations of the time from the rule being sent to the offer, or to the end of waiting for one.</summary>
    public SimDuration NegotiationTime { get; init; }

    /// <summary>Submitted updates with a bad signature, of another round, or twice from one sender.</summary>
    public int InvalidUpdates { get; init; }

    /// <summary>Edge servers from which the leader had heard nothing at the deadline.</summary>
    public int MissingUpdates { get; init; }

    /// <summary>Time that the leader spent on verifying signatures, of invalid submissions too.</summary>
    public SimDuration VerificationTime { get; init; }

    /// <summary>Tokens that edge servers paid to devices at once.</summary>
    public Tokens SensingPayment { get; init; }

    /// <summary>How the round was settled; null when it left no block.</summary>
    public SettlementReport? Settlement { get; init; }
}

/// <summary>How a round was settled between its leader and the requestor.</summary>
/// <param name="Billed">What was due for the round: W of Hu et al. 2021.</param>
/// <param name="Paid">What the requestor paid of it.</param>
/// <param name="Game">The round of the payment game.</param>
/// <param name="Mix">How the requestor will play next.</param>
/// <param name="LongRun">Payoffs in the long run if it played so for ever; null where they depend on the first move.</param>
public sealed record SettlementReport(
    Tokens Billed, Tokens Paid, PaymentRound Game, RequestorMix Mix, LongRunPayoffs? LongRun)
{
    /// <summary>True when the leader published the model to the requestor.</summary>
    public bool IsDelivered => Game.Outcome is PaymentOutcome.Cc or PaymentOutcome.Cd;
}
