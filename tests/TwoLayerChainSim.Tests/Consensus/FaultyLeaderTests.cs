using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Checking;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Tests.Conformance;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Every protocol that tolerates Byzantine faults gets over a faulty first leader, whatever its fault.</summary>
public class FaultyLeaderTests
{
    public static TheoryData<string, string, int> Runs()
    {
        var rows = new TheoryData<string, string, int>();
        foreach (var entry in ConsensusCatalog.Entries.Where(entry => entry is { Committee: not null, FaultModel: FaultModel.Byzantine }))
        {
            foreach (var fault in new[] { "silent", "crashed", "crashes after the proposal", "wrong", "two-faced" })
            {
                rows.Add(entry.Name, fault, 4);
                rows.Add(entry.Name, fault, 7);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_others_agree_on_a_right_value_without_it(string protocol, string fault, int replicas)
    {
        var committee = new TestCommittee(replicas)
        {
            FaultOf = replica => replica == 0 ? Fault(fault) : null,
        };
        committee = committee with { Options = committee.Options with { Heights = 2 } };
        for (var replication = 0; replication < 5; replication++)
        {
            var outcome = committee.Of(protocol).Decide(replication);
            Assert.Equal((ConsensusStatus.Decided, ""), (outcome.Status, outcome.Reason));
            Assert.Equal(
                [new HonestApplication().Propose(0).Value, new HonestApplication().Propose(1).Value],
                outcome.Decisions.Select(decision => decision.Proposal.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Nobody_sees_a_violation(string protocol, string fault, int replicas)
    {
        for (var replication = 0; replication < 5; replication++)
        {
            var quorum = ConsensusCatalog.FindCommittee(protocol).Quorum(replicas);
            var checkers = new ConsensusCheckers(replicas, quorum, replica => replica != 0);
            var committee = new TestCommittee(replicas)
            {
                Observer = checkers,
                ApplicationOf = replica => new OwnValue(replica),
                FaultOf = replica => replica == 0 ? Fault(fault) : null,
            };
            committee.Of(protocol).Decide(replication);
            Assert.Equal([], checkers.Violations);
        }
    }

    private static IReplicaFault Fault(string name) => name switch
    {
        "silent" => new SilentReplica(),
        "crashed" => new CrashedReplica(SimDuration.Zero),
        "crashes after the proposal" => new CrashedReplica(TestCommittee.Unit),
        "wrong" => new WrongProposal(),
        _ => new EquivocatingReplica(new Coalition([0])),
    };
}
