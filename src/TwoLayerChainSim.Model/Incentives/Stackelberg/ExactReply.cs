namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// The maximiser of Problem 1: utility (1) under (8), (9), (10) and q ≤ q_max. The default, because
/// <see cref="PublishedReply"/> is optimal only where pm + 2ρ qm^3 ≥ 3 pt.
/// </summary>
public sealed class ExactReply : IClientStrategy
{
    /// <inheritdoc/>
    public ClientReply Reply(ClientWork work, Prices prices, PaymentBounds bounds)
    {
        var (kind, training, mining) = DeadlineSplit.Best(
            work,
            work.ShortestPaidMinutes(work.TrainingGhzMinutes, prices.TrainingPerMinute),
            work.ShortestPaidMinutes(work.MiningGhzMinutes, prices.MiningPerMinute),
            _ => prices.TrainingPerMinute - prices.MiningPerMinute);
        return kind == ReplyKind.OutOfTime
            ? ClientReply.NoPart(kind)
            : ClientReply.Uncapped(kind, work, prices, training, mining);
    }
}
