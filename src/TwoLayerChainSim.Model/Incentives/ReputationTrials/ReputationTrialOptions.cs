using static System.FormattableString;

namespace TwoLayerChainSim.Model.Incentives.ReputationTrials;

/// <summary>Publishers and workers of a reputation trial; defaults are those of Kang et al. 2019, Table II and Sec. VII-A.</summary>
public sealed record ReputationTrialOptions
{
    /// <summary>Number of publishers, more than <see cref="CompromisedPublishers"/>.</summary>
    public int Publishers { get; init; } = 20;

    /// <summary>Publishers that report the opposite of what they saw, at least 0.</summary>
    public int CompromisedPublishers { get; init; } = 5;

    /// <summary>Number of workers, more than the low-quality ones and label flippers.</summary>
    public int Workers { get; init; } = 100;

    /// <summary>Workers with few classes of data, at least 1.</summary>
    public int LowQualityWorkers { get; init; } = 8;

    /// <summary>Workers that flip labels, at least 1.</summary>
    public int LabelFlippers { get; init; } = 2;

    /// <summary>Weeks (time slots of the logic), at least 1. The paper does not say how many; default 20.</summary>
    public int Weeks { get; init; } = 20;

    /// <summary>Fewest tasks of a worker for a publisher in a week, at least 1.</summary>
    public int TasksMin { get; init; } = 15;

    /// <summary>Most tasks of a worker for a publisher in a week, at least <see cref="TasksMin"/>.</summary>
    public int TasksMax { get; init; } = 30;

    /// <summary>First week, from 1, in which label flippers flip; before they are honest. Default 1.</summary>
    public int FlipsFrom { get; init; } = 1;

    /// <summary>Last week in which label flippers flip; after it they are honest. Default: to the end.</summary>
    public int FlipsUntil { get; init; } = int.MaxValue;

    /// <summary>Probability that a flipper misbehaves in a task of a week in which it flips, [0, 1]. Paper: 0.8.</summary>
    public double FlipProbability { get; init; } = 0.8;

    /// <summary>Probability that the quality check rejects the update of a low-quality worker, [0, 1]. Assumed: 0.5.</summary>
    public double LowQualityRejection { get; init; } = 0.5;

    /// <summary>Probability that the quality check rejects the update of an honest worker, [0, 1]. Assumed: 0.02.</summary>
    public double HonestRejection { get; init; } = 0.02;

    /// <summary>Least probability q that a packet of a worker arrives; each has its own, uniform up to 1. [0, 1].</summary>
    public double SuccessProbabilityMin { get; init; } = 0.8;

    /// <summary>
    /// Reputation below which a worker is given no tasks, [0, 1]; 0 takes everybody. Who is unknown has 0.5. Deviation: the paper
    /// starts unreliable workers at 0.49, which would keep them out from the beginning.
    /// </summary>
    public double SelectionThreshold { get; init; } = 0.5;

    /// <summary>
    /// What an honest publisher pays for an accepted update, in tokens, at least 0. Default 1; rejected ones are not paid.
    /// </summary>
    public double RewardPerUpdate { get; init; } = 1;

    /// <summary>
    /// How a reputation is lost and won back, as in the paper's Fig. 3: everybody is taken, flippers flip from week 7 to week 10.
    /// </summary>
    public static ReputationTrialOptions OnAndOff { get; } = new() { SelectionThreshold = 0, FlipsFrom = 7, FlipsUntil = 10 };

    /// <summary>Group of a worker: honest ones have the lowest numbers, flippers the highest.</summary>
    /// <param name="worker">Number of the worker, from 0.</param>
    internal WorkerGroup GroupOf(int worker) =>
        worker >= Workers - LabelFlippers ? WorkerGroup.LabelFlipper
        : worker >= Workers - LabelFlippers - LowQualityWorkers ? WorkerGroup.LowQuality
        : WorkerGroup.Honest;

    /// <summary>Probability that an update is rejected.</summary>
    /// <param name="group">Group of the worker.</param>
    /// <param name="week">Week, from 1.</param>
    internal double Rejection(WorkerGroup group, int week) => group switch
    {
        WorkerGroup.LowQuality => LowQualityRejection,
        WorkerGroup.LabelFlipper when week >= FlipsFrom && week <= FlipsUntil => FlipProbability,
        _ => HonestRejection,
    };

    /// <summary>What is wrong, all at once, each with the feasible region; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Check(
            CompromisedPublishers >= 0 && CompromisedPublishers < Publishers,
            Invariant($"compromised publishers are {CompromisedPublishers}, must be at least 0 and less than all {Publishers}"));
        Check(
            LowQualityWorkers > 0 && LabelFlippers > 0 && (long)LowQualityWorkers + LabelFlippers < Workers,
            Invariant($"unreliable workers are {LowQualityWorkers} and {LabelFlippers}, must be at least 1 and less than all {Workers}"));
        Check(Weeks > 0, Invariant($"number of weeks is {Weeks}, must be at least 1"));
        Check(
            TasksMin > 0 && TasksMax >= TasksMin && TasksMax < int.MaxValue,
            Invariant($"tasks are {TasksMin} to {TasksMax} a week, must be at least 1 and in order"));
        Check(RewardPerUpdate >= 0, Invariant($"reward per update is {RewardPerUpdate}, must be at least 0"));
        foreach (var (what, value) in Probabilities)
        {
            Check(value is >= 0 and <= 1, Invariant($"{what} is {value}, must be in [0, 1]"));
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

    private IEnumerable<(string What, double Value)> Probabilities =>
    [
        ("probability to flip", FlipProbability),
        ("rejection of low-quality workers", LowQualityRejection),
        ("rejection of honest workers", HonestRejection),
        ("least success probability", SuccessProbabilityMin),
        ("selection threshold", SelectionThreshold),
    ];
}
