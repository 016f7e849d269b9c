using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>What becomes of a mined block that competes with another one.</summary>
public enum ForkPolicy
{
    /// <summary>A fork discards the attempt, which begins again (Kim et al. 2020, step 5; default).</summary>
    Restart,

    /// <summary>Miners extend the longest chain; the loser is stale and what it records returns to the pool (Nakamoto 2008).</summary>
    LongestChain,
}

/// <summary>Blocks and consensus of all schemes (schemes.md, "Substrate defaults"; models §5.5).</summary>
public sealed record ChainOptions
{
    /// <summary>CPU time of one received consensus message, in t, at least 0. Default 0.05.</summary>
    public double ProcessingUnits { get; init; } = 0.05;

    /// <summary>Time to store a block at a node, in t, at least 0. Default 1 (the definition of t).</summary>
    public double StoreUnits { get; init; } = 1;

    /// <summary>Size of a block header in bit. Default 200,000 (Kim et al. 2020).</summary>
    public long BlockHeaderBits { get; init; } = 200_000;

    /// <summary>Size of a consensus vote in bit. Default 512 bytes.</summary>
    public long VoteBits { get; init; } = 4_096;

    /// <summary>Size of a signature in bit. Default 64 bytes.</summary>
    public long SignatureBits { get; init; } = 512;

    /// <summary>
    /// How message rounds are simulated. Default automatic. Committees that are not over plain delays (local chains, relayed
    /// messages), have a malfunctioning member or a protocol without such a form exchange messages in any case.
    /// </summary>
    public Fidelity Fidelity { get; init; } = Fidelity.Auto;

    /// <summary>What becomes of a fork of mined blocks. Default restart.</summary>
    public ForkPolicy ForkPolicy { get; init; } = ForkPolicy.Restart;

    /// <summary>Blocks on top of a mined one before it counts, at least 0, on the longest chain. Default 1.</summary>
    public int Confirmations { get; init; } = 1;

    /// <summary>Base timer of a leader, in t, positive. Default 35 (5 times the mean decision time, models §5.1).</summary>
    public double ViewTimeoutUnits { get; init; } = 35;

    /// <summary>
    /// How unequal the stakes in a committee are, in protocols in which they matter, from 0: the stake of its member k, from 0,
    /// is (k+1)^-skew (Zipf's law). Default 0: all equal.
    /// </summary>
    public double StakeSkew { get; init; }

    /// <summary>The members of a committee with their stakes.</summary>
    /// <param name="members">The members in order.</param>
    public ImmutableArray<CommitteeMember> WithStakes(IEnumerable<CommitteeMember> members) =>
        [.. members.Select((member, k) => member with { Stake = Math.Pow(k + 1, -StakeSkew) })];

    /// <summary>The consensus of a committee with these options.</summary>
    /// <param name="protocol">Name of the protocol.</param>
    /// <param name="timeUnit">The unit t.</param>
    public CommitteeOptions Committee(string protocol, SimDuration timeUnit) => new()
    {
        Protocol = protocol,
        Fidelity = Fidelity,
        ProcessingTime = timeUnit.Scale(ProcessingUnits),
        BaseTimeout = timeUnit.Scale(ViewTimeoutUnits),
        VoteBits = VoteBits,
        ViewsMax = ViewsMax,
        QuorumSuffices = true,
    };

    /// <summary>
    /// Views after which a committee without quorum is given up for the episode, at least 1. Default 8: at most 511 base timers.
    /// </summary>
    public int ViewsMax { get; init; } = 8;

    /// <summary>Size of one update on the air: parameters in single precision and a signature, in bit.</summary>
    /// <param name="parameterCount">Number of parameters.</param>
    public long UpdateBits(int parameterCount) => (parameterCount * 32L) + SignatureBits;

    /// <summary>Size of a global model on the air, in bit.</summary>
    /// <param name="parameterCount">Number of parameters.</param>
    public static long ModelBits(int parameterCount) => parameterCount * 32L;

    /// <summary>Size of a block that carries updates, in bit.</summary>
    /// <param name="updates">Number of updates.</param>
    /// <param name="parameterCount">Number of parameters.</param>
    public long BlockBits(int updates, int parameterCount) => BlockHeaderBits + (updates * UpdateBits(parameterCount));
}
