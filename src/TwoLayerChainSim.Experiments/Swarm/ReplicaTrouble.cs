namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>What is wrong with a replica.</summary>
public enum TroubleKind
{
    /// <summary>Stops for good, from an instant, an input or an output on.</summary>
    Crash,

    /// <summary>Stands still for a while; what arrives waits, timers run out late.</summary>
    Pause,

    /// <summary>Is down for a while and forgets nothing, but what arrives meanwhile is lost.</summary>
    Recover,

    /// <summary>Is down for a while and begins anew without any memory. From here on the kinds are Byzantine.</summary>
    Amnesia,

    /// <summary>Sends nothing.</summary>
    Silent,

    /// <summary>Two state machines under one identity.</summary>
    Twin,

    /// <summary>Shows one half of the committee other proposals and votes than the other half.</summary>
    Equivocate,

    /// <summary>Leaves out some receivers.</summary>
    Selective,

    /// <summary>Sends everything late.</summary>
    Late,

    /// <summary>Changes fields of some messages: one view or height more or less, another value, another kind.</summary>
    Mutate,

    /// <summary>Runs changed code: wrong quorums, or it ignores what it or others have prepared.</summary>
    Mutant,

    /// <summary>Proposes values that no correct replica accepts.</summary>
    Wrong,
}

/// <summary>A replica with a fault.</summary>
/// <param name="Replica">Index of the replica.</param>
/// <param name="Kind">What is wrong.</param>
public sealed record ReplicaTrouble(int Replica, TroubleKind Kind)
{
    /// <summary>Beginning in µs; for <see cref="TroubleKind.Late"/> not used. Default 0.</summary>
    public long StartUs { get; init; }

    /// <summary>End in µs of an outage that ends; how much later a late replica sends. Default 0.</summary>
    public long StopUs { get; init; }

    /// <summary>An outage begins after this many inputs (messages and timers) instead; 0 for an instant. Default 0.</summary>
    public int AfterInputs { get; init; }

    /// <summary>A crash happens after this many messages to single receivers, also within a broadcast; 0 for not. Default 0.</summary>
    public int AfterOutputs { get; init; }

    /// <summary>Which of the ways to do it, from 0 to 7. Default 0.</summary>
    public int Variant { get; init; }

    /// <summary>True when such a replica may do anything at all.</summary>
    public bool IsByzantine => Kind >= TroubleKind.Amnesia;

    /// <summary>True when such a replica may stop for good.</summary>
    public bool IsDownForGood => Kind == TroubleKind.Crash;
}
