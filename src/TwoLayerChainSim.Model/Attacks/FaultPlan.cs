using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Faults;

namespace TwoLayerChainSim.Model.Attacks;

/// <summary>One fault of a scenario: what, where, when, how strongly.</summary>
public sealed record FaultSpec
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>Names the random draws of this fault; faults of one plan have different names. Default empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>Among whom it chooses. Default the members of each committee.</summary>
    public FaultTarget On { get; init; } = FaultTarget.Validators;

    /// <summary>Whom it takes. Default all.</summary>
    public FaultSelection Select { get; init; } = FaultSelection.All;

    /// <summary>Committees of which layers it hits; a single chain counts as global. Default both.</summary>
    public ChainLayers Layers { get; init; } = ChainLayers.Both;

    /// <summary>When it is on. Default always.</summary>
    public FaultWindow Window { get; init; } = FaultWindow.Always;

    /// <summary>First episode in which it is on. Default 1.</summary>
    public int FirstEpisode { get; init; } = 1;

    /// <summary>Last episode in which it is on. Default none.</summary>
    public int LastEpisode { get; init; } = int.MaxValue;

    /// <summary>Probability that a message is lost, doubled or held, [0, 1]. Default 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>How late a proposal or a message is; for held and doubled ones the longest time. Default 0.</summary>
    public SimDuration Delay { get; init; }

    /// <summary>How many times slower a device computes, at least 1. Default 1.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>How strongly a coalition poisons: its aggregate is the right one times minus this, at least 0. Default 1.</summary>
    public double Strength { get; init; } = 1;

    /// <summary>True for a crash in which messages and timers wait instead of being lost. Default false.</summary>
    public bool Pauses { get; init; }

    /// <summary>True for a partition in which only messages that leave the chosen side are lost. Default false.</summary>
    public bool OneWay { get; init; }

    /// <summary>True when it can do nothing at all, because its strength, its choice or its time is nothing.</summary>
    public bool IsNothing => Select.IsEmpty || FirstEpisode > LastEpisode || Window.Start >= Window.End || Kind switch
    {
        FaultKind.Loss or FaultKind.Duplication or FaultKind.Reordering => Probability == 0,
        FaultKind.DelayedLeader or FaultKind.DelaySpike => Delay == SimDuration.Zero,
        FaultKind.SlowDevice => Factor == 1,
        FaultKind.Collude => Strength == 0,
        _ => false,
    };

    /// <summary>True when it may be on in an episode between two instants.</summary>
    /// <param name="episode">Episode number.</param>
    /// <param name="first">The first instant.</param>
    /// <param name="last">The last instant.</param>
    public bool MayBeOn(int episode, SimTime first, SimTime last) =>
        !IsNothing && episode >= FirstEpisode && episode <= LastEpisode && Window.Overlaps(first, last);
}

/// <summary>All faults of a run, as data.</summary>
/// <param name="Faults">The faults; where several hit one message or replica, they are asked in this order.</param>
public sealed record FaultPlan(ImmutableArray<FaultSpec> Faults)
{
    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan None { get; } = new([]);

    /// <summary>A plan of these faults.</summary>
    /// <param name="faults">The faults.</param>
    public static FaultPlan Of(params ImmutableArray<FaultSpec> faults) => new(faults);
}
