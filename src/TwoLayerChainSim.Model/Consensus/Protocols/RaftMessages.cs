using System.Collections.Immutable;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Consensus.Protocols;

/// <summary>An entry of the replicated log.</summary>
/// <param name="Term">Term of the leader that made it.</param>
/// <param name="Height">The height that its leader was about to decide.</param>
/// <param name="Proposal">The value; null for the entry without value by which a new leader commits what it inherited.</param>
public sealed record LogEntry(int Term, int Height, Proposal? Proposal);

/// <summary>What a leader sends: entries, a decision, or merely that it is alive.</summary>
/// <param name="PreviousIndex">Index of the entry before the first one sent, from 1; 0 when there is none.</param>
/// <param name="PreviousTerm">Its term.</param>
/// <param name="Entries">The entries.</param>
/// <param name="Decided">
/// The last decision of the leader, if any. Its certificate, the signed acknowledgements of a majority, stands for the commit
/// index: it says that the entry of that height and all before it are committed.
/// </param>
/// <param name="IsHeartbeat">True for what the timer repeats; it is answered even when it brings nothing new.</param>
public sealed record AppendEntries(
    int PreviousIndex, int PreviousTerm, ImmutableArray<LogEntry> Entries, Decision? Decided, bool IsHeartbeat) : IMessageBody
{
    /// <inheritdoc/>
    public long SizeBits => Entries.Sum(entry => entry.Proposal?.SizeBits ?? 0) + (Decided?.Certificate.SizeBits ?? 0);

    /// <summary>Digests of the values in the entries.</summary>
    public IEnumerable<Digest> Values =>
        Entries.Where(entry => entry.Proposal is not null).Select(entry => entry.Proposal!.Value);
}

/// <summary>The answer of a follower.</summary>
/// <param name="Index">Index up to which the logs agree; when they do not fit, where the leader should try next.</param>
/// <param name="Fits">Whether the entry before those sent is in the follower's log.</param>
/// <param name="LagsBehind">Whether the follower lacks decisions that the leader has.</param>
public sealed record AppendReply(int Index, bool Fits, bool LagsBehind) : IMessageBody
{
    /// <inheritdoc/>
    public long SizeBits => 0;
}

/// <summary>The log of a candidate for leadership.</summary>
/// <param name="LastIndex">Index of its last entry; 0 for an empty log.</param>
/// <param name="LastTerm">Term of that entry.</param>
public sealed record VoteRequest(int LastIndex, int LastTerm) : IMessageBody
{
    /// <inheritdoc/>
    public long SizeBits => 0;
}

/// <summary>The answer to a candidate.</summary>
/// <param name="IsGranted">Whether it gets the vote.</param>
public sealed record VoteReply(bool IsGranted) : IMessageBody
{
    /// <inheritdoc/>
    public long SizeBits => 0;
}
