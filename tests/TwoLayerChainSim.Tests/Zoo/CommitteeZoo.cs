using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Swarm;
using TwoLayerChainSim.Model.Attacks;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Checking;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Tests.Consensus;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>Bugs planted around a committee: in what it decides about, in its links, in the engine.</summary>
internal static class CommitteeZoo
{
    public static IReadOnlyList<ModelBug> Bugs { get; } =
    [
        new("the aggregate is not recomputed before voting", "application of a committee of MEC nodes, one of which malfunctions",
            "validity: the value is unacceptable", Aggregate),
        new("a message is lost without being counted", "links of a committee", "conservation: messages vanish or appear", Conservation),
        new("events run out of order", "clock of the observer", "time: the clock goes back", Time),
        new("state survives from one run to the next", "timers of pbft", "determinism: two runs of one record differ", Determinism),
    ];

    /// <summary>A malfunctioning MEC node leads and proposes its wrong aggregate.</summary>
    private static string? Aggregate(bool isPlanted)
    {
        var (right, wrong) = (Block(1), Block(2));
        var honest = new AgreedProposal(right);
        var checkers = new ConsensusCheckers(4, 3, replica => replica != 0) { IsAcceptable = proposal => honest.IsValid(0, proposal) };
        _ = new TestCommittee(4)
        {
            Observer = checkers,
            FaultOf = replica => replica == 0 ? new MalfunctioningReplica() : null,
            ApplicationOf = replica => replica == 0 ? new AgreedProposal(wrong) : isPlanted ? new AcceptsAnything(honest) : honest,
        }.Decide();
        return First(checkers);
    }

    private static Proposal Block(byte model) => Model.Ledger.Block.Propose(
        "gmuc-shard-0", null, 0, SimTime.Zero, [new(TransactionKind.Aggregate, 0, 256, Digest.Of([model]))]).ToProposal(1000);

    private static string? Conservation(bool isPlanted)
    {
        var checkers = new ConsensusCheckers(4, 3, _ => true);
        var wiring = new TestCommittee(4) { Observer = checkers }.Wiring(0);
        var simulator = new Simulator();
        var run = CommitteeRun.Start(
            simulator, new(), isPlanted ? wiring with { Transport = new ForgetfulTransport() } : wiring);
        simulator.Run();
        checkers.CheckConservation(run.Outcome.Messages);
        return First(checkers);
    }

    private static string? Time(bool isPlanted)
    {
        var checkers = new ConsensusCheckers(4, 3, _ => true);
        checkers.TimerExpired(new(isPlanted ? 5 : 3), 0);
        checkers.TimerExpired(new(isPlanted ? 3 : 5), 1);
        return First(checkers);
    }

    private static string? Determinism(bool isPlanted)
    {
        var pbft = ConsensusCatalog.FindCommittee("pbft");
        var record = new SwarmRecord { Faults = [new(0, TroubleKind.Silent)] };
        var options = new SwarmRunOptions
        {
            Instead = isPlanted ? pbft with
            {
                Create = (settings, context, application) =>
                    new RemembersOtherRuns(new(record, settings, context, application)),
            } : pbft,
        };
        return SwarmRunner.Run(record, options).TraceHash == SwarmRunner.Run(record, options).TraceHash
            ? null : "determinism: two runs of one record differ";
    }

    private static string? First(ConsensusCheckers checkers) =>
        checkers.Violations.Select(violation => $"{violation.Checker}: {violation.Clause}").FirstOrDefault();

    private sealed class ForgetfulTransport : ICommitteeTransport
    {
        public void Transmit(in Transmission transmission)
        {
            for (var i = transmission.Kind == MessageKind.Prepare ? 1 : 0; i < transmission.Receivers.Length; i++)
            {
                transmission.DeliverAfter(i, TestCommittee.Unit);
            }
        }
    }
}
