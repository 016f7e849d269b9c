using System.Collections.Immutable;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>Keys of single schemes: the two-layer scheme with its reputation and shards, and BlockFL.</summary>
internal static class SchemeKeys
{
    private const string Kang = "Kang 2019, Table II";

    public static ImmutableArray<ScenarioKey> All { get; } =
    [
        ConsensusChoices.OfLayer("two-layer.lmuc-consensus", ChainLayers.Local,
            "Consensus of the local model update chain, among the full devices and the MEC node",
            "Feng 2022: BFT-type in one place, mining in another"),
        ScenarioKey.WholeOrAll("two-layer.lmuc-committee", 1, 10_000,
            "Selected devices that take part in the LMUC consensus, the best-reputed first",
            "[P] number of full devices not given by Feng 2022"),
        ScenarioKey.Boolean("two-layer.certificate-check", true,
            "Whether the shard checks the LMUC certificate of a relayed block and fetches it elsewhere when it fails",
            "Feng 2022, cross-chain; [P] certificate"),
        ScenarioKey.Fraction("two-layer.selection-threshold", 0.5, "Least reputation of a selected device", Kang),
        ScenarioKey.WholeOrAll("two-layer.selected-devices", 1, 10_000,
            "Devices of a cell selected for an episode, the best-reputed first", "[P]"),
        ScenarioKey.Choice("two-layer.quality-check", "roni", "How an update is judged", "Kang 2019, Sec. IV",
            new KeyChoice("roni", "Effect on the loss over the MEC node's validation samples", "Kang 2019 (RONI)"),
            new KeyChoice("cosine", "Cosine to the median update of the episode", "[P]"),
            new KeyChoice("none", "Every update is accepted", "[P] ablation")),
        ScenarioKey.Number("two-layer.roni-tolerance", 0.3, -10, 10,
            "Largest rise of the validation loss by an update that is accepted", "[P]"),
        ScenarioKey.Number("two-layer.cosine-threshold", 0, -1, 1,
            "Least cosine to the median of an update that is accepted", "[P]"),
        ScenarioKey.Quantity("two-layer.lmuc-mining-rate", Dimension.Frequency, "1 Hz", "0.000001 Hz", "1 MHz",
            "Blocks that one full device finds per second when the LMUC uses proof of work", "[P]"),

        ScenarioKey.Fraction("reputation.kappa", 0.4, "Weight of a positive interaction; a negative one has the rest to 1", Kang),
        ScenarioKey.Whole("reputation.slot-interactions", 1, 1, 10_000,
            "Judged updates of a device in a time slot; kappa weighs those of one slot, so it acts from 2 on",
            "[P] Kang 2019 measures slots in time"),
        ScenarioKey.Fraction("reputation.uncertainty-weight", 0.5, "Share a of the uncertainty that counts as belief", Kang),
        ScenarioKey.Fraction("reputation.freshness", 0.8, "Weight z of a slot relative to the next one", Kang),
        ScenarioKey.Fraction("reputation.success-probability-min", 0.8, "Least probability of a packet's success; uniform", Kang),
        ScenarioKey.Fraction("reputation.success-probability-max", 1, "Largest probability of a packet's success", Kang),

        ConsensusChoices.OfLayer("gmuc.consensus", ChainLayers.Global,
            "Consensus of the global model update chain, among the MEC nodes of a shard", "Feng 2022: BFT-type"),
        ScenarioKey.Whole("gmuc.shards", 1, 1, 100,
            "Shards; with isolation each has its own learning task, with cooperation they share one",
            "Feng 2022, task sharding"),
        ScenarioKey.WholeOrAll("gmuc.shard-mec-nodes", 1, 1_000, "MEC nodes of a shard; the devices of the others are not in a task",
            "Feng 2022, task sharding; [P] number not given"),
        ScenarioKey.Choice("gmuc.strategy", "isolation", "How shards and tasks relate", "Feng 2022, task sharding",
            new KeyChoice("isolation", "One shard a task", "Feng 2022"),
            new KeyChoice("cooperation", "One task over several shards that exchange global models", "Feng 2022")),
        ScenarioKey.Whole("gmuc.exchange-interval", 5, 1, 10_000, "Episodes between two exchanges of cooperating shards", "[P]"),

        ScenarioKey.Quantity("blockfl.mining-rate", Dimension.Frequency, "0.1 Hz", "0.000001 Hz", "1 MHz",
            "Blocks that one miner finds per second", "Kim 2020, Fig. 3a (0.04 to 0.17 Hz)"),
        ScenarioKey.Quantity("blockfl.wait", Dimension.Time, "1 s", "0 s", "1 h",
            "Least time from the start of an attempt to the start of mining",
            "Kim 2020, Sec. IV (50 ms for updates of 5 kbit); [P] longer for updates of 814 kbit"),
        ConsensusChoices.OfCommittee("blockfl.consensus", "Consensus of all devices in the scheme blockfl-bft",
            "[P] not given by Feng 2022"),

        ConsensusChoices.OfLayer("flchain.consensus", ChainLayers.Global,
            "Consensus by which the MEC nodes order the blocks of the scheme flchain",
            "[P] Majeed & Hong 2019 leave it to the platform"),
    ];
}
