namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// How much of its training a client can do where all of it does not fit bounds and deadline: fewer local iterations or samples,
/// to which the work of training is proportional.
/// </summary>
public static class WorkCutting
{
    /// <summary>The client with the largest feasible share of its training.</summary>
    /// <param name="work">The client.</param>
    /// <param name="bounds">The most it may be paid.</param>
    /// <param name="shareMin">Least share worth doing, (0, 1].</param>
    /// <returns>Null when even the least share is too much.</returns>
    public static ClientWork? Largest(ClientWork work, PaymentBounds bounds, double shareMin)
    {
        if (IsFeasible(1))
        {
            return work;
        }

        if (!IsFeasible(shareMin))
        {
            return null;
        }

        var (low, high) = (shareMin, 1.0);
        for (var middle = 0.5 * (low + high); middle > low && middle < high; middle = 0.5 * (low + high))
        {
            (low, high) = IsFeasible(middle) ? (middle, high) : (low, middle);
        }

        return Cut(low);

        ClientWork Cut(double share) => work with { TrainingGhzMinutes = share * work.TrainingGhzMinutes };

        // The shortest durations grow with the share, so the feasible shares are an interval.
        bool IsFeasible(double share) => LeaderOptimum.Of(Cut(share), bounds) is not null;
    }
}
