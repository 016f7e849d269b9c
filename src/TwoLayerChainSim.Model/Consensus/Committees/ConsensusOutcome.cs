using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>How the consensus of a committee ended.</summary>
public enum ConsensusStatus
{
    /// <summary>All awaited replicas decided the same values, or a quorum did and that suffices.</summary>
    Decided,

    /// <summary>A limit was reached first: a failure of liveness.</summary>
    Stalled,

    /// <summary>Two correct replicas decided different values, or one without the votes of a quorum: a failure of safety.</summary>
    Diverged,
}

/// <summary>One decision of a committee.</summary>
/// <param name="Proposal">The value.</param>
/// <param name="View">View in which the first replica decided it.</param>
/// <param name="VoteCertificate">Commit votes that the first replica had seen.</param>
/// <param name="CommitTimes">Instant at which each replica decided, by replica index; null when it has not.</param>
public sealed record CommitteeDecision(
    Proposal Proposal, int View, VoteCertificate VoteCertificate, ImmutableArray<SimTime?> CommitTimes)
{
    /// <summary>Instant of the first decision.</summary>
    public SimTime First => CommitTimes.Where(time => time.HasValue).Min()!.Value;

    /// <summary>Instant of the last decision so far.</summary>
    public SimTime Last => CommitTimes.Where(time => time.HasValue).Max()!.Value;

    /// <summary>Instant at which <paramref name="count"/> replicas had decided; the last decision when fewer have.</summary>
    /// <param name="count">Number of replicas, at least 1.</param>
    public SimTime Nth(int count)
    {
        var times = CommitTimes.Where(time => time.HasValue).Select(time => time!.Value).Order().ToArray();
        return times[Math.Min(count, times.Length) - 1];
    }
}

/// <summary>Result of the consensus in a committee.</summary>
public sealed record ConsensusOutcome
{
    /// <summary>How it ended.</summary>
    public required ConsensusStatus Status { get; init; }

    /// <summary>Why it did not end well; empty when it did.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The decisions by height, as far as reached.</summary>
    public required ImmutableArray<CommitteeDecision> Decisions { get; init; }

    /// <summary>Instant of the start.</summary>
    public required SimTime Started { get; init; }

    /// <summary>Instant at which the leader sent its first proposal; null when none was sent.</summary>
    public SimTime? Proposed { get; init; }

    /// <summary>Instant at which the client had f+1 matching replies to the first decision; null without a client.</summary>
    public SimTime? Replied { get; init; }

    /// <summary>Messages sent, by <see cref="MessageKind"/>.</summary>
    public required ImmutableArray<long> MessagesByKind { get; init; }

    /// <summary>Bits sent, by <see cref="MessageKind"/>; a broadcast counts once for each receiver.</summary>
    public required ImmutableArray<long> BitsByKind { get; init; }

    /// <summary>Level of detail that was used, never <see cref="Fidelity.Auto"/>.</summary>
    public required Fidelity Fidelity { get; init; }

    /// <summary>Messages sent in all.</summary>
    public long Messages => MessagesByKind.Sum();

    /// <summary>Bits sent in all.</summary>
    public long Bits => BitsByKind.Sum();

    /// <summary>View changes that preceded the last decision.</summary>
    public int ViewChanges => Decisions.IsEmpty ? 0 : Decisions[^1].View;
}
