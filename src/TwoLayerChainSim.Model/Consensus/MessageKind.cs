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
}
