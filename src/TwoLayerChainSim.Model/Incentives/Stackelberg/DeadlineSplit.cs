namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// How a client that maximises its utility splits the deadline. Utility grows with both durations, so Tt + Tm = T binds, and on
/// that line it is strictly concave: one bisection on its slope finds the best Tt between the shortest durations.
/// </summary>
internal static class DeadlineSplit
{
    /// <summary>Relative slack with which shortest durations still fit the deadline: at optimal prices they just do.</summary>
    private const double RelativeSlack = 1e-12;

    /// <summary>The best durations.</summary>
    /// <param name="work">The client.</param>
    /// <param name="shortestTraining">Shortest allowed Tt in min.</param>
    /// <param name="shortestMining">Shortest allowed Tm in min.</param>
    /// <param name="paymentSlope">Derivative of both payments in Tt on Tt + Tm = T; it must not increase.</param>
    public static (ReplyKind Kind, double TrainingMinutes, double MiningMinutes) Best(
        ClientWork work, double shortestTraining, double shortestMining, Func<double, double> paymentSlope)
    {
        var deadline = work.DeadlineMinutes;
        if (!(shortestTraining + shortestMining <= deadline * (1 + RelativeSlack)))
        {
            return (ReplyKind.OutOfTime, 0, 0);
        }

        if (work.TrainingGhzMinutes == 0)
        {
            return (ReplyKind.OnlyMining, 0, deadline);
        }

        if (work.MiningGhzMinutes == 0)
        {
            return (ReplyKind.OnlyTraining, deadline, 0);
        }

        var longest = deadline - shortestMining;
        if (longest <= shortestTraining || Slope(shortestTraining) <= 0)
        {
            return (ReplyKind.ShortestTraining, shortestTraining, deadline - shortestTraining);
        }

        if (Slope(longest) >= 0)
        {
            return (ReplyKind.ShortestMining, longest, shortestMining);
        }

        var training = Root(shortestTraining, longest);
        return (ReplyKind.Interior, training, deadline - training);

        // d(payments - ρ μ^3 / t^2 - ρ ψ^3 / (T-t)^2)/dt
        double Slope(double t) => paymentSlope(t)
            + (2 * work.ChipConstant * ClientWork.Cube(work.TrainingGhzMinutes / t))
            - (2 * work.ChipConstant * ClientWork.Cube(work.MiningGhzMinutes / (deadline - t)));

        double Root(double low, double high)
        {
            while (true)
            {
                var middle = 0.5 * (low + high);
                if (middle <= low || middle >= high)
                {
                    return middle;
                }

                (low, high) = Slope(middle) > 0 ? (middle, high) : (low, middle);
            }
        }
    }
}
