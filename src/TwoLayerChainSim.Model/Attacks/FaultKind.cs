namespace TwoLayerChainSim.Model.Attacks;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>A validator is down, and goes on afterwards with the state it had.</summary>
    Crash,

    /// <summary>A validator sends nothing.</summary>
    Silent,

    /// <summary>A leader proposes one block to one half and another to the other half, and votes for both.</summary>
    EquivocatingLeader,

    /// <summary>A leader proposes a wrong aggregate.</summary>
    WrongAggregate,

    /// <summary>A leader proposes late.</summary>
    DelayedLeader,

    /// <summary>A validator keeps its votes to itself.</summary>
    WithholdVotes,

    /// <summary>A validator votes for a value and for another one.</summary>
    DoubleVoting,

    /// <summary>Validators propose and accept what their coalition has poisoned, and nothing else.</summary>
    Collude,

    /// <summary>Consensus messages are lost.</summary>
    Loss,

    /// <summary>Consensus messages arrive twice.</summary>
    Duplication,

    /// <summary>Consensus messages are held, so that others overtake them.</summary>
    Reordering,

    /// <summary>Consensus messages take longer.</summary>
    DelaySpike,

    /// <summary>No consensus message gets from one side to the other.</summary>
    Partition,

    /// <summary>A device computes slower.</summary>
    SlowDevice,

    /// <summary>A MEC node is down, and its devices attach to another cell.</summary>
    MecDown,
}

/// <summary>Among whom a fault chooses.</summary>
public enum FaultTarget
{
    /// <summary>All devices, by their number.</summary>
    Devices,

    /// <summary>All MEC nodes, by their number.</summary>
    MecNodes,

    /// <summary>The members of each committee, by their position in it.</summary>
    Validators,

    /// <summary>The links between the members of each committee.</summary>
    Links,
}
