namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// The default: the prices of <see cref="LeaderOptimum"/>, raised by a margin so that a client gains a little from taking part
/// and does not stand on a knife's edge.
/// </summary>
/// <param name="margin">
/// Share λ by which a price is raised, at least 0. Default 0.001. Equal prices raised alike do not move the speeds; at a binding
/// bound the price is not raised.
/// </param>
public sealed class ExactPricing(double margin = 1e-3) : ILeaderPricing
{
    /// <inheritdoc/>
    public Prices? Quote(ClientWork work, PaymentBounds bounds) => LeaderOptimum.Of(work, bounds) is { } optimum
        ? new(
            Raise(optimum.Prices.TrainingPerMinute, optimum.TrainingMinutes, bounds.Training),
            Raise(optimum.Prices.MiningPerMinute, optimum.MiningMinutes, bounds.Mining))
        : null;

    private double Raise(double price, double minutes, double bound)
    {
        var raised = price * (1 + margin);
        return raised * minutes <= bound ? raised : price;
    }
}
