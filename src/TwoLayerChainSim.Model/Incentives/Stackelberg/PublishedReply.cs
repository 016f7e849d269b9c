namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// The client of Theorem 3.1 as published: qt = (pt/ρ)^(1/3) by Eq. (11), qm = ψ / (T - μ (ρ/pt)^(1/3)) by Eq. (12). It is the
/// corner where training pays nothing, optimal only where pm + 2ρ qm^3 ≥ 3 pt; <see cref="ExactReply"/> is the default.
/// </summary>
/// <remarks>
/// Deviation: the theorem ignores (9) and q_max; a reply that breaks them takes no part, and its figures are shown.
/// </remarks>
public sealed class PublishedReply : IClientStrategy
{
    /// <summary>Relative tolerance below which a loss is rounding: published prices leave a client exactly nothing.</summary>
    private const double RelativeTolerance = 1e-9;

    /// <inheritdoc/>
    public ClientReply Reply(ClientWork work, Prices prices, PaymentBounds bounds)
    {
        var training = work.TrainingGhzMinutes == 0
            ? 0
            : work.TrainingGhzMinutes * Math.Cbrt(work.ChipConstant / prices.TrainingPerMinute); // Eq. (11)
        var mining = work.DeadlineMinutes - training; // Eq. (12)
        if (mining < 0 || (mining == 0 && work.MiningGhzMinutes > 0))
        {
            return ClientReply.NoPart(ReplyKind.OutOfTime);
        }

        var reply = ClientReply.Uncapped(ReplyKind.ShortestTraining, work, prices, training, mining);
        if (IsLoss(reply.MiningPaid - work.MiningCost(mining), reply.MiningPaid))
        {
            return reply with { Kind = ReplyKind.AtALoss };
        }

        var limit = work.FrequencyMaxGhz * (1 + RelativeTolerance);
        return reply.TrainingGhz > limit || reply.MiningGhz > limit ? reply with { Kind = ReplyKind.TooFast } : reply;
    }

    internal static bool IsLoss(double payoff, double payment) => payoff < -RelativeTolerance * payment;
}
