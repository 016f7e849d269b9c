using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Model.Incentives.Payments;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Model.Schemes.Crowdsensing;

namespace TwoLayerChainSim.Experiments.Running;

/// <summary>The numbers of an episode of the scheme crowdsensing that others do not have.</summary>
internal static class CrowdsensingMeasurements
{
    /// <summary>The values; none for other schemes.</summary>
    /// <param name="report">What the episode gave.</param>
    public static IEnumerable<(Metric Metric, double? Value)> Of(EpisodeReport report) =>
        report.Crowdsensing is { } own ? Of(own, report.Delay) : [];

    private static IEnumerable<(Metric Metric, double? Value)> Of(CrowdsensingReport own, DelayParts delay) =>
    [
        (CrowdsensingMetrics.CollectDelay, delay.Collect.TotalSeconds),
        (CrowdsensingMetrics.Negotiations, own.Negotiations),
        (CrowdsensingMetrics.Refusals, own.Refusals),
        (CrowdsensingMetrics.NegotiationTime,
            own.Negotiations == 0 ? null : own.NegotiationTime.TotalSeconds / own.Negotiations),
        (CrowdsensingMetrics.DataSubmitted, own.DataSubmitted),
        (CrowdsensingMetrics.SamplesSubmitted, own.SamplesSubmitted),
        (CrowdsensingMetrics.SamplesHeld, own.SamplesHeld),
        (CrowdsensingMetrics.InvalidUpdates, own.InvalidUpdates),
        (CrowdsensingMetrics.MissingUpdates, own.MissingUpdates),
        (CrowdsensingMetrics.VerificationTime, own.VerificationTime.TotalSeconds),
        (CrowdsensingMetrics.SensingPayment, InTokens(own.SensingPayment)),
        .. own.Settlement is { } settlement ? Of(settlement) : [],
    ];

    private static IEnumerable<(Metric Metric, double? Value)> Of(SettlementReport settlement) =>
    [
        (CrowdsensingMetrics.BilledPayment, InTokens(settlement.Billed)),
        (CrowdsensingMetrics.UnpaidPayment, InTokens(settlement.Billed - settlement.Paid)),
        (CrowdsensingMetrics.Delivered, settlement.IsDelivered ? 1 : 0),
        (CrowdsensingMetrics.LeaderPayoff, settlement.Game.LeaderPayoff),
        (CrowdsensingMetrics.RequestorPayoff, settlement.Game.RequestorPayoff),
        (CrowdsensingMetrics.LeaderLongRun, settlement.LongRun?.Leader),
        (CrowdsensingMetrics.RequestorLongRun, settlement.LongRun?.Requestor),
        (CrowdsensingMetrics.Cooperation, settlement.Mix.AfterCooperation),
    ];

    private static double InTokens(Tokens amount) => (double)amount.Micro / Tokens.MicroPerToken;
}
