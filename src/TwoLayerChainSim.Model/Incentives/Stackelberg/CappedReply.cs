namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// The maximiser of Problem 1 when the model owner pays min(p t, bound): needed wherever published prices meet rational
/// clients, which otherwise stretch their training and overrun the budget many times over.
/// </summary>
public sealed class CappedReply : IClientStrategy
{
    /// <inheritdoc/>
    public ClientReply Reply(ClientWork work, Prices prices, PaymentBounds bounds)
    {
        // min(p t, R) ≥ cost holds when both p t and R are at least the cost.
        var (kind, training, mining) = DeadlineSplit.Best(
            work,
            Math.Max(
                work.ShortestPaidMinutes(work.TrainingGhzMinutes, prices.TrainingPerMinute),
                work.ShortestAffordableMinutes(work.TrainingGhzMinutes, bounds.Training)),
            Math.Max(
                work.ShortestPaidMinutes(work.MiningGhzMinutes, prices.MiningPerMinute),
                work.ShortestAffordableMinutes(work.MiningGhzMinutes, bounds.Mining)),
            PaymentSlope);
        return kind == ReplyKind.OutOfTime
            ? ClientReply.NoPart(kind)
            : ClientReply.Paid(
                kind,
                work,
                training,
                mining,
                Math.Min(prices.TrainingPerMinute * training, bounds.Training),
                Math.Min(prices.MiningPerMinute * mining, bounds.Mining));

        double PaymentSlope(double t) =>
            (prices.TrainingPerMinute * t < bounds.Training ? prices.TrainingPerMinute : 0)
            - (prices.MiningPerMinute * (work.DeadlineMinutes - t) < bounds.Mining ? prices.MiningPerMinute : 0);
    }
}
