using System.Collections.Immutable;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>Keys of the scheme crowdsensing and of the payment game that settles it.</summary>
internal static class CrowdsensingKeys
{
    private const string Hu = "Hu 2021, Sec. V-A";
    private const string Game = "Hu 2021, Sec. IV-D";

    public static ImmutableArray<ScenarioKey> All { get; } = [.. Mechanism, .. Network, .. Payment];

    private static IEnumerable<ScenarioKey> Mechanism =>
    [
        ScenarioKey.Number("crowdsensing.reward", 10, 0, 1e6, "Reward R of an edge server for processing a sensing datum", Hu),
        ScenarioKey.Number("crowdsensing.leakage-slope", 3, 0, 1e6,
            "Slope alpha of the server's extra reward for leaking a datum; leakage is uniform in [0, 1] over devices", Hu),
        ScenarioKey.Number("crowdsensing.leakage-constant", 2, 0, 1e6, "Constant beta of this extra reward", Hu),
        ScenarioKey.Number("crowdsensing.max-value", 50, 1e-6, 1e6, "Greatest value that a device may ask for a datum", Hu),
        ScenarioKey.Number("crowdsensing.max-profit", 500, 1e-6, 1e6, "Greatest profit that a server may offer for it", Hu),
        ScenarioKey.Number("crowdsensing.sensing-cost", 2, 0, 1e6, "Cost of sensing a datum", Hu),
        ScenarioKey.Number("crowdsensing.loss-per-value", 4, 0, 1e6,
            "Expected loss eta xi of a device by leakage, per unit of value; up to 1 it asks for the greatest value",
            "Hu 2021, Fig. 3 (0 to 225)"),
        ScenarioKey.Fraction("crowdsensing.value-weight", 0.9,
            "Weight epsilon of the value in the probability that a datum is submitted", "Hu 2021, Fig. 3"),
        ScenarioKey.Choice("crowdsensing.solution", "exact", "How a negotiation is solved", "Hu 2021, Sec. IV-B",
            new KeyChoice("exact", "The optimum within the bounds of value and profit", "[P] the paper leaves the bounds out"),
            new KeyChoice("published", "The pair as printed; outside of the bounds the server is silent", "Hu 2021, Eq. (4)")),
    ];

    private static IEnumerable<ScenarioKey> Network =>
    [
        ScenarioKey.Whole("crowdsensing.datum-samples", 10, 1, 1_000_000, "Samples of a sensing datum", "[P]"),
        ScenarioKey.Quantity("crowdsensing.sample-size", Dimension.DataSize, "784 B", "0 bit", "1 GB",
            "Size of a sample on the air", "[P] 28 x 28 pixels"),
        ScenarioKey.Quantity("crowdsensing.message-size", Dimension.DataSize, "128 B", "0 bit", "1 MB",
            "Size of a rule or an offer on the air", "[P] two numbers and a signature"),
        ScenarioKey.Quantity("crowdsensing.reply-timeout", Dimension.Delay, "10 t", "0 t", "10000 t",
            "How long a device waits for an offer before it terminates", "Hu 2021, Sec. IV-B; [P] length"),
        ScenarioKey.Quantity("crowdsensing.server-cpu", Dimension.Frequency, "10 GHz", "1 kHz", "1000 GHz",
            "Processor of an edge server, for training", "[P]"),
        ScenarioKey.Quantity("crowdsensing.verification", Dimension.Delay, "0.002 t", "0 t", "10000 t",
            "Time to verify the signature of a submitted update", "[P] 0.2 ms at t = 0.1 s, as in the PBFT timing model"),
        ScenarioKey.Quantity("crowdsensing.submission-deadline", Dimension.Delay, "600 t", "0.001 t", "1000000 t",
            "Time from the end of the collection of data until the leader takes no more updates", "[P]"),
        ScenarioKey.Whole("crowdsensing.max-rounds", 2_000, 1, 1_000_000,
            "Rounds after which the task is finished", "Hu 2021, Sec. V-C"),
        ConsensusChoices.OfLayer("crowdsensing.consensus", ChainLayers.Global,
            "Consensus of the edge servers", "Hu 2021, Sec. IV-C: PBFT"),
        ScenarioKey.Whole("crowdsensing.forged-submissions", 0, 0, 10_000,
            "Updates with a forged signature that reach the leader in each round", "[P] outsiders"),
        ScenarioKey.Whole("crowdsensing.replayed-submissions", 0, 0, 10_000,
            "Updates of the round before that reach the leader again in each round", "[P] outsiders"),
        ScenarioKey.Number("crowdsensing.server-capital", 1_000, 0, 1e6,
            "Tokens with which an edge server starts to pay for data", "[P]"),
    ];

