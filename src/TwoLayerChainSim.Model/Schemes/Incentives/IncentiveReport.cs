using TwoLayerChainSim.Model.Incentives.Payments;

namespace TwoLayerChainSim.Model.Schemes.Incentives;

/// <summary>What an incentive did in an episode.</summary>
/// <param name="Payment">What was paid in all.</param>
/// <param name="Abstaining">Candidates that took no part.</param>
/// <param name="Renegotiated">Devices that took part on other terms than those first offered.</param>
/// <param name="Late">Devices that took part and missed their deadline.</param>
/// <param name="MeanTrainingHz">Mean CPU frequency of those who take part while they train, in Hz; null without any.</param>
/// <param name="Reason">Why the first of those that abstain or renegotiated did so; empty without any.</param>
public sealed record IncentiveReport(
    Tokens Payment, int Abstaining, int Renegotiated, int Late, double? MeanTrainingHz, string Reason)
{
    /// <summary>How honest devices fared; null without any.</summary>
    public GroupFare? Honest { get; init; }

    /// <summary>How malicious devices fared; null without any.</summary>
    public GroupFare? Malicious { get; init; }

    internal static IncentiveReport Of(
        IReadOnlyList<DeviceTerms> terms, IReadOnlyList<Payment> payments, int late, IReadOnlyList<double> trainingHz) => new(
            payments.Aggregate(Tokens.Zero, (sum, payment) => sum + payment.Amount),
            terms.Count(device => !device.TakesPart),
            terms.Count(device => device is { TakesPart: true, Reason.Length: > 0 }),
            late,
            trainingHz.Count > 0 ? trainingHz.Average() : null,
            terms.FirstOrDefault(device => device.Reason.Length > 0) is { } first ? $"device {first.Device}: {first.Reason}" : "");
}

/// <summary>How a group of devices fared in an episode.</summary>
/// <param name="SelectionRate">Share of all its devices that took part, [0, 1].</param>
/// <param name="Income">Mean income of its devices in tokens, those that took no part among them.</param>
public readonly record struct GroupFare(double SelectionRate, double Income);
