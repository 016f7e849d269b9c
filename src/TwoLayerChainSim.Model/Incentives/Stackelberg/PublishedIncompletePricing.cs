namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// The prices of Theorem 4.1 as published, for a client that reports its work: pt as in Eq. (15), and
/// pm = ρ ψ^3 / (T - (ρ μ^3 / R_t)^(1/2))^3 by Eq. (20). It is right only for truthful clients, which it leaves nothing: whoever
/// reports more work than it has gains. <see cref="PostedPricing"/> is the incentive-compatible alternative.
/// </summary>
public sealed class PublishedIncompletePricing : ILeaderPricing
{
    /// <inheritdoc/>
    public Prices? Quote(ClientWork work, PaymentBounds bounds)
    {
        if (PublishedCompletePricing.TrainingPrice(work, bounds) is not { } training)
        {
            return null;
        }

        var minutes = work.DeadlineMinutes - PublishedCompletePricing.TrainingMinutes(work, bounds);
        return new(training, work.PriceAtCost(work.MiningGhzMinutes, minutes)); // Eqs. (19), (20)
    }
}
