using System.Numerics;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Protocols;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>Votes for every candidate of a term (Raft).</summary>
internal sealed class VotesTwice(BugParts parts) : Raft(parts.Settings, parts.Context, parts.Application)
{
    protected override bool IsFreeToVoteFor(int candidate) => true;
}

/// <summary>Crashes in some terms after it has voted, comes back at once, and has not written its vote to disk (Raft).</summary>
internal sealed class ForgetsItsVote(BugParts parts) : Raft(parts.Settings, parts.Context, parts.Application)
{
    private const int OneIn = 3;

    private readonly ulong _crashes = StableHash.Combine(parts.Record.Seed, (ulong)parts.Settings.Index);

    protected override bool IsFreeToVoteFor(int candidate) =>
        base.IsFreeToVoteFor(candidate) || StableHash.Combine(_crashes, (ulong)Term) % OneIn == 0;
}

/// <summary>Votes for a candidate whatever its log (Raft).</summary>
internal sealed class VotesForShortLogs(BugParts parts) : Raft(parts.Settings, parts.Context, parts.Application)
{
    protected override bool IsUpToDate(VoteRequest candidate) => true;
}

/// <summary>Commits an entry of an earlier term as soon as a majority has it (Raft).</summary>
internal sealed class CommitsOldTerms(BugParts parts) : Raft(parts.Settings, parts.Context, parts.Application)
{
    protected override bool IsCommittable(LogEntry entry) => true;
}

/// <summary>Waits for a leader exactly as long as all others do (Raft).</summary>
internal sealed class WaitsLikeAllOthers(BugParts parts) : PlantedReplica(parts)
{
    public override void SetTimer(int timer, SimDuration delay)
    {
        var timeouts = delay.Nanoseconds / Settings.BaseTimeout.Nanoseconds;
        base.SetTimer(timer, timeouts == 0 ? delay : Settings.BaseTimeout * (1L << BitOperations.Log2((ulong)timeouts)));
    }
}

/// <summary>Says that it has the entries that a leader sends, also when they do not fit its log and it drops them (Raft).</summary>
internal sealed class AcknowledgesWhatDoesNotFit(BugParts parts) : PlantedReplica(parts)
{
    private ConsensusMessage _entries;

    public override void Receive(in ConsensusMessage message)
    {
        _entries = message;
        Inner.Receive(message);
    }

    public override void Send(int receiver, in ConsensusMessage message) => base.Send(
        receiver, message.Body is AppendReply { Fits: false } && _entries.Body is AppendEntries body && _entries.View == message.View
            ? _entries with
            {
                Kind = MessageKind.AppendReply,
                Signature = Sign(Settings.Index, VotePhase.Commit, _entries.Height, _entries.View, _entries.Value),
                Body = new AppendReply(body.PreviousIndex + body.Entries.Length, Fits: true, LagsBehind: false),
            }
            : message);
}
