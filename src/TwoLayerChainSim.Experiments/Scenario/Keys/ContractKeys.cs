using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>Keys of the incentive contract; those of the contract problem are in the units of Kang et al. 2019, Table II.</summary>
internal static class ContractKeys
{
    private const string Kang = "Kang 2019, Table II";

    public static ImmutableArray<ScenarioKey> All { get; } =
    [
        ScenarioKey.Whole("contract.types", 3, 1, 100,
            "Types of devices: clusters by reputation and behaviour, fewer where fewer devices differ", "[P]; Kang 2019: 10"),
        ScenarioKey.Choice("contract.clustering", "k-means", "How devices are divided into types", "Feng 2022; [P]",
            new KeyChoice("k-means", "By z-scores of six features of reputation and behaviour", "[P]"),
            new KeyChoice("autoencoder", "By two numbers to which a network 6-8-2-8-6 reduces these scores", "Feng 2022; [P] network")),
        ScenarioKey.Whole("contract.rounds", 10, 1, 10_000, "Last rounds of a device that count for its type", "[P]"),
        ScenarioKey.Number("contract.reputation-min", 0.5, 0, 1, "Devices with a lower reputation are offered no contract", Kang),
        ScenarioKey.Number("contract.accuracy-low", 0.2, 1e-6, 0.999999, "Local accuracy of the lowest type", Kang),
        ScenarioKey.Number("contract.accuracy-high", 0.92, 1e-6, 0.999999, "Local accuracy of the highest type", Kang),
        ScenarioKey.Choice("contract.logarithm", "base10", "Logarithm in the local iterations log(1/accuracy) of a type",
            "[P]; not given", new KeyChoice("base10", "Frequencies of items come out in order", "[P]"),
            new KeyChoice("natural", "Frequencies may have to be pooled", "[P]"),
            new KeyChoice("base2", "Frequencies may have to be pooled", "[P]")),
        ScenarioKey.Number("contract.longest-time", 600, 10.001, 1e9, "Longest time of a global iteration", Kang),
        ScenarioKey.Number("contract.budget-per-device", 100, 1e-6, 1e9, "Budget of an episode over devices under contract", Kang),
        ScenarioKey.Number("contract.satisfaction", 800, 1e-6, 1e9, "Weight of the publisher's satisfaction with short times", Kang),
        ScenarioKey.Number("contract.reward-cost", 1, 1e-6, 1e9, "Cost of a unit of reward to the publisher", Kang),
        ScenarioKey.Number("contract.energy-coefficient", 2, 1e-9, 1e9, "Energy of a cycle over the squared frequency", Kang),
        ScenarioKey.Quantity("contract.frequency-unit", Dimension.Frequency, "2 GHz", "1 kHz", "1000 GHz",
            "CPU frequency for a unit of the contract's; its items of 0.5 to 0.7 lie within 1 to 3 GHz", "[P]"),
        ScenarioKey.Number("contract.reward-unit", 0.01, 1e-6, 1e6, "Tokens for a unit of the contract's rewards", "[P]"),
        ScenarioKey.Number("contract.patience", 2, 1, 1e6,
            "Multiple of the computing time at the agreed frequency after which an update is not used and not paid", "[P]"),
        ScenarioKey.Number("contract.block-reward", 1, 0, 1e6, "Tokens for who proposed a local block", "Feng 2022, Table 1; [P] value"),
        ScenarioKey.Number("contract.relay-reward", 1, 0, 1e6,
            "Tokens for a megabyte that a device sent to devices", "Feng 2022, Table 1; [P] value"),
    ];
}
