using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Protocols;

namespace TwoLayerChainSim.Model.Consensus;

/// <summary>All consensus protocols, one line each.</summary>
public static class ConsensusCatalog
{
    /// <summary>The protocols in the order in which they are listed.</summary>
    public static IReadOnlyList<ConsensusEntry> Entries { get; } =
    [
        new("pbft", "Practical Byzantine fault tolerance", "Castro and Liskov, OSDI 1999", FaultModel.Byzantine, ChainLayers.Both)
        {
            Committee = new(
                (settings, context, application) => new Pbft(settings, context, application),
                BftQuorum.Faults, BftQuorum.Size, n => 2L * n * (n - 1),
                request => PbftRound.Sample(request, leaderPrepares: false)),
        },
        new("ibft", "Istanbul BFT (QBFT): every height has another leader, which prepares too", "Moniz, arXiv 2002.03613",
            FaultModel.Byzantine, ChainLayers.Both)
        {
            Committee = new(
                (settings, context, application) => new Ibft(settings, context, application),
                BftQuorum.Faults, BftQuorum.Size, n => ((2L * n) + 1) * (n - 1),
                request => PbftRound.Sample(request, leaderPrepares: true)),
        },
        new("hotstuff", "HotStuff, basic: all votes go to the leader, who shows them", "Yin et al., PODC 2019, algorithm 2",
            FaultModel.Byzantine, ChainLayers.Both)
        {
            Committee = new(
                (settings, context, application) => new HotStuff(settings, context, application),
                BftQuorum.Faults, BftQuorum.Size, n => 7L * (n - 1), HotStuffRound.Sample),
        },
        new("hotstuff-chained", "HotStuff, chained: a block each two hops, decided by the three votes that follow on it",
            "Yin et al., PODC 2019, algorithm 3", FaultModel.Byzantine, ChainLayers.Both)
        {
            Committee = new(
                (settings, context, application) => new ChainedHotStuff(settings, context, application),
                BftQuorum.Faults, BftQuorum.Size, n => 7L * (n - 1)),
        },
        new("rbft-redundant", "Redundant BFT: f+1 instances of PBFT, the master decides and is watched", "Aublin et al., ICDCS 2013",
            FaultModel.Byzantine, ChainLayers.Both)
        {
            Committee = new(
                (settings, context, application) => new RedundantBft(settings, context, application),
                BftQuorum.Faults, BftQuorum.Size, RedundantBft.Messages),
        },
        new("rbft-reduced", "Reduced BFT: PBFT among the best-reputed, who pass the decision on to the others",
            "Feng et al. 2022 name an RBFT without a definition; models 5.1", FaultModel.Byzantine, ChainLayers.Both)
        {
            Committee = new(
                ReducedBft.Create, n => BftQuorum.Faults(ReducedBft.CommitteeSize(n)),
                n => BftQuorum.Size(ReducedBft.CommitteeSize(n)), ReducedBft.Messages)
            {
                Voters = ReducedBft.CommitteeSize,
            },
        },
        new("pos", "Proof of stake: IBFT whose proposers are drawn in proportion to their stakes",
            "Buchman, Kwon and Milosevic, arXiv 1807.04938", FaultModel.Byzantine, ChainLayers.Both)
        {
            Committee = new(
                (settings, context, application) => new Pos(settings, context, application),
                BftQuorum.Faults, BftQuorum.Size, n => ((2L * n) + 1) * (n - 1))
            {
                UnluckyLeaders = Pos.UnluckyLeaders,
            },
        },
        new("dpos", "Delegated proof of stake: IBFT in turns among those with the most stake, who pass the decision on to the others",
            "Larimer, DPoS white paper 2014; models 2.5", FaultModel.Byzantine, ChainLayers.Both)
        {
            Committee = new(
                Dpos.Create, n => BftQuorum.Faults(Dpos.Delegates(n)), n => BftQuorum.Size(Dpos.Delegates(n)), Dpos.Messages)
            {
                Voters = Dpos.Delegates,
                Merit = member => member.Stake,
            },
        },
        new("raft", "Raft: the leader's log, stored by a majority", "Ongaro and Ousterhout, USENIX ATC 2014",
            FaultModel.Crash, ChainLayers.Both)
        {
            Remark = "replicas do not judge what the leader proposes: a lying one is believed",
            Committee = new(
                (settings, context, application) => new Raft(settings, context, application),
                n => (n - 1) / 2, n => (n / 2) + 1, n => 3L * (n - 1), RaftRound.Sample)
            {
                FirstTimerShare = Raft.HeartbeatShare,
            },
        },
        new("pow", "Proof of work: a race for every block", "Kim et al. 2020; Nakamoto 2008", FaultModel.None, ChainLayers.Local)
        {
            Remark = "a mined block has no certificate of a committee by which devices and other shards could verify the global model",
        },
    ];

    /// <summary>The protocol of a name.</summary>
    /// <param name="name">A name from <see cref="Entries"/>.</param>
    /// <exception cref="ArgumentException">There is no such protocol; the message lists the known ones.</exception>
    public static ConsensusEntry Find(string name) =>
        Entries.FirstOrDefault(entry => entry.Name == name) ?? throw new ArgumentException(
            $"unknown consensus protocol '{name}'; known: {string.Join(", ", Entries.Select(entry => entry.Name))}", nameof(name));

    /// <summary>The committee protocol of a name.</summary>
    /// <param name="name">A name from <see cref="Entries"/>.</param>
    /// <exception cref="ArgumentException">There is no such protocol, or no committee in it.</exception>
    public static CommitteeProtocol FindCommittee(string name) => Find(name).Committee
        ?? throw new ArgumentException($"'{name}' does not decide by a committee", nameof(name));
}
