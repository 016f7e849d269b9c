namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// The maximiser of utility (1) for a client that accepts a loss in one task when the other makes up for it: only the joint
/// rationality (17) U ≥ 0 is asked for, not (8) and (9) one by one.
/// </summary>
public sealed class JointReply : IClientStrategy
{
    /// <inheritdoc/>
    public ClientReply Reply(ClientWork work, Prices prices, PaymentBounds bounds)
    {
        var (kind, training, mining) = DeadlineSplit.Best(
            work,
            work.TrainingGhzMinutes / work.FrequencyMaxGhz,
            work.MiningGhzMinutes / work.FrequencyMaxGhz,
            _ => prices.TrainingPerMinute - prices.MiningPerMinute);
        if (kind == ReplyKind.OutOfTime)
        {
            return ClientReply.NoPart(kind);
        }

        var reply = ClientReply.Uncapped(kind, work, prices, training, mining);
        return PublishedReply.IsLoss(reply.Utility, reply.Payment) ? ClientReply.NoPart(ReplyKind.AtALoss) : reply;
    }
}
