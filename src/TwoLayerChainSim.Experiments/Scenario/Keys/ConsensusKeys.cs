using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>Keys of blocks and consensus common to all schemes.</summary>
internal static class ConsensusKeys
{
    public static ImmutableArray<ScenarioKey> All { get; } =
    [
        ScenarioKey.Quantity("consensus.processing", Dimension.Delay, "0.05 t", "0 t", "10000 t",
            "Time to process a received consensus message, first come first served at each node",
            "[P] without it a larger committee is not slower"),
        ScenarioKey.Quantity("consensus.store", Dimension.Delay, "1 t", "0 t", "10000 t",
            "Time to store a block at one node", "Feng 2022, Simulation setting: definition of t"),
        ScenarioKey.Quantity("consensus.block-header", Dimension.DataSize, "200 kbit", "0 bit", "1 GB",
            "Size of a block without its transactions", "Kim 2020, Sec. IV"),
        ScenarioKey.Quantity("consensus.vote-size", Dimension.DataSize, "512 B", "0 bit", "1 GB",
            "Size of a consensus message without payload", "[P] digest, view, sequence and signature"),
        ScenarioKey.Quantity("consensus.signature-size", Dimension.DataSize, "64 B", "0 bit", "1 MB",
            "Size of a signature, of an update and in a certificate", "[P] Ed25519"),
        ScenarioKey.Choice("consensus.fidelity", "auto", "How a phase of messages is simulated; the law is the same", "[P]",
            new KeyChoice("auto", "round where nothing touches the committee, else message", "[P]"),
            new KeyChoice("message", "Each message is an event", "[P]"),
            new KeyChoice("round", "A fault-free decision of MEC nodes is drawn at once; needs no processing time and the full mesh",
                "[P] order statistics of the delays")),
        ScenarioKey.Choice("consensus.fork-policy", "restart", "What becomes of mined blocks that compete, in blockfl-pow and a mined LMUC",
            "Kim 2020, step 5",
            new KeyChoice("restart", "A fork discards the attempt, which begins again", "Kim 2020, step 5"),
            new KeyChoice("longest-chain", "Miners extend the longest chain they know; the loser is stale, its updates return to the pool",
                "Nakamoto 2008")),
        ScenarioKey.Whole("consensus.confirmations", 1, 0, 100, "Blocks on top of a mined one before it counts, on the longest chain",
            "[P] Nakamoto 2008 leaves the number to the receiver"),
        ScenarioKey.Number("consensus.stake-skew", 0, 0, 5,
            "Inequality of the stakes in pos and dpos: member k from 0, by number, the MEC node of an LMUC last, has (k+1)^-skew",
            "[P] Zipf's law"),
        ScenarioKey.Quantity("consensus.view-timeout", Dimension.Delay, "35 t", "0.001 t", "1000000 t",
            "First timer of a leader; doubles with each view change", "Castro & Liskov 1999, Sec. 4.4; [P] length"),
    ];
}
