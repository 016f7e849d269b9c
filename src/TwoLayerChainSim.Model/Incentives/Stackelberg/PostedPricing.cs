namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// One price for training and mining that does not depend on what a client reports: ρ ((μ_max + ψ) / T)^3. No report can
/// change it, so it is incentive compatible; every client with μ ≤ μ_max gains from taking part; it costs the price times T.
/// </summary>
/// <param name="trainingMaxGhzMinutes">Greatest work of training μ_max that is to be attracted, GHz min, positive.</param>
/// <remarks>The information rent of a small client is what its better conditions earn at the price of the largest one.</remarks>
public sealed class PostedPricing(double trainingMaxGhzMinutes) : ILeaderPricing
{
    /// <inheritdoc/>
    public Prices? Quote(ClientWork work, PaymentBounds bounds)
    {
        var price = work.PriceAtCost(trainingMaxGhzMinutes + work.MiningGhzMinutes, work.DeadlineMinutes);
        return new(price, price);
    }
}
