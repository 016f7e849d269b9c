using System.Collections.Immutable;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>Keys of the incentives; money is in tokens.</summary>
internal static class IncentiveKeys
{
    private const string Wang = "arXiv:2202.10938";

    /// <summary>The incentives that a scenario can name: those of the catalogue.</summary>
    public static ImmutableArray<KeyChoice> Choices { get; } =
        [.. IncentiveCatalog.Entries.Select(entry => new KeyChoice(entry.Name, entry.Description, entry.Source))];

    /// <summary>The key of the top level that selects one.</summary>
    public static ScenarioKey Selection { get; } = ScenarioKey.Choice(
        "incentive", "none", "What brings devices to work: who takes part, at which frequency, for which payment", "[P]", Choices);

    /// <summary>Parameters.</summary>
    public static ImmutableArray<ScenarioKey> All { get; } =
    [
        ScenarioKey.Choice("stackelberg.leader", "exact", "How the task publisher prices a minute of training and of consensus", Wang,
            new KeyChoice("exact", "The least prices that win a device: the optimum of Problem 2", "[P] closed form"),
            new KeyChoice("published-complete", "Theorem 3.2 with its exponent corrected: exhausts both bounds", Wang),
            new KeyChoice("published-complete-as-printed", "Theorem 3.2 as printed, whose units do not agree", Wang),
            new KeyChoice("published-incomplete", "Theorem 4.1, for devices that report their work", Wang),
            new KeyChoice("posted-price", "One price that wins the largest work, whatever is reported", "[P] incentive compatible")),
        ScenarioKey.Choice("stackelberg.client", "exact", "How a device answers prices", Wang,
            new KeyChoice("exact", "Best frequencies, neither task at a loss: Problem 1", "[P] numerical optimum"),
            new KeyChoice("published", "Theorem 3.1", Wang),
            new KeyChoice("joint-ir", "Best frequencies, no loss in both tasks together", "[P]"),
            new KeyChoice("capped", "Best frequencies where payments end at their bounds", "[P]")),
        ScenarioKey.Number("stackelberg.rho", 1, 1e-9, 1e9,
            "Chip constant in tokens / (GHz^3 min): a GHz min of work at q GHz costs a device rho q^2 tokens", $"{Wang} (0.01)"),
        ScenarioKey.Number("stackelberg.budget", 150, 1e-6, 1e9, "Budget of an episode of a task in tokens",
            $"{Wang} (1500 for works of 10 GHz min)"),
        ScenarioKey.Number("stackelberg.mining-budget", 100, 0, 1e9,
            "Part of the budget for consensus, the same bound for each device; the rest is shared by contribution", Wang),
        ScenarioKey.Number("stackelberg.xi", 0.1, 0, 1e6,
            "Weight of a minute and of a token against the model's value; devices that cost more than they add are not taken", Wang),
        ScenarioKey.Number("stackelberg.model-value", 100, 1e-6, 1e9, "Value in tokens of a model after unlimited training", "[P]"),
        ScenarioKey.Number("stackelberg.model-value-devices", 100, 1e-3, 1e6,
            "Mean devices whose training gives 1 - 1/e of that value", "[P]"),
        ScenarioKey.Quantity("stackelberg.deadline", Dimension.Time, "0 s", "0 s", "24 h",
            "Computing time for training and consensus of an episode; later updates are not used; 0 s follows stackelberg.pace", Wang),
        ScenarioKey.Quantity("stackelberg.pace", Dimension.Frequency, "1.5 GHz", "1 kHz", "1000 GHz",
            "Frequency at which the device with the most work just meets the deadline, when that is 0 s", "[P] within 1 to 3 GHz"),
        ScenarioKey.Number("stackelberg.margin", 0.001, 0, 10, "Share by which the optimal prices are raised", "[P] no knife's edge"),
        ScenarioKey.Choice("stackelberg.shapley-reading", "mean",
            "Contribution of a set of devices, by which payments for training are bounded", Wang,
            new KeyChoice("mean", "By the distance of its mean training work from the target", $"{Wang}, (5)"),
            new KeyChoice("sum", "By the distance of its sum of training works over all devices", "[P]"),
            new KeyChoice("squared", "By the squared distance of its mean", "[P]")),
        ScenarioKey.Number("stackelberg.contribution-target", 1, 0.001, 1000,
            "Target of the contribution as a multiple of the largest training work", $"{Wang} (1)"),
        ScenarioKey.Number("stackelberg.work-share-min", 1, 0.001, 1,
            "Least share of its samples that a device may train on when all do not fit deadline and budget; 1 never cuts", "[P]"),
        .. ContractKeys.All,
    ];
}
