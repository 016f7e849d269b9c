using static System.FormattableString;

namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>
/// What one client has to do in a round of the Stackelberg game of arXiv:2202.10938, and with what chip: first train, then
/// mine, both before the deadline. Frequencies are in GHz, times in minutes, work in GHz minutes (1 GHz min is 6e10 cycles).
/// </summary>
public readonly record struct ClientWork
{
    /// <summary>Work of training μ in GHz min, at least 0: iterations times cycles per sample times samples.</summary>
    public required double TrainingGhzMinutes { get; init; }

    /// <summary>Work of mining ψ in GHz min, at least 0; not both works are 0.</summary>
    public required double MiningGhzMinutes { get; init; }

    /// <summary>Deadline T in min, positive.</summary>
    public required double DeadlineMinutes { get; init; }

    /// <summary>Chip constant ρ in money / (GHz^3 min), positive: energy costs ρ q^2 per GHz min of work.</summary>
    public required double ChipConstant { get; init; }

    /// <summary>Highest CPU frequency in GHz, positive. Default: none, as in Problem 1 of the paper.</summary>
    public double FrequencyMaxGhz { get; init; } = double.PositiveInfinity;

    /// <summary>A client without a highest frequency.</summary>
    public ClientWork()
    {
    }

    /// <summary>What is wrong with the values, all at once, each with the feasible region.</summary>
    public IReadOnlyList<string> Errors()
    {
        var errors = new List<string>();
        Check(ChipConstant > 0 && double.IsFinite(ChipConstant), Invariant($"chip constant is {ChipConstant}, must be greater than 0"));
        Check(
            TrainingGhzMinutes >= 0 && MiningGhzMinutes >= 0 && TrainingGhzMinutes + MiningGhzMinutes is > 0 and < double.MaxValue,
            Invariant($"works are {TrainingGhzMinutes} and {MiningGhzMinutes} GHz min, must be at least 0 and not both 0"));
        Check(FrequencyMaxGhz > 0, Invariant($"highest frequency is {FrequencyMaxGhz} GHz, must be greater than 0"));
        Check(
            DeadlineMinutes > 0 && double.IsFinite(DeadlineMinutes),
            Invariant($"deadline is {DeadlineMinutes} min, must be greater than 0"));
        var shortest = (TrainingGhzMinutes + MiningGhzMinutes) / FrequencyMaxGhz;
        var tasks = Invariant($"{TrainingGhzMinutes} + {MiningGhzMinutes} GHz min at up to {FrequencyMaxGhz} GHz");
        Check(
            !(DeadlineMinutes > 0 && DeadlineMinutes < shortest),
            Invariant($"deadline is {DeadlineMinutes} min, must be at least {shortest:g6} to do {tasks}"));
        return errors;

        void Check(bool isRight, string error)
        {
            if (!isRight)
            {
                errors.Add(error);
            }
        }
    }

    /// <summary>Energy cost of training in <paramref name="minutes"/>: ρ μ q^2 = ρ μ^3 / t^2.</summary>
    /// <param name="minutes">Duration of the training, positive when there is work.</param>
    public double TrainingCost(double minutes) => Cost(TrainingGhzMinutes, minutes);

    /// <summary>Energy cost of mining in <paramref name="minutes"/>: ρ ψ q^2 = ρ ψ^3 / t^2.</summary>
    /// <param name="minutes">Duration of the mining, positive when there is work.</param>
    public double MiningCost(double minutes) => Cost(MiningGhzMinutes, minutes);

    /// <summary>
    /// Shortest duration of a task that a price per minute pays for: p t ≥ ρ w^3 / t^2 and q ≤ q_max, so
    /// t ≥ max(w (ρ/p)^(1/3), w / q_max). Infinite when there is work and the price is 0.
    /// </summary>
    /// <param name="workGhzMinutes">The work w.</param>
    /// <param name="pricePerMinute">The price p, at least 0.</param>
    internal double ShortestPaidMinutes(double workGhzMinutes, double pricePerMinute) => workGhzMinutes == 0
        ? 0
        : Math.Max(workGhzMinutes * Math.Cbrt(ChipConstant / pricePerMinute), workGhzMinutes / FrequencyMaxGhz);

    /// <summary>
    /// Shortest duration of a task that costs no more than <paramref name="bound"/>: max(sqrt(ρ w^3 / R), w / q_max).
    /// Infinite when there is work and the bound is 0.
    /// </summary>
    /// <param name="workGhzMinutes">The work w.</param>
    /// <param name="bound">The bound R on the payment, at least 0.</param>
    internal double ShortestAffordableMinutes(double workGhzMinutes, double bound) => workGhzMinutes == 0
        ? 0
        : Math.Max(Math.Sqrt(ChipConstant * Cube(workGhzMinutes) / bound), workGhzMinutes / FrequencyMaxGhz);

    /// <summary>The price per minute that just pays the energy of <paramref name="workGhzMinutes"/>: ρ (w / t)^3.</summary>
    /// <param name="workGhzMinutes">The work w.</param>
    /// <param name="minutes">The duration t.</param>
    internal double PriceAtCost(double workGhzMinutes, double minutes) =>
        workGhzMinutes == 0 ? 0 : ChipConstant * Cube(workGhzMinutes / minutes);

    internal static double Cube(double value) => value * value * value;

    private double Cost(double work, double minutes) =>
        work == 0 ? 0 : ChipConstant * work * (work / minutes) * (work / minutes);
}
