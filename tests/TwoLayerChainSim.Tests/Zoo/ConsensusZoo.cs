using TwoLayerChainSim.Experiments.Swarm;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>The bugs planted in PBFT and basic HotStuff.</summary>
internal static class ConsensusZoo
{
    private const string Agreement = "agreement: two values are decided at one height";
    private const string FewVotes = "quorum: too few votes were cast";
    private const string FewSigners = "certificate: too few signers";
    private const string Unprepared = "prepared: a correct replica votes to commit what no quorum has prepared";
    private const string TwoLeaders = "prepared: correct replicas follow two leaders in one view";
    private const string Promise = "promise: a correct replica votes for two values in one view";

    /// <summary>All of them, in the order of the table.</summary>
    public static IReadOnlyList<PlantedBug> Bugs { get; } =
    [
        new("a quorum of 2f", "quorum function of", Unprepared)
        {
            Plant = _ => ConsensusCatalog.FindCommittee("pbft") with { Quorum = n => Math.Max(1, 2 * BftQuorum.Faults(n)) },
        },
        PlantedBug.Behind("commit votes for any digest are counted", FewVotes, parts => new CountsAnyDigest(parts)),
        PlantedBug.Behind("votes are counted by message, not by sender", FewVotes, parts => new CountsMessages(parts)),
        PlantedBug.Behind("votes of another view are counted", FewVotes, parts => new CountsAnyView(parts)),
        PlantedBug.Inside("signatures of votes are not checked", FewVotes, parts => new TrustsVotes(parts)),
        PlantedBug.Behind("commit without prepare", Unprepared, parts => new CommitsUnprepared(parts)),
        PlantedBug.Behind("a replica votes for two values in one view", Promise, parts => new VotesForAll(parts)),
        PlantedBug.Behind("a proposal of a wrong leader is accepted", TwoLeaders, parts => new FollowsAnyLeader(parts)),
        PlantedBug.Inside("the leader drops the prepared value", Agreement, parts => new DropsPreparedValue(parts)),
        PlantedBug.Inside("the value of the lowest prepared view is kept", Agreement, parts => new KeepsOldestPrepared(parts)) with
        {
            Direct = record => LoneDecisions.In(record, windows: 2),
            Budget = 20_000,
        },
        PlantedBug.Inside("a view change hides the prepared value", Agreement, parts => new HidesPrepared(parts)),
        PlantedBug.Inside("NEW-VIEW is not verified", Agreement, parts => new TrustsNewView(parts)) with
        {
            Direct = record => LoneDecisions.In(
                record, windows: 1, new ReplicaTrouble(1, TroubleKind.Mutant) { Variant = 4 + (int)(record.Seed % 4) }),
        },
        PlantedBug.Inside("the lock is ignored (safeNode)", Agreement, parts => new IgnoresLock(parts)) with
        {
            Protocol = "hotstuff",
            Direct = record => LoneDecisions.In(record, windows: 1, new ReplicaTrouble(1, TroubleKind.Late)),
            Liar = parts => new ProposesFreely(parts),
        },
        PlantedBug.Behind("certificates of another view are accepted", FewVotes, parts => new FollowsAnyCertificate(parts)) with
        {
            Protocol = "hotstuff",
        },
        PlantedBug.Behind("the timer is not doubled", "NotLive", parts => new NeverWaitsLonger(parts)),
        PlantedBug.Behind("amnesia after a crash", "progress: a correct replica goes back", parts => new ForgetsAtRestart(parts)) with
        {
            Direct = record => record with { Heights = 1 },
        },
        new("a proposal is not validated", "application of", "validity: the value is unacceptable")
        {
            Plant = _ => ConsensusCatalog.FindCommittee("pbft") is var pbft ? pbft with
            {
                Create = (settings, context, application) => pbft.Create(settings, context, new AcceptsAnything(application)),
            } : null!,
        },
        PlantedBug.Inside("a told decision is not verified", FewSigners, parts => new TrustsDecisions(parts)),
        PlantedBug.Behind("a height is decided twice", "integrity: a height is decided twice", parts => new DecidesTwice(parts)),
        PlantedBug.Behind("a height is skipped", "integrity: a height is skipped", parts => new SkipsHeights(parts)),
        PlantedBug.Behind("the latest proposal is decided", Agreement, parts => new DecidesLatestProposal(parts)),
        PlantedBug.Behind("a value is invented", "validity: nobody proposed the value", parts => new InventsValues(parts)),
        PlantedBug.Behind("decisions are told to nobody", "NotLive", parts => new KeepsDecisions(parts)),
    ];
}
