using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>Keys of the data, the model, its training and the attacks on it.</summary>
internal static class LearningKeys
{
    public static ImmutableArray<ScenarioKey> All { get; } =
    [
        ScenarioKey.Choice("learning.data", "generated", "Where the digits come from", "Feng 2022, Simulation setting (MNIST)",
            new KeyChoice("generated", "Handwritten-like digits, drawn from the seed", "[P] no download"),
            new KeyChoice("idx", "MNIST-like IDX files of learning.data-directory", "LeCun 1998")),
        ScenarioKey.Plain("learning.data-directory", KeyKind.Folder, "none",
            "Folder with the four IDX files, plain or .gz; --data DIR sets it", "LeCun 1998"),
        ScenarioKey.Whole("learning.train-samples", 10_000, 10, 1_000_000, "Training samples of the generated set", "[P]"),
        ScenarioKey.Whole("learning.test-samples", 5_000, 10, 1_000_000, "Test samples of the generated set", "[P]"),
        ScenarioKey.Whole("learning.samples-per-device", 300, 1, 1_000_000, "Mean number of training samples of a device", "[P]"),
        ScenarioKey.Whole("learning.validation-samples", 300, 1, 1_000_000,
            "Samples that each MEC node keeps for the quality check", "[P] as many as a device holds"),
        ScenarioKey.Choice("learning.partition", "iid", "How samples are dealt to devices", "[P] not given by Feng 2022",
            new KeyChoice("iid", "At random, equal sizes", "McMahan 2017"),
            new KeyChoice("dirichlet", "Class shares of a device from a Dirichlet law", "Hsu 2019"),
            new KeyChoice("label-shards", "A few shards of the set sorted by label", "McMahan 2017"),
            new KeyChoice("quantity-skew", "Log-normal sizes", "[P]")),
        ScenarioKey.Number("learning.dirichlet-alpha", 0.5, 0.001, 1e6,
            "Concentration of the Dirichlet partition; small is skewed", "Hsu 2019"),
        ScenarioKey.Whole("learning.shards-per-device", 2, 1, 100, "Shards of a device in the label-shards partition", "McMahan 2017"),
        ScenarioKey.Number("learning.quantity-deviation", 0.5, 0, 5, "Deviation of the logarithm of a device's number of samples", "[P]"),
        ScenarioKey.Choice("learning.model", "mlp", "Model that is trained", "[P] not given by Feng 2022",
            new KeyChoice("mlp", "784, hidden units with ReLU, 10 outputs", "[P] 25,450 parameters at 32 units"),
            new KeyChoice("softmax", "Softmax regression, 7,850 parameters", "[P]")),
        ScenarioKey.Whole("learning.hidden-units", 32, 1, 4_096, "Hidden units of the MLP", "[P]"),
        ScenarioKey.Number("learning.learning-rate", 0.1, 0, 100, "Step of stochastic gradient descent", "[P]"),
        ScenarioKey.Whole("learning.batch-size", 32, 1, 100_000, "Samples of a gradient step", "[P]"),
        ScenarioKey.Whole("learning.local-epochs", 2, 1, 1_000, "Passes over a device's samples in an episode", "[P]"),
        ScenarioKey.Choice("learning.mode", "real", "Whether devices train", "[P]",
            new KeyChoice("real", "Every device trains its model", "[P]"),
            new KeyChoice("timing-only", "Only the time of training passes", "[P] for studies of delay")),

        ScenarioKey.Fraction("attacks.malicious-fraction", 0.3, "Share of devices that tamper with their labels, drawn once a replication",
            "Feng 2022, Simulation setting; [P] share not given"),
        ScenarioKey.Choice("attacks.label-attack", "flip", "What malicious devices do to labels", "Feng 2022: tampering with the label",
            new KeyChoice("flip", "y becomes 9 - y", "[P]"),
            new KeyChoice("random", "y becomes uniform", "[P]"),
            new KeyChoice("targeted", "One label becomes another", "[P]")),
        ScenarioKey.Whole("attacks.target-from", 1, 0, 9, "Label that the targeted attack changes", "[P]"),
        ScenarioKey.Whole("attacks.target-to", 7, 0, 9, "Label that it becomes", "[P]"),
        ScenarioKey.Whole("attacks.malfunctioning-mec-nodes", 1, 0, 1_000,
            "MEC nodes that malfunction in an episode, drawn anew each episode",
            "Feng 2022, Simulation setting: a fixed number; [P] 1"),
        ScenarioKey.Choice("attacks.malfunction", "gaussian", "What a malfunctioning MEC node does to each update that it forwards",
            "Feng 2022: poor FL results; [P] form not given",
            new KeyChoice("gaussian", "Adds N(-s, s), s being strength times the update's RMS value", "[P]"),
            new KeyChoice("absolute", "Adds strength times N(-0.1, 0.1), whatever the update", "Kim 2020, Sec. IV (strength 1)"),
            new KeyChoice("sign-reversal", "Sends -strength times the update", "[P]"),
            new KeyChoice("drop", "Loses it", "[P]"),
            new KeyChoice("stale", "Sends that of the last episode", "[P]")),
        ScenarioKey.Number("attacks.malfunction-strength", 3, 0, 1_000,
            "Strength of the malfunction; 0 is none", "[P] swept 1, 3, 10 in the reproduction"),
    ];
}
