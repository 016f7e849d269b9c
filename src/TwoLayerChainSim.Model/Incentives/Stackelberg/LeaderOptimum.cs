namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// The least that a client can be brought to work for, in closed form. A rational client always uses the whole deadline, so the
/// model owner minimises the payment; a payment is at least the energy cost, whose least is at qt = qm; and prices that just
/// pay that cost leave the client this one feasible point. Same answer if clients play Theorem 3.1.
/// </summary>
/// <param name="TrainingMinutes">Duration Tt of training.</param>
/// <param name="MiningMinutes">Duration Tm of mining.</param>
/// <param name="Prices">The prices ρ (μ/Tt)^3 and ρ (ψ/Tm)^3.</param>
public readonly record struct LeaderOptimum(double TrainingMinutes, double MiningMinutes, Prices Prices)
{
    /// <summary>Payment for training, ρ μ^3 / Tt^2, in money.</summary>
    public double TrainingPaid => Prices.TrainingPerMinute * TrainingMinutes;

    /// <summary>Payment for mining, ρ ψ^3 / Tm^2, in money.</summary>
    public double MiningPaid => Prices.MiningPerMinute * MiningMinutes;

    /// <summary>Both payments in money.</summary>
    public double Payment => TrainingPaid + MiningPaid;

    /// <summary>The optimum.</summary>
    /// <param name="work">The client.</param>
    /// <param name="bounds">The most it may be paid.</param>
    /// <returns>Null when no payment within the bounds covers the energy by the deadline: At + Am > T.</returns>
    public static LeaderOptimum? Of(ClientWork work, PaymentBounds bounds)
    {
        var (training, mining, deadline) = (work.TrainingGhzMinutes, work.MiningGhzMinutes, work.DeadlineMinutes);
        var shortestTraining = work.ShortestAffordableMinutes(training, bounds.Training);
        var shortestMining = work.ShortestAffordableMinutes(mining, bounds.Mining);
        if (!(shortestTraining + shortestMining <= deadline))
        {
            return null;
        }

        // Both speeds are equal unless a bound asks for more time in one of the tasks.
        var unbounded = deadline * training / (training + mining);
        var trainingMinutes = Math.Min(Math.Max(unbounded, shortestTraining), deadline - shortestMining);
        var miningMinutes = deadline - trainingMinutes;
        return new(
            trainingMinutes,
            miningMinutes,
            new(work.PriceAtCost(training, trainingMinutes), work.PriceAtCost(mining, miningMinutes)));
    }

    /// <summary>Says why <see cref="Of"/> has no answer, with the feasible region.</summary>
    /// <param name="work">The client.</param>
    /// <param name="bounds">The most it may be paid.</param>
    public static string WhyNone(ClientWork work, PaymentBounds bounds)
    {
        var training = work.ShortestAffordableMinutes(work.TrainingGhzMinutes, bounds.Training);
        var mining = work.ShortestAffordableMinutes(work.MiningGhzMinutes, bounds.Mining);
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"training {work.TrainingGhzMinutes:g6} GHz min for at most {bounds.Training:g6} takes {training:g6} min or more, "
            + $"mining {work.MiningGhzMinutes:g6} GHz min for at most {bounds.Mining:g6} takes {mining:g6} min or more "
            + $"(highest frequency {work.FrequencyMaxGhz:g6} GHz); "
            + $"together they must end within the deadline of {work.DeadlineMinutes:g6} min");
    }
}
