using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Members that become faulty in the course of a run: until then they count, from then on nobody waits for them.</summary>
public class FaultyFromTests
{
    private static readonly TestCommittee Plain = new TestCommittee(4).With(Fidelity.Message);

    [Fact]
    public void A_member_that_becomes_faulty_after_the_decision_changes_nothing()
    {
        var late = SimTime.Zero + SimDuration.FromSeconds(1e5);
        var outcome = Run(Plain, member => member with
        {
            Fault = new SilentReplica(FaultWindow.From(late)),
            IsCorrect = false,
            IsAwaited = false,
            FaultyFrom = late,
        });
        Assert.Equal([.. Plain.Decide().Decisions[0].CommitTimes], outcome.Decisions[0].CommitTimes.AsEnumerable());
    }

    [Fact]
    public void The_run_waits_for_a_member_until_it_becomes_faulty()
    {
        // Nothing reaches the last replica; the others have decided long before its fault begins.
        var committee = Plain with { Rules = [new Unreachable()] };
        var begin = SimTime.Zero + SimDuration.FromSeconds(20);
        var simulator = new Simulator();
        var wiring = committee.Wiring(0);
        var members = wiring.Members.ToArray();
        members[3] = members[3] with { IsAwaited = false, FaultyFrom = begin };
        var run = CommitteeRun.Start(simulator, committee.Options, wiring with { Members = members });
        SimTime? finished = null;
        simulator.Spawn(async () =>
        {
            await run.Finished;
            finished = simulator.Now;
        });
        simulator.Run();
        Assert.Equal((ConsensusStatus.Decided, begin), (run.Outcome.Status, finished));
    }

    [Theory]
    [InlineData(true, ConsensusStatus.Decided)]
    [InlineData(false, ConsensusStatus.Stalled)]
    public void What_a_quorum_has_decided_stays_so_when_that_suffices(bool quorumSuffices, ConsensusStatus status)
    {
        var options = Plain.Options with { QuorumSuffices = quorumSuffices };
        var outcome = (Plain with { Options = options, Rules = [new Unreachable()] }).Decide();
        Assert.Equal((status, 3), (outcome.Status, outcome.Decisions[0].CommitTimes.Count(time => time.HasValue)));
    }

    [Fact]
    public void A_committee_that_is_down_for_good_stalls_with_a_reason()
    {
        var outcome = Run(
            Plain with { FaultOf = _ => new CrashedReplica(SimDuration.Zero) }, member => member with { IsCorrect = true }, all: true);
        Assert.Equal((ConsensusStatus.Stalled, "no replica to wait for"), (outcome.Status, outcome.Reason));
    }

    [Fact]
    public void A_committee_that_goes_down_for_good_in_the_middle_stalls_too()
    {
        var crash = SimTime.Zero + TestCommittee.Unit;
        var outcome = Run(Plain, member => member with
        {
            Fault = new CrashedReplica(FaultWindow.From(crash)),
            IsAwaited = false,
            FaultyFrom = crash,
        }, all: true);
        Assert.Equal((ConsensusStatus.Stalled, "no replica to wait for"), (outcome.Status, outcome.Reason));
    }

    [Fact]
    public void Two_faults_of_one_replica_act_both()
    {
        // Late proposals of a replica that stands still for a time: the decision comes after both.
        var pause = new CrashedReplica(new FaultWindow(SimTime.Zero, SimTime.Zero + SimDuration.FromSeconds(1)), pauses: true);
        var late = new DelayedLeader(SimDuration.FromSeconds(0.5), FaultWindow.Always);
        var both = Plain with { FaultOf = i => i == 0 ? new CombinedFault(late, pause) : null };
        Assert.Equal(
            Plain.Decide().Decisions[0].CommitTimes[3] + SimDuration.FromSeconds(1.5), both.Decide().Decisions[0].CommitTimes[3]);
    }

    private static ConsensusOutcome Run(TestCommittee committee, Func<CommitteeMember, CommitteeMember> change, bool all = false)
    {
        var (simulator, wiring) = (new Simulator(), committee.Wiring(0));
        var members = wiring.Members.Select((member, index) => all || index == 3 ? change(member) : member);
        var run = CommitteeRun.Start(simulator, committee.Options, wiring with { Members = [.. members] });
        simulator.Run();
        return run.Outcome;
    }

    private sealed class Unreachable : IMessageRule
    {
        public MessageVerdict Judge(int from, int receiver, in Model.Consensus.ConsensusMessage message, SimTime now) =>
            receiver == 3 ? MessageVerdict.Drop : MessageVerdict.Pass;
    }
}