    private static IEnumerable<ScenarioKey> Payment =>
    [
        ScenarioKey.Choice("payment-game.leader", "zero-determinant",
            "How the leader of a block plays against the requestor", Game,
            new KeyChoice("zero-determinant", "Enforces payoff of leader - 6 = chi (of requestor - 6)", "Hu 2021, Theorem IV.2"),
            new KeyChoice("tit-for-tat", "Does what the requestor did: the zero-determinant strategy of chi 1 and phi 1/5",
                "Hu 2021, Fig. 7"),
            new KeyChoice("win-stay-lose-shift", "Repeats what paid and changes what did not", "Hu 2021, Fig. 7"),
            new KeyChoice("always-cooperate", "Always publishes the model", "[P]"),
            new KeyChoice("always-defect", "Never publishes the model", "[P]"),
            new KeyChoice("random", "Tosses a coin", "[P]")),
        ScenarioKey.Number("payment-game.chi", 2, 0, 1e6,
            "Slope of the line that the zero-determinant strategy enforces, at least 1",
            "Hu 2021, Theorem IV.2; [P] value"),
        ScenarioKey.Number("payment-game.phi", 0.1, 0, 1, "Scale of the zero-determinant strategy, in (0, 1/(2 + 3 chi)]",
            "Hu 2021, Theorem IV.2 (there gamma); [P] value"),
        ScenarioKey.Choice("payment-game.requestor", "long-run-gradient",
            "How the requestor adapts after a block", "[P] not given by Hu 2021",
            new KeyChoice("long-run-gradient", "Climbs its long-run payoff", "Press 2012"),
            new KeyChoice("fairness-adaptive", "Cooperates more while it is ahead of the leader", "[P]"),
            new KeyChoice("myopic", "Climbs the payoff of the block alone", "[P] negative control"),
            new KeyChoice("fixed", "Never adapts", "[P]")),
        ScenarioKey.Number("payment-game.adaptation-rate", 0.02, 1e-9, 10, "Step of the adaptation", "[P]"),
        ScenarioKey.Fraction("payment-game.first-q1", 0.5,
            "Probability at first that the requestor pays in full after the leader cooperated", "[P]"),
        ScenarioKey.Fraction("payment-game.first-q2", 0.5,
            "Probability at first that it pays in full after the leader defected", "[P]"),
        ScenarioKey.Fraction("payment-game.defection-share", 0,
            "Share of the bill that a requestor pays which defects", "[P] not given by Hu 2021"),
        ScenarioKey.Number("payment-game.budget", 100_000, 0.001, 9e6, "Tokens with which the requestor starts", "[P]"),
        ScenarioKey.Number("payment-game.learning-reward", 1, 0, 1e6,
            "Reward of an edge server for a round of learning", "[P] no rates in Hu 2021"),
        ScenarioKey.Number("payment-game.aggregation-reward", 1, 0, 1e6,
            "Reward of the leader for an aggregation", "[P] no rates in Hu 2021"),
        ScenarioKey.Number("payment-game.block-reward", 1, 0, 1e6, "Reward of the leader for a block", "[P] no rates in Hu 2021"),
    ];
}
