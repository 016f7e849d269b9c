namespace TwoLayerChainSim.Model.Incentives.ReputationTrials;

/// <summary>Kind of a worker.</summary>
public enum WorkerGroup
{
    /// <summary>Good data, no ill will.</summary>
    Honest,

    /// <summary>Few classes of data.</summary>
    LowQuality,

    /// <summary>Flips labels on purpose.</summary>
    LabelFlipper,
}

/// <summary>How a group of workers fared in a week with the honest publishers.</summary>
/// <param name="Reputation">Mean final reputation at the end of the week, [0, 1].</param>
/// <param name="SelectionRate">Share of pairs of an honest publisher and a worker of the group that worked together, [0, 1].</param>
/// <param name="Income">Mean income of a worker in tokens.</param>
public readonly record struct GroupWeek(double Reputation, double SelectionRate, double Income);

/// <summary>A week of a reputation trial.</summary>
/// <param name="Week">Number of the week, from 1.</param>
/// <param name="Honest">The honest workers.</param>
/// <param name="LowQuality">The low-quality workers.</param>
/// <param name="LabelFlipper">The label flippers.</param>
public sealed record ReputationWeek(int Week, GroupWeek Honest, GroupWeek LowQuality, GroupWeek LabelFlipper);
