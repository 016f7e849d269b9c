using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Schemes.Incentives;

/// <summary>Parameters of the incentives.</summary>
public sealed record IncentiveOptions
{
    /// <summary>The Stackelberg game.</summary>
    public StackelbergIncentiveOptions Stackelberg { get; init; } = new();

    /// <summary>The contract.</summary>
    public ContractIncentiveOptions Contract { get; init; } = new();
}

/// <summary>What an incentive is made of.</summary>
/// <param name="World">The substrate.</param>
/// <param name="Task">Number of the task that it serves.</param>
/// <param name="Options">Parameters.</param>
public sealed record IncentiveContext(Substrate World, int Task, IncentiveOptions Options);

/// <summary>A selectable incentive.</summary>
/// <param name="Name">Name in scenario files, tables and figures.</param>
/// <param name="Description">What it is, in a sentence.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Create">Makes an instance for one task of one run.</param>
public sealed record IncentiveEntry(string Name, string Description, string Source, Func<IncentiveContext, IIncentive> Create);

/// <summary>The incentives that can be selected, in the order in which lists and figures show them.</summary>
public static class IncentiveCatalog
{
    /// <summary>All entries; a new incentive is one line here.</summary>
    public static ImmutableArray<IncentiveEntry> Entries { get; } =
    [
        new("none", "Every device works at its own frequency and nobody is paid", "[P]", _ => NoIncentive.Instance),
        new("stackelberg", "The publisher prices CPU time, devices choose frequencies or stand aside", "arXiv:2202.10938",
            context => new StackelbergIncentive(context.Task, context.Options.Stackelberg, context.World.Streams)),
        new("contract", "Devices take items of a contract made for their types, which reputation and behaviour decide", "Kang 2019",
            context => new ContractIncentive(context.Task, context.Options.Contract, context.World.Streams)),
    ];

    /// <summary>The incentive of a name.</summary>
    /// <param name="name">A name of <see cref="Entries"/>.</param>
    /// <exception cref="ArgumentException">Unknown name; the message lists the known ones.</exception>
    public static IncentiveEntry Find(string name) =>
        Entries.FirstOrDefault(entry => entry.Name == name) ?? throw new ArgumentException(
            $"there is no incentive '{name}'; known: {string.Join(", ", Entries.Select(entry => entry.Name))}", nameof(name));
}
