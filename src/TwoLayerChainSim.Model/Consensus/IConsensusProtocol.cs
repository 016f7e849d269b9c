using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus;

/// <summary>
/// The state machine of one replica. Same settings and same inputs always give the same outputs: it has no clock, no
/// randomness and no network, only what <see cref="IReplicaContext"/> offers.
/// </summary>
public interface IConsensusProtocol
{
    /// <summary>Begins with height 0; called once, before any input.</summary>
    void Start();

    /// <summary>A message has arrived and was processed; its sender is authentic.</summary>
    /// <param name="message">The message.</param>
    void Receive(in ConsensusMessage message);

    /// <summary>A timer that was set and not cancelled has run out.</summary>
    /// <param name="timer">Number of the timer.</param>
    void TimerExpired(int timer);
}

/// <summary>Everything that a replica can do to the world. A faulty replica is a decorator of this.</summary>
public interface IReplicaContext
{
    /// <summary>Sends to one replica, or to the client.</summary>
    /// <param name="receiver">Index of the receiver; the number of replicas stands for the client.</param>
    /// <param name="message">The message.</param>
    void Send(int receiver, in ConsensusMessage message);

    /// <summary>Sends to all other replicas.</summary>
    /// <param name="message">The message.</param>
    void Broadcast(in ConsensusMessage message);

    /// <summary>Sets a timer, replacing an earlier setting of the same number.</summary>
    /// <param name="timer">Number of the timer, 0 to 3.</param>
    /// <param name="delay">When it runs out.</param>
    void SetTimer(int timer, SimDuration delay);

    /// <summary>Cancels a timer; nothing happens when it is not set.</summary>
    /// <param name="timer">Number of the timer.</param>
    void CancelTimer(int timer);

    /// <summary>Announces a decision, once a height and in order of heights.</summary>
    /// <param name="decision">The decision.</param>
    void Commit(Decision decision);
}

/// <summary>What a replica decides about: it makes proposals when it leads and judges those of others.</summary>
public interface IReplicaApplication
{
    /// <summary>The value this replica proposes when it leads. Asking twice gives equal values.</summary>
    /// <param name="height">Which decision.</param>
    Proposal Propose(int height);

    /// <summary>True when this replica would vote for <paramref name="proposal"/>, e.g. because it computes the same digest.</summary>
    /// <param name="height">Which decision.</param>
    /// <param name="proposal">The proposal of a leader.</param>
    bool IsValid(int height, Proposal proposal);
}

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

    /// <summary>True when a client sends a request to the first leader and gets a reply of every replica. Default false.</summary>
    public bool HasClient { get; init; }

    /// <summary>Index of the leader of <paramref name="view"/>: leaders take turns.</summary>
    /// <param name="view">The view.</param>
    public int LeaderOf(int view) => (FirstLeader + view) % Replicas;

    /// <summary>Timer after <paramref name="failedViews"/> failed views: it doubles with each, up to 2^20 times.</summary>
    /// <param name="failedViews">Number of views given up since the last decision.</param>
    public SimDuration Timeout(int failedViews) => BaseTimeout * (1L << Math.Min(failedViews, DoublingsMax));
}
