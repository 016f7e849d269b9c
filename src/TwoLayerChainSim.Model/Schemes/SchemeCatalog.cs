using System.Collections.Immutable;
using TwoLayerChainSim.Model.Schemes.Crowdsensing;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>Parameters of the schemes.</summary>
public sealed record SchemeOptions
{
    /// <summary>The two-layer scheme.</summary>
    public TwoLayerOptions TwoLayer { get; init; } = new();

    /// <summary>BlockFL with proof of work.</summary>
    public BlockFlOptions BlockFl { get; init; } = new();

    /// <summary>Committee protocol of the scheme blockfl-bft. Default "pbft".</summary>
    public string BlockFlConsensus { get; init; } = "pbft";

    /// <summary>Committee protocol of the scheme flchain. Default "pbft".</summary>
    public string FlChainConsensus { get; init; } = "pbft";

    /// <summary>The scheme crowdsensing.</summary>
    public CrowdsensingOptions Crowdsensing { get; init; } = new();

    /// <summary>Full devices of a cell in the scheme two-layer-capped, at least 1. Default 10.</summary>
    public int CappedCommittee { get; init; } = 10;
}

/// <summary>What a scheme instance is made of.</summary>
/// <param name="World">The substrate.</param>
/// <param name="Task">The task that it serves.</param>
/// <param name="Options">Parameters.</param>
/// <param name="Exchange">Where cooperating shards exchange models; null for isolated tasks.</param>
public sealed record SchemeContext(Substrate World, FederatedTask Task, SchemeOptions Options, ShardExchange? Exchange);

/// <summary>A selectable scheme.</summary>
/// <param name="Name">Name in scenario files, tables and figures.</param>
/// <param name="Description">What it is, in a sentence.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Create">Makes an instance for one task.</param>
/// <param name="IgnoresAttacks">True for the upper reference, in whose world nobody misbehaves.</param>
public sealed record SchemeEntry(
    string Name, string Description, string Source, Func<SchemeContext, IScheme> Create, bool IgnoresAttacks = false);

/// <summary>The schemes that can be selected, in the order in which lists and figures show them.</summary>
public static class SchemeCatalog
{
    /// <summary>All entries; a new scheme is one line here.</summary>
    public static ImmutableArray<SchemeEntry> Entries { get; } =
    [
        new("vanilla-ideal", "Vanilla FL, no malicious device and no malfunction: the upper reference",
            "Feng 2022, Fig. 5a; McMahan 2017", context => new VanillaFl(context.World, context.Task), IgnoresAttacks: true),
        new("vanilla-plain", "Vanilla FL with a central server under the same attacks as the others",
            "McMahan 2017", context => new VanillaFl(context.World, context.Task)),
        new("blockfl-pow", "BlockFL: miners verify, race by proof of work, restart on a fork",
            "Kim 2020", context => new BlockFlPow(context.World, context.Task, context.Options.BlockFl)),
        new("blockfl-bft", "BlockFL on one chain: consensus of all devices, relayed by the MEC nodes",
            "Kim 2020 as compared in Feng 2022, Fig. 5b; [P] PBFT relayed by the MEC nodes",
            context => new BlockFlBft(context.World, context.Task, context.Options.BlockFlConsensus)),
        new("flchain", "FLchain: one channel, consensus of all MEC nodes, global model to every MEC node",
            "Majeed & Hong 2019", context => new FlChain(context.World, context.Task, context.Options.FlChainConsensus)),
        new("two-layer", "Two-layer blockchain, every selected device in the LMUC consensus", "Feng 2022",
            context => new TwoLayer(context.World, context.Task, context.Options.TwoLayer, context.Exchange)),
        new("two-layer-capped", "Two-layer blockchain, only the best-reputed devices in the LMUC consensus",
            "Feng 2022; [P] committee size of compare.capped-committee",
            context => new TwoLayer(
                context.World,
                context.Task,
                context.Options.TwoLayer with { LocalCommittee = context.Options.CappedCommittee },
                context.Exchange)),
        new("crowdsensing", "Edge servers buy sensing data of devices, train on them, and decide by consortium consensus", "Hu 2021",
            context => new CrowdsensingFl(context.World, context.Task, context.Options.Crowdsensing)),
    ];

    /// <summary>The scheme of a name.</summary>
    /// <param name="name">A name of <see cref="Entries"/>.</param>
    /// <exception cref="ArgumentException">Unknown name; the message lists the known ones.</exception>
    public static SchemeEntry Find(string name) =>
        Entries.FirstOrDefault(entry => entry.Name == name) ?? throw new ArgumentException(
            $"there is no scheme '{name}'; known: {string.Join(", ", Entries.Select(entry => entry.Name))}", nameof(name));
}
