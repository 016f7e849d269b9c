using static System.FormattableString;

namespace TwoLayerChainSim.Model.Incentives.Contracts;

/// <summary>
/// Parameters of the contract problem of Kang et al. 2019 ("Incentive mechanism for reliable federated learning"), Table II.
/// Units are those of the paper, which gives numbers only; they have to be consistent with each other.
/// </summary>
public sealed record ContractOptions
{
    private const double Tolerance = 1e-9;

    /// <summary>The types in order of increasing accuracy. Default: ten of equal share, ε evenly spaced over [0.2, 0.92].</summary>
    public IReadOnlyList<ContractType> Types { get; init; } = EvenTypes(10);

    /// <summary>The logarithm of log(1/ε).</summary>
    public IterationLogarithm Logarithm { get; init; } = IterationLogarithm.Base10;

    /// <summary>Number N of workers, at least 1. The paper writes N for the number of types, too.</summary>
    public int Workers { get; init; } = 100;

    /// <summary>CPU cycles c for a sample, positive.</summary>
    public double CyclesPerSample { get; init; } = 5;

    /// <summary>Number s of samples of a worker, positive.</summary>
    public double Samples { get; init; } = 20;

    /// <summary>Time T_com to send an update, at least 0.</summary>
    public double CommunicationTime { get; init; } = 10;

    /// <summary>Energy E_com to send an update, at least 0.</summary>
    public double CommunicationEnergy { get; init; } = 20;

    /// <summary>Longest time T_max of a global iteration, greater than <see cref="CommunicationTime"/>.</summary>
    public double LongestTime { get; init; } = 600;

    /// <summary>Budget R_max for the rewards of all workers, greater than <see cref="LeastBudget"/>.</summary>
    public double Budget { get; init; } = 10_000;

    /// <summary>Energy coefficient ζ of a chip, positive: a cycle at frequency f takes ζ f².</summary>
    public double EnergyCoefficient { get; init; } = 2;

    /// <summary>Weight ω of the publisher's satisfaction ln(T_max - T), positive.</summary>
    public double SatisfactionWeight { get; init; } = 800;

    /// <summary>Cost l of a unit of reward to the publisher, positive.</summary>
    public double RewardCost { get; init; } = 1;

    /// <summary>Cost μ of a unit of energy to a worker, positive.</summary>
    public double EnergyCost { get; init; } = 1;

    /// <summary>Cycles c s of one local iteration.</summary>
    internal double IterationCycles => CyclesPerSample * Samples;

    /// <summary>Types of equal share with accuracies evenly spaced over a range, a single one in its middle.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <param name="low">Lowest accuracy, (0, 1).</param>
    /// <param name="high">Highest accuracy, (<paramref name="low"/>, 1).</param>
    public static IReadOnlyList<ContractType> EvenTypes(int count, double low = 0.2, double high = 0.92) =>
        WithShares([.. Enumerable.Repeat(1.0 / count, count)], low, high);

    /// <summary>Types of given shares with accuracies evenly spaced over a range, a single one in its middle.</summary>
    /// <param name="shares">Share of each type, worst data first.</param>
    /// <param name="low">Lowest accuracy, (0, 1).</param>
    /// <param name="high">Highest accuracy, (<paramref name="low"/>, 1).</param>
    public static IReadOnlyList<ContractType> WithShares(IReadOnlyList<double> shares, double low = 0.2, double high = 0.92) =>
        shares.Count == 1
            ? [new(0.5 * (low + high), shares[0])]
            : [.. shares.Select((share, n) => new ContractType(low + ((high - low) * n / (shares.Count - 1)), share))];

    /// <summary>Local iterations log(1/ε) = ψ/θ of a type.</summary>
    /// <param name="type">Number of the type, from 0.</param>
    public double Iterations(int type) => Logarithm switch
    {
        IterationLogarithm.Base10 => -Math.Log10(Types[type].Accuracy),
        IterationLogarithm.Natural => -Math.Log(Types[type].Accuracy),
        IterationLogarithm.Base2 => -Math.Log2(Types[type].Accuracy),
        _ => throw new InvalidOperationException($"no logarithm {Logarithm}"),
    };

