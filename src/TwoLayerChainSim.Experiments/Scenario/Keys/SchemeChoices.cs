using System.Collections.Immutable;

namespace TwoLayerChainSim.Experiments.Scenario.Keys;

/// <summary>The schemes that a scenario can name.</summary>
internal static class SchemeChoices
{
    public static ImmutableArray<KeyChoice> All { get; } =
    [
        new("vanilla-ideal", "Vanilla FL, no malicious device and no malfunction: the upper reference",
            "Feng 2022, Fig. 5a; McMahan 2017"),
        new("vanilla-plain", "Vanilla FL with a central server under the same attacks as the others", "McMahan 2017"),
        new("blockfl-pow", "BlockFL: miners verify, race by proof of work, restart on a fork", "Kim 2020"),
        new("blockfl-bft", "BlockFL on one chain: PBFT over all devices, relayed by the MEC nodes",
            "Kim 2020 as compared in Feng 2022, Fig. 5b; [P] PBFT relayed by the MEC nodes"),
        new("flchain", "FLchain: one channel, BFT over all MEC nodes, global model to every MEC node", "Majeed & Hong 2019"),
        new("two-layer", "Two-layer blockchain, every selected device in the LMUC consensus", "Feng 2022"),
        new("two-layer-capped", "Two-layer blockchain, only the best-reputed devices in the LMUC consensus",
            "Feng 2022; [P] committee size of compare.capped-committee"),
    ];
}
