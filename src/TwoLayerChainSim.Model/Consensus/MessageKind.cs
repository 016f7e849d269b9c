namespace TwoLayerChainSim.Model.Consensus;

/// <summary>Kinds of consensus messages (Castro and Liskov, OSDI 1999, unless said otherwise).</summary>
public enum MessageKind
{
    /// <summary>A client asks for a decision.</summary>
    Request,

    /// <summary>The leader proposes a value; it counts as the leader's prepare vote.</summary>
    PrePrepare,

    /// <summary>A backup accepts the proposal of the view.</summary>
    Prepare,

    /// <summary>A replica has seen a quorum of prepare votes.</summary>
    Commit,

    /// <summary>A replica gives up a view and reports what it has prepared.</summary>
    ViewChange,

    /// <summary>The leader of a new view proposes, with the view changes that justify the value.</summary>
    NewView,

    /// <summary>A decision with its commit certificate, for a replica that has fallen behind.</summary>
    Decision,

    /// <summary>A replica tells the client that the value is decided.</summary>
    Reply,

    /// <summary>A replica has seen the prepare votes of a quorum, which the leader shows (HotStuff).</summary>
    PreCommit,

    /// <summary>The leader shows the votes of a quorum, on which the next vote follows (HotStuff).</summary>
    Certificate,

    /// <summary>A replica that has fallen behind asks for the decisions from a height on.</summary>
    Fetch,

    /// <summary>A replica tells all others that there is something to decide (redundant BFT).</summary>
    Propagate,

    /// <summary>A leader sends entries of its log, or tells what is decided (Ongaro and Ousterhout, USENIX ATC 2014).</summary>
    AppendEntries,

    /// <summary>A follower says how far its log agrees with the leader's.</summary>
    AppendReply,

    /// <summary>A replica stands for leadership.</summary>
    RequestVote,

    /// <summary>A replica grants its vote to a candidate, or does not.</summary>
    VoteReply,

    /// <summary>A replica tells the digest of all that it has decided up to a height.</summary>
    Checkpoint,
}

/// <summary>What messages stand for.</summary>
public static class MessageKinds
{
    /// <summary>The vote that the signature of such a message is; null when it is none or signs more than a vote.</summary>
    /// <param name="kind">Kind of the message.</param>
    public static VotePhase? Vote(this MessageKind kind) => kind switch
    {
        MessageKind.PrePrepare or MessageKind.NewView or MessageKind.Prepare => VotePhase.Prepare,
        MessageKind.PreCommit => VotePhase.PreCommit,
        MessageKind.Commit => VotePhase.Commit,
        _ => null,
    };
}
