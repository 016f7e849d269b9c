using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>
/// A crashed leader really changes the run, and by the law of models 5.1: the timer, the 2f-th of the view changes of the
/// others at the new leader, the NEW-VIEW hop, and a normal instance among those alive.
/// </summary>
public class ViewChangeLatencyTests
{
    [Fact]
    public void Without_scatter_a_crashed_leader_costs_the_timer_and_one_hop()
    {
        var committee = CrashedLeader(7) with { Law = new DeterministicDistribution(1) };
        var expected = committee.Options.BaseTimeout + (TestCommittee.Unit * 4);
        Assert.Equal(expected, committee.Decide().Decisions[0].Last - SimTime.Zero);
    }

    [Fact]
    public void Two_crashed_leaders_cost_the_timer_and_its_double()
    {
        var committee = CrashedLeader(7) with
        {
            Law = new DeterministicDistribution(1),
            FaultOf = i => i < 2 ? new CrashedReplica(SimDuration.Zero) : null,
        };

        // The second timer starts anew when a quorum of view changes is there, one hop after the first ran out.
        var expected = (committee.Options.BaseTimeout * 3) + (TestCommittee.Unit * 5);
        Assert.Equal(expected, committee.Decide().Decisions[0].Last - SimTime.Zero);
    }

    [Fact]
    public void A_crashed_leader_costs_n_minus_1_squared_view_changes_and_one_new_view()
    {
        var outcome = CrashedLeader(10).Decide();
        Assert.Equal(
            (81L, 9L),
            (outcome.MessagesByKind[(int)MessageKind.ViewChange], outcome.MessagesByKind[(int)MessageKind.NewView]));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(10)]
    public void A_crashed_leader_costs_what_the_law_says(int replicas) => TwoStage.SameLaws(
        ["first", "all"],
        1000,
        replication => FirstAndLast(CrashedLeader(replicas).Decide(replication)),
        replication => DirectSample(replicas, new RandomStreams(31, replication).Stream("direct")));

    [Fact]
    public void A_leader_that_crashes_after_its_proposal_costs_no_view_change()
    {
        var committee = new TestCommittee(4)
        {
            FaultOf = i => i == 0 ? new CrashedReplica(new SimDuration(1)) : null,
        };
        var outcome = committee.Decide();
        Assert.Equal((ConsensusStatus.Decided, 0), (outcome.Status, outcome.ViewChanges));
    }

    [Fact]
    public void A_value_that_may_have_been_decided_survives_the_leader()
    {
        // The leader crashes when all have prepared, and every commit vote is lost; each replica would propose its own value.
        var committee = new TestCommittee(4)
        {
            Law = new DeterministicDistribution(1),
            ApplicationOf = i => new OwnValue(i),
            FaultOf = i => i == 0 ? new CrashedReplica(TestCommittee.Unit * 3) : null,
            Rules = [new LoseCommits(SimTime.Zero + (TestCommittee.Unit * 4))],
        };
        var decision = committee.Decide().Decisions[0];
        Assert.Equal((1, new OwnValue(0).Propose(0).Value), (decision.View, decision.Proposal.Value));
    }

    private static TestCommittee CrashedLeader(int replicas) => new(replicas)
    {
        FaultOf = i => i == 0 ? new CrashedReplica(SimDuration.Zero) : null,
    };

    private static double[] FirstAndLast(ConsensusOutcome outcome) =>
    [
        TestCommittee.InUnits(outcome.Decisions[0].First - outcome.Started),
        TestCommittee.InUnits(outcome.Decisions[0].Last - outcome.Started),
    ];

    /// <summary>The law written down directly, in t; replica 0 is dead, 1 is the new leader.</summary>
    private static double[] DirectSample(int replicas, RandomStream stream)
    {
        var (law, quorum) = (new NormalDistribution(2, 1.1), BftQuorum.Size(replicas));
        double Hop() => law.Sample(stream);
        double Nth(IEnumerable<double> arrivals, int rank) => rank <= 0 ? 0 : arrivals.Order().ElementAt(rank - 1);
        int[] alive = [.. Enumerable.Range(1, replicas - 1)];
        var opened = 35 + Nth(alive.Skip(1).Select(_ => Hop()).ToArray(), quorum - 1);
        var accepted = alive.ToDictionary(i => i, i => i == 1 ? opened : opened + Hop());
        var prepared = alive.ToDictionary(i => i, i => Math.Max(accepted[i], Nth(
            alive.Where(j => j != i && j != 1).Select(j => accepted[j] + Hop()).ToArray(), i == 1 ? quorum - 1 : quorum - 2)));
        var committed = alive.Select(i => Math.Max(prepared[i], Nth(
            alive.Where(j => j != i).Select(j => prepared[j] + Hop()).ToArray(), quorum - 1))).ToArray();
        return [committed.Min(), committed.Max()];
    }

    private sealed class OwnValue(int replica) : IReplicaApplication
    {
        public Proposal Propose(int height) => new(Model.Ledger.Digest.Of([(byte)replica]), 1);

        public bool IsValid(int height, Proposal proposal) => true;
    }

    private sealed class LoseCommits(SimTime until) : IMessageRule
    {
        public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now) =>
            message.Kind == MessageKind.Commit && now < until ? MessageVerdict.Drop : MessageVerdict.Pass;
    }
}