    /// <summary>Time T_n = (ψ/θ_n) c s / f + T_com of a global iteration.</summary>
    /// <param name="type">Who works, from 0.</param>
    /// <param name="frequency">At which frequency.</param>
    public double Time(int type, double frequency) =>
        (Iterations(type) * IterationCycles / frequency) + CommunicationTime;

    /// <summary>
    /// Utility U_D = R − μ E of a worker, E = (ψ/θ_n) ζ c s f² + E_com. Eq. (19) prints the θ of the chosen item in the cost of
    /// the worker who chooses: erratum, its lemmas have the worker's own, as here.
    /// </summary>
    /// <param name="type">Who works, from 0.</param>
    /// <param name="item">The item it chose, whosever it is.</param>
    public double WorkerUtility(int type, ContractItem item) => item.Reward
        - (EnergyCost * (CommunicationEnergy + (Iterations(type) * IterationEnergy(item.Frequency))));

    /// <summary>Energy ζ c s f² of one local iteration.</summary>
    /// <param name="frequency">At which frequency.</param>
    public double IterationEnergy(double frequency) => EnergyCoefficient * IterationCycles * frequency * frequency;

    /// <summary>
    /// The frequency that no type may go below: one local iteration takes at most T_max, and the type with most iterations
    /// finishes all of them and the transmission by then (the others follow because frequencies must not decrease).
    /// </summary>
    public double LeastFrequency() => Math.Max(
        IterationCycles / LongestTime, Iterations(0) * IterationCycles / (LongestTime - CommunicationTime));

    /// <summary>What the rewards of all workers come to when everybody works at <see cref="LeastFrequency"/>.</summary>
    public double LeastBudget() => Workers * EnergyCost
        * (CommunicationEnergy + (Iterations(0) * IterationEnergy(LeastFrequency())));

    /// <summary>What is wrong, all at once, each with the feasible region; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Check(Types.Count > 0, "there are no types, must be at least 1");
        foreach (var (n, type) in Types.Index())
        {
            Check(type.Accuracy is > 0 and < 1, Invariant($"accuracy of type {n + 1} is {type.Accuracy}, must be in (0, 1)"));
            Check(type.Share is > 0 and <= 1, Invariant($"share of type {n + 1} is {type.Share}, must be in (0, 1]"));
            Check(
                n == 0 || type.Accuracy > Types[n - 1].Accuracy,
                Invariant($"accuracy of type {n + 1} is {type.Accuracy}, must be greater than that of type {n}"));
        }

        var shares = Types.Sum(type => type.Share);
        Check(Types.Count == 0 || Math.Abs(shares - 1) <= Tolerance, Invariant($"shares of types sum to {shares}, must be 1"));
        Check(Workers > 0, Invariant($"number of workers is {Workers}, must be at least 1"));
        foreach (var (what, value) in Positive)
        {
            Check(value > 0 && double.IsFinite(value), Invariant($"{what} is {value}, must be greater than 0"));
        }

        Check(
            CommunicationTime >= 0 && double.IsFinite(CommunicationTime),
            Invariant($"communication time is {CommunicationTime}, must be at least 0"));
        Check(
            CommunicationEnergy >= 0 && double.IsFinite(CommunicationEnergy),
            Invariant($"communication energy is {CommunicationEnergy}, must be at least 0"));
        Check(
            LongestTime > CommunicationTime && double.IsFinite(LongestTime),
            Invariant($"longest time T_max is {LongestTime}, must be greater than the communication time {CommunicationTime}"));
        if (problems.Count == 0)
        {
            Check(
                Budget > LeastBudget() * (1 + Tolerance) && double.IsFinite(Budget),
                Invariant($"budget is {Budget}, must be greater than {LeastBudget():g6}: what type 1 needs to finish by T_max"));
        }

        return problems;

        void Check(bool isRight, string problem)
        {
            if (!isRight)
            {
                problems.Add(problem);
            }
        }
    }

    private IEnumerable<(string What, double Value)> Positive =>
    [
        ("number of cycles per sample", CyclesPerSample),
        ("number of samples", Samples),
        ("energy coefficient", EnergyCoefficient),
        ("weight of satisfaction", SatisfactionWeight),
        ("cost of a reward", RewardCost),
        ("cost of energy", EnergyCost),
    ];
}
