using TwoLayerChainSim.Experiments.Swarm;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>The bugs planted in checkpoints, in the relatives of PBFT, in chained HotStuff and in Raft.</summary>
internal static class ProtocolZoo
{
    private const string Agreement = "agreement: two values are decided at one height";
    private const string Unprepared = "prepared: a correct replica votes to commit what no quorum has prepared";
    private const string TwoLeaders = "election: two correct replicas lead one term";
    private const string FewSigners = "certificate: too few signers";

    /// <summary>All of them, in the order of the table.</summary>
    public static IReadOnlyList<PlantedBug> Bugs { get; } =
    [
        PlantedBug.Behind(
            "a checkpoint depends on the view", "checkpoint: correct replicas tell two states at one height",
            parts => new TellsTheViewInCheckpoints(parts)),
        PlantedBug.Behind("decisions are forgotten before the checkpoint is stable", "NotLive", parts => new ForgetsAtItsCheckpoint(parts)),
        PlantedBug.Inside("a later round drops the prepared value", Agreement, parts => new DropsPreparedInRounds(parts)) with
        {
            Protocol = "ibft",
        },
        new("every replica draws proposers of its own", "seed of", "prepared: correct replicas follow two leaders in one view")
        {
            Protocol = "pos",
            Plant = record => ConsensusCatalog.FindCommittee("pos") is var pos ? pos with
            {
                Create = (settings, context, application) => pos.Create(
                    settings with { Seed = (ulong)settings.Index }, context, application),
            } : null!,
        },
        PlantedBug.Inside("what the delegates pass on is not verified", FewSigners, TrustsTheCommittee.In) with
        {
            Protocol = "dpos",
            ReplicasMost = 5,
        },
        PlantedBug.Inside("what the committee passes on is not verified", FewSigners, TrustsTheCommittee.In) with
        {
            Protocol = "rbft-reduced",
            ReplicasMost = 5,
        },
        new("the quorum is one of all replicas", "quorum function of", "NotLive")
        {
            Protocol = "rbft-reduced",
            ReplicasMost = 7,
            Plant = _ => ConsensusCatalog.FindCommittee("rbft-reduced") with { Quorum = BftQuorum.Size },
        },
        new("a quorum of 2f", "quorum function of", Unprepared)
        {
            Protocol = "rbft-redundant",
            Plant = _ => ConsensusCatalog.FindCommittee("rbft-redundant") with { Quorum = n => Math.Max(1, 2 * BftQuorum.Faults(n)) },
        },
        PlantedBug.Inside(
            "the first instance decides, not the master", Agreement, parts => new TakesTheFirstInstance(parts)) with
        {
            Protocol = "rbft-redundant",
        },
        PlantedBug.Behind("the votes of all instances go to the master", Unprepared, parts => new MixesInstances(parts)) with
        {
            Protocol = "rbft-redundant",
        },
        Chained("two certificates decide", Agreement, parts => new DecidesByTwo(parts)),
        Chained("the wrong ancestor is locked", Agreement, parts => new LocksTooDeep(parts)),
        Chained("a replica votes below its lock", Agreement, parts => new VotesBelowItsLock(parts)),
        PlantedBug.Inside(
            "heights of votes need not grow", "progress: a correct replica goes back", parts => new VotesInAnyOrder(parts)) with
        {
            Protocol = "hotstuff-chained",
        },
        Raft("a replica votes twice in a term", TwoLeaders, parts => new VotesTwice(parts)),
        Raft("a replica forgets its vote when it crashes", TwoLeaders, parts => new ForgetsItsVote(parts)),
        Raft("a leader with a shorter log is elected", Agreement, parts => new VotesForShortLogs(parts)),
        Raft("an entry of an earlier term is committed by counting", Agreement, parts => new CommitsOldTerms(parts)) with
        {
            Direct = ChangingMinorities.In,
            Budget = 20_000,
        },
        PlantedBug.Behind("entries that do not fit are acknowledged", Agreement, parts => new AcknowledgesWhatDoesNotFit(parts)) with
        {
            Protocol = "raft",
            Direct = ChangingMinorities.In,
        },
        PlantedBug.Behind("all wait for a leader equally long", "NotLive", parts => new WaitsLikeAllOthers(parts)) with
        {
            Protocol = "raft",
        },
        new("half of the replicas is a majority", "quorum function of", FewSigners)
        {
            Protocol = "raft",
            Plant = _ => ConsensusCatalog.FindCommittee("raft") with { Quorum = n => Math.Max(1, n / 2) },
        },
    ];

    /// <summary>A bug in chained HotStuff that shows only when a liar branches off below what one replica has decided alone.</summary>
    private static PlantedBug Chained(string name, string signature, Func<BugParts, IConsensusProtocol> create) =>
        PlantedBug.Inside(name, signature, create) with
        {
            Protocol = "hotstuff-chained",
            Direct = record => LoneDecisions.In(record, windows: 1, new ReplicaTrouble(1, TroubleKind.Late)),
            Liar = parts => new ExtendsAnOlderBlock(parts),
        };

    private static PlantedBug Raft(string name, string signature, Func<BugParts, IConsensusProtocol> create) =>
        PlantedBug.Inside(name, signature, create) with { Protocol = "raft" };
}
