using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>How closely the messages of a committee are simulated. Both ways have the same law.</summary>
public enum Fidelity
{
    /// <summary>Rounds where nothing feeds back (no fault, rule, observer, processing time or queueing link), else messages.</summary>
    Auto,

    /// <summary>Every message is an event.</summary>
    Message,

    /// <summary>A fault-free decision is sampled as a whole; refused where that is not exact.</summary>
    Round,
}

/// <summary>Parameters of the consensus in a committee.</summary>
public sealed record CommitteeOptions
{
    /// <summary>Name of the protocol in <see cref="ConsensusCatalog"/>. Default "pbft".</summary>
    public string Protocol { get; init; } = "pbft";

    /// <summary>Level of detail. Default <see cref="Fidelity.Auto"/>.</summary>
    public Fidelity Fidelity { get; init; } = Fidelity.Auto;

    /// <summary>Request timer of the first view. Default 3.5 s: about 5 times the mean time to decide at t = 0.1 s (models 5.1).</summary>
    public SimDuration BaseTimeout { get; init; } = SimDuration.FromSeconds(3.5);

    /// <summary>
    /// Time of the receiver's processor per received message, first come first served; own messages are free and the state
    /// changes at the end of service. Default 5 ms: 0.05 t at t = 0.1 s (models 5.5).
    /// </summary>
    public SimDuration ProcessingTime { get; init; } = SimDuration.FromMilliseconds(5);

    /// <summary>Size of a vote, and of what comes before the body of a larger message, in bits. Default 512 bytes.</summary>
    public long VoteBits { get; init; } = 512 * 8;

    /// <summary>Number of decisions, one after the other, at least 1. Default 1.</summary>
    public int Heights { get; init; } = 1;

    /// <summary>Replica index of the leader of view 0. Default 0.</summary>
    public int FirstLeader { get; init; }

    /// <summary>Heights from one checkpoint of PBFT to the next; 0 for none. Default 16.</summary>
    public int CheckpointInterval { get; init; } = 16;

    /// <summary>
    /// True when a client sends the request and collects f+1 replies; its index is the number of replicas. Default false.
    /// </summary>
    public bool HasClient { get; init; }

    /// <summary>What makes the choices of this committee that look random differ from those of others. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Views since the last decision before the run is given up. Default 16.</summary>
    public int ViewsMax { get; init; } = 16;

    /// <summary>Most messages before the run is given up. Default 20 million.</summary>
    public long MessagesMax { get; init; } = 20_000_000;

    /// <summary>
    /// True when what a quorum has decided stays decided although a limit ends the wait for the others. Default false: such a
    /// run has stalled.
    /// </summary>
    public bool QuorumSuffices { get; init; }

    /// <summary>
    /// Sum of the timers of all views, at most half of what the clock can tell: how long a committee without a correct member
    /// is waited for.
    /// </summary>
    public SimDuration LongestWait
    {
        get
        {
            var (most, timers) = (long.MaxValue / 2, (2L << ViewsMax) - 1);
            return BaseTimeout.Nanoseconds > most / timers ? new(most) : BaseTimeout * timers;
        }
    }
}
