namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// The prices of Theorem 3.2 as published, for a model owner that knows the client: pt = ρ^(-1/2) (R_t/μ)^(3/2) by Eq. (15),
/// pm = R_m / (T - (ρ μ^3 / R_t)^(1/2)) by Eq. (16). They put both payments at their upper bounds and so give the least
/// utility of the model owner, not the greatest; <see cref="ExactPricing"/> is the default.
/// </summary>
/// <param name="isAsPrinted">
/// True for Eq. (16) as printed, pm = R_m / (T - (ρ μ)^(3/2) (1/R_t)^(1/2)), whose units do not agree. Default false: the
/// corrected exponent, with which the bound R_m is exhausted as the proof says.
/// </param>
public sealed class PublishedCompletePricing(bool isAsPrinted = false) : ILeaderPricing
{
    /// <inheritdoc/>
    public Prices? Quote(ClientWork work, PaymentBounds bounds)
    {
        if (TrainingPrice(work, bounds) is not { } training)
        {
            return null;
        }

        var trainingMinutes = isAsPrinted
            ? Math.Pow(work.ChipConstant * work.TrainingGhzMinutes, 1.5) / Math.Sqrt(bounds.Training)
            : TrainingMinutes(work, bounds);
        var mining = bounds.Mining / (work.DeadlineMinutes - trainingMinutes); // Eq. (16)
        return mining >= 0 && double.IsFinite(mining) ? new(training, mining) : null;
    }

    /// <summary>Eq. (15); null when there is no finite price, or when it leaves no time to mine.</summary>
    internal static double? TrainingPrice(ClientWork work, PaymentBounds bounds)
    {
        var price = Math.Pow(bounds.Training / work.TrainingGhzMinutes, 1.5) / Math.Sqrt(work.ChipConstant);
        return price > 0 && double.IsFinite(price) && TrainingMinutes(work, bounds) < work.DeadlineMinutes ? price : null;
    }

    /// <summary>The time (ρ μ^3 / R_t)^(1/2) that Theorem 3.1 trains at the price of Eq. (15).</summary>
    internal static double TrainingMinutes(ClientWork work, PaymentBounds bounds) =>
        Math.Sqrt(work.ChipConstant * ClientWork.Cube(work.TrainingGhzMinutes) / bounds.Training);
}
