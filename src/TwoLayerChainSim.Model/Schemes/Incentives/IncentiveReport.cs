using TwoLayerChainSim.Model.Incentives.Payments;

namespace TwoLayerChainSim.Model.Schemes.Incentives;

/// <summary>What an incentive did in an episode.</summary>
/// <param name="Payment">What was paid in all.</param>
/// <param name="Terms">What was agreed on with each candidate.</param>
/// <param name="Late">Devices that took part and missed their deadline.</param>
/// <param name="MeanTrainingHz">Mean CPU frequency of those who take part while they train, in Hz; null without any.</param>
public sealed record IncentiveReport(
    Tokens Payment, IReadOnlyList<DeviceTerms> Terms, int Late, double? MeanTrainingHz)
{
    /// <summary>Candidates that took no part.</summary>
    public int Abstaining => Terms.Count(terms => !terms.TakesPart);

    /// <summary>Devices that took part on other terms than those first offered.</summary>
    public int Renegotiated => Terms.Count(terms => terms is { TakesPart: true, Reason.Length: > 0 });
}
