using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Attacks;

/// <summary>A selectable kind of fault.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Its name in scenario files.</param>
/// <param name="Description">What it does, in a sentence.</param>
/// <param name="Source">The paper or the reason.</param>
/// <param name="Targets">Among whom it may choose, the default first.</param>
public sealed record FaultEntry(
    FaultKind Kind, string Name, string Description, string Source, ImmutableArray<FaultTarget> Targets)
{
    /// <summary>Parameters that must be given. Default none.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>Parameters that may be given. Default none.</summary>
    public ImmutableArray<string> Takes { get; init; } = [];
}

/// <summary>All kinds of faults, one entry each.</summary>
public static class FaultCatalog
{
    private const string Byzantine = "Castro & Liskov 1999: a faulty replica behaves arbitrarily";
    private const string Channel = "[P] unreliable channels of the asynchronous model";

    private static readonly ImmutableArray<FaultTarget> Replicas =
        [FaultTarget.Validators, FaultTarget.MecNodes, FaultTarget.Devices];

    private static readonly ImmutableArray<FaultTarget> Channels =
        [FaultTarget.Links, FaultTarget.Validators, FaultTarget.MecNodes, FaultTarget.Devices];

    /// <summary>The kinds in the order in which they are listed.</summary>
    public static ImmutableArray<FaultEntry> Entries { get; } =
    [
        new(FaultKind.Crash, "crash",
            "Is down and goes on with the state it had; with pause, what arrives meanwhile waits instead of being lost",
            "[P] crash and recovery with stable storage", Replicas) { Takes = ["pause"] },
        new(FaultKind.Silent, "silent", "Sends no consensus message, although it listens", Byzantine, Replicas),
        new(FaultKind.EquivocatingLeader, "equivocating-leader",
            "When it leads, proposes two equally valid blocks to two halves; those chosen vote for both", Byzantine, Replicas),
        new(FaultKind.WrongAggregate, "wrong-aggregate", "When it leads, proposes a block with a wrong result",
            "Feng 2022: malfunctioning MEC nodes", Replicas),
        new(FaultKind.DelayedLeader, "delayed-leader", "When it leads, proposes later by delay", "[P] performance attack", Replicas)
        {
            Needs = ["delay"],
        },
        new(FaultKind.WithholdVotes, "withhold-votes", "Keeps its votes to itself", Byzantine, Replicas),
        new(FaultKind.DoubleVoting, "double-voting", "Votes for a value and for another one", Byzantine, Replicas),
        new(FaultKind.Collude, "collude",
            "Proposes and accepts nothing but what the coalition poisoned: the aggregate times minus strength, or a block with the "
                + "updates of malicious devices only; captures a committee in which it holds a quorum",
            "[P] committee capture", Replicas) { Takes = ["strength"] },
        new(FaultKind.Loss, "loss", "Consensus messages are lost with probability", Channel, Channels) { Needs = ["probability"] },
        new(FaultKind.Duplication, "duplication",
            "Consensus messages arrive twice with probability, the copy up to delay later", Channel, Channels)
        {
            Needs = ["probability", "delay"],
        },
        new(FaultKind.Reordering, "reordering",
            "Consensus messages are held with probability for up to delay, so that others overtake them", Channel, Channels)
        {
            Needs = ["probability", "delay"],
        },
        new(FaultKind.DelaySpike, "delay-spike", "Consensus messages take longer by delay", Channel, Channels) { Needs = ["delay"] },
        new(FaultKind.Partition, "partition",
            "No consensus message passes between those chosen and the others; with one-way, only none from those chosen",
            "[P] network partition that heals", Replicas) { Takes = ["one-way"] },
        new(FaultKind.SlowDevice, "slow-device",
            "The clock of a device's processor is slower by factor: it trains, judges and handles messages later",
            "[P] straggler", [FaultTarget.Devices]) { Needs = ["factor"] },
        new(FaultKind.MecDown, "mec-down",
            "A MEC node is down for whole episodes; its devices attach to the neighbouring cell with the best path, or sit out",
            "[P] outage of an edge site", [FaultTarget.MecNodes]),
    ];

    /// <summary>The entry of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static FaultEntry Of(FaultKind kind) => Entries.First(entry => entry.Kind == kind);
}
