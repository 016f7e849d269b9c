using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus;

/// <summary>What a replica knows from the start.</summary>
public sealed record ReplicaSettings
{
    private const int DoublingsMax = 20;

    /// <summary>Index of this replica in its committee, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>Number of replicas n, at least 1.</summary>
    public required int Replicas { get; init; }

    /// <summary>Votes that decide.</summary>
    public required int Quorum { get; init; }

    /// <summary>Faulty replicas tolerated.</summary>
    public required int Faults { get; init; }

    /// <summary>Signs this replica's votes and verifies all others.</summary>
    public required VoteSigner Signer { get; init; }

    /// <summary>Number of decisions to reach, one after the other, at least 1. Default 1.</summary>
    public int Heights { get; init; } = 1;

    /// <summary>Index of the leader of view 0. Default 0.</summary>
    public int FirstLeader { get; init; }

    /// <summary>Request timer of a view that follows no failed view. Default 3.5 s, i.e. 35 t at t = 0.1 s (models 5.1).</summary>
    public SimDuration BaseTimeout { get; init; } = SimDuration.FromSeconds(3.5);

    /// <summary>
    /// What makes choices differ that look random, e.g. how long each replica waits for a leader; the same for the whole
    /// committee. Default 0.
    /// </summary>
    public ulong Seed { get; init; }

    /// <summary>Heights from one checkpoint to the next in protocols that have them, K; 0 for none. Default 16.</summary>
    public int CheckpointInterval { get; init; } = 16;

    /// <summary>True when a client sends a request to the first leader and gets a reply of every replica. Default false.</summary>
    public bool HasClient { get; init; }

    /// <summary>
    /// Replica indices by <see cref="CommitteeProtocol.Merit"/>, the best one first; empty when it does not matter. Default empty.
    /// </summary>
    public ImmutableArray<int> Ranking { get; init; } = [];

    /// <summary>Stakes by replica index, positive, in any unit; empty when all are equal. Default empty.</summary>
    public ImmutableArray<double> Stakes { get; init; } = [];

    /// <summary>Replicas that lead, in turns; empty for all, by index. Default empty.</summary>
    public ImmutableArray<int> Leaders { get; init; } = [];

    /// <summary>Index of the leader of <paramref name="view"/>: leaders take turns.</summary>
    /// <param name="view">The view.</param>
    public int LeaderOf(long view) => Leaders.IsEmpty
        ? (int)((FirstLeader + view) % Replicas)
        : Leaders[(int)((FirstLeader + view) % Leaders.Length)];

    /// <summary>The same where only a committee votes, whose members lead in turns: the best of the ranking.</summary>
    /// <param name="size">Size of the committee, at most n.</param>
    public ReplicaSettings ForCommittee(int size)
    {
        int[] committee = [.. (Ranking.IsEmpty ? Enumerable.Range(0, Replicas) : Ranking).Take(size)];
        return this with { Leaders = [.. committee], Signer = Signer.OnlyFor(committee) };
    }

    /// <summary>Timer after <paramref name="failedViews"/> failed views: it doubles with each, up to 2^20 times.</summary>
    /// <param name="failedViews">Number of views given up since the last decision.</param>
    public SimDuration Timeout(int failedViews) => BaseTimeout * (1L << Math.Min(failedViews, DoublingsMax));
}
