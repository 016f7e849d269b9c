using System.Numerics;

namespace TwoLayerChainSim.Experiments.Swarm;

/// <summary>Rare situations that a campaign must have been in, or it has not looked where bugs hide.</summary>
public enum SwarmProbe
{
    /// <summary>A replica reports a prepared value when it gives up a view.</summary>
    PreparedValueReported,

    /// <summary>A later view is opened with the value that an earlier one had prepared.</summary>
    PreparedValueCarried,

    /// <summary>Two different values were prepared at one height.</summary>
    DivergentPreparedValues,

    /// <summary>A height is decided two or more views after the view in which the one before was decided.</summary>
    TwoBadLeaders,

    /// <summary>A decision in view 3 or later.</summary>
    DecisionInLateView,

    /// <summary>No more correct replicas are up than a quorum has, and they decide.</summary>
    QuorumOfExactlyQ,

    /// <summary>A replica decides by a message that carries a decision.</summary>
    DecisionLearnedByCatchUp,

    /// <summary>A replica that has fallen behind asks for decisions because others tell of a checkpoint.</summary>
    CatchUpByCheckpoint,

    /// <summary>A partition leaves no side with a quorum, and all decide after it.</summary>
    PartitionWithoutQuorum,

    /// <summary>A replica sends two different votes or proposals for one view.</summary>
    Equivocation,

    /// <summary>The network delivers a vote twice to a replica.</summary>
    DuplicateVote,

    /// <summary>A correct replica gives up its view at the instant at which a proposal arrives.</summary>
    ProposalRefused,

    /// <summary>A replica crashes after some outputs of a handler and before others.</summary>
    CrashBetweenOutputs,

    /// <summary>A replica comes back and finds that a timer has run out.</summary>
    RestartWithPendingTimer,

    /// <summary>A quorum is missing from the beginning, and nothing is decided.</summary>
    StallWithoutQuorum,

    /// <summary>More liars than tolerated, and a checker notices.</summary>
    ViolationAboveBound,
}

/// <summary>The probes that a run has hit.</summary>
public sealed class SwarmProbes
{
    /// <summary>All probes in order.</summary>
    public static IReadOnlyList<SwarmProbe> All { get; } = Enum.GetValues<SwarmProbe>();

    /// <summary>The probes hit so far, as bits.</summary>
    public ulong Hit { get; private set; }

    /// <summary>Number of probes hit so far.</summary>
    public int Count => BitOperations.PopCount(Hit);

    /// <summary>A probe is hit.</summary>
    /// <param name="probe">The probe.</param>
    public void Note(SwarmProbe probe) => Hit |= 1UL << (int)probe;

    /// <summary>True when a probe was hit.</summary>
    /// <param name="probe">The probe.</param>
    /// <param name="hit">Probes as bits.</param>
    public static bool Contains(ulong hit, SwarmProbe probe) => (hit >> (int)probe & 1) != 0;
}
