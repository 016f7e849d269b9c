using TwoLayerChainSim.Model.Consensus.Committees;

namespace TwoLayerChainSim.Model.Consensus;

/// <summary>What faulty replicas may do without harm to safety, as long as they are not more than tolerated.</summary>
public enum FaultModel
{
    /// <summary>Whatever they like, together.</summary>
    Byzantine,

    /// <summary>Stop; but what they send is what the protocol says.</summary>
    Crash,

    /// <summary>There is no such bound: safety holds with a probability only.</summary>
    None,
}

/// <summary>The chains of a two-layer blockchain.</summary>
[Flags]
public enum ChainLayers
{
    /// <summary>A local model update chain (LMUC): the devices of one cell and their MEC node.</summary>
    Local = 1,

    /// <summary>The global model update chain (GMUC): MEC nodes.</summary>
    Global = 2,

    /// <summary>Both.</summary>
    Both = Local | Global,
}

/// <summary>A selectable way to agree on blocks.</summary>
/// <param name="Name">Its name in scenario files.</param>
/// <param name="Title">What it is, for people.</param>
/// <param name="Source">The paper that defines it.</param>
/// <param name="FaultModel">What it tolerates.</param>
/// <param name="Layers">Where it makes sense.</param>
public sealed record ConsensusEntry(string Name, string Title, string Source, FaultModel FaultModel, ChainLayers Layers)
{
    /// <summary>Why it makes no sense on the other layer, or what else to know; may be empty.</summary>
    public string Remark { get; init; } = "";

    /// <summary>The protocol of a committee that exchanges messages; null for mining, which works otherwise.</summary>
    public CommitteeProtocol? Committee { get; init; }

    /// <summary>True when it may be selected on a layer.</summary>
    /// <param name="layer">The layer.</param>
    public bool IsFor(ChainLayers layer) => Layers.HasFlag(layer);
}

/// <summary>A protocol by which replicas that exchange messages decide.</summary>
/// <param name="Create">Makes the state machine of a replica.</param>
/// <param name="Faults">Faulty replicas tolerated among n.</param>
/// <param name="Quorum">Votes that decide among n.</param>
/// <param name="Messages">Messages of a fault-free decision among n, without a client.</param>
/// <param name="Round">
/// Samples a fault-free decision as a whole, or gives null for one of the rare draws that must be replayed message by message;
/// null when only single messages are supported.
/// </param>
public sealed record CommitteeProtocol(
    Func<ReplicaSettings, IReplicaContext, IReplicaApplication, IConsensusProtocol> Create,
    Func<int, int> Faults,
    Func<int, int> Quorum,
    Func<int, long> Messages,
    Func<RoundRequest, RoundSample?>? Round = null)
{
    /// <summary>Number of replicas among n that have a vote, those of the greatest <see cref="Merit"/>. Default all.</summary>
    public Func<int, int> Voters { get; init; } = n => n;

    /// <summary>What ranks the members where only some have a vote. Default their reputation.</summary>
    public Func<CommitteeMember, double> Merit { get; init; } = member => member.Reputation;

    /// <summary>
    /// Bad leaders in a row, beyond the f that turns allow, of which the chance is negligible where leaders are drawn. Default 0:
    /// they take turns.
    /// </summary>
    public int UnluckyLeaders { get; init; }

    /// <summary>
    /// When the first timer runs out that would disturb a fault-free decision, as a share of the base timeout. Default 1.
    /// </summary>
    public double FirstTimerShare { get; init; } = 1;
}
