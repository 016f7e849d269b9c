using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Checking;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Tests.Conformance;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Faulty replicas: nothing happens outside the time of a fault, and within it what the fault says.</summary>
public class ReplicaFaultTests
{
    private static readonly FaultWindow Never = new(SimTime.Zero, SimTime.Zero);
    private static readonly FaultWindow TooLate = FaultWindow.From(SimTime.Zero + SimDuration.FromSeconds(1e5));

    private static readonly Dictionary<string, Func<FaultWindow, IReplicaFault>> Kinds = new()
    {
        ["crash"] = window => new CrashedReplica(window),
        ["pause"] = window => new CrashedReplica(window, pauses: true),
        ["silent"] = window => new SilentReplica(window),
        ["wrong proposal"] = window => new WrongProposal(window),
        ["delayed leader"] = window => new DelayedLeader(Seconds(1), window),
        ["withholding"] = window => new WithholdingReplica(window),
        ["double voting"] = window => new DoubleVotingReplica(new([0]), window),
        ["equivocating"] = window => new EquivocatingReplica(new([0]), WrongProposal.Spoil, window),
    };

    public static TheoryData<string, string> KindsAndProtocols()
    {
        var rows = new TheoryData<string, string>();
        foreach (var kind in Kinds.Keys)
        {
            foreach (var entry in ConsensusCatalog.Entries.Where(entry => entry.Committee is not null))
            {
                rows.Add(kind, entry.Name);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(KindsAndProtocols))]
    public void A_fault_that_is_never_on_leaves_every_message_as_it_is(string kind, string protocol)
    {
        // M24 and M19: an empty time and one after the end.
        var plain = Story(new TestCommittee(4).Of(protocol));
        foreach (var window in new[] { Never, TooLate })
        {
            var faulty = new TestCommittee(4) { FaultOf = i => i == 0 ? Kinds[kind](window) : null }.Of(protocol);
            Assert.Equal(plain, Story(faulty));
        }
    }

    [Theory]
    [MemberData(nameof(KindsAndProtocols))]
    public void One_fault_of_four_harms_neither_agreement_nor_progress(string kind, string protocol)
    {
        var checkers = new ConsensusCheckers(4, ConsensusCatalog.FindCommittee(protocol).Quorum(4), replica => replica > 0);
        var outcome = new TestCommittee(4)
        {
            FaultOf = i => i == 0 ? Kinds[kind](FaultWindow.Always) : null,
            ApplicationOf = i => new OwnValue(i),
            Observer = checkers,
        }.Of(protocol).Decide();
        Assert.Equal((ConsensusStatus.Decided, 0), (outcome.Status, checkers.Violations.Count));
    }

    [Fact]
    public void Byzantine_replicas_beyond_the_bound_break_agreement()
    {
        // f + 1 = 2 of 4, one of them leads; every replica takes any value.
        var coalition = new Coalition([0, 1]);
        var outcome = new TestCommittee(4)
        {
            ApplicationOf = i => new OwnValue(i),
            FaultOf = i => i < 2 ? new EquivocatingReplica(coalition) : null,
        }.Decide();
        Assert.Equal(ConsensusStatus.Diverged, outcome.Status);
    }

    [Fact]
    public void A_double_voter_helps_an_equivocating_leader_to_break_agreement()
    {
        var coalition = new Coalition([0, 1]);
        var outcome = new TestCommittee(4)
        {
            Law = new DeterministicDistribution(1),
            ApplicationOf = i => new OwnValue(i),
            FaultOf = i => i switch
            {
                0 => new EquivocatingReplica(coalition),
                1 => new DoubleVotingReplica(coalition, FaultWindow.Always),
                _ => null,
            },
        }.Decide();
        Assert.Equal(ConsensusStatus.Diverged, outcome.Status);
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("withholding")]
    public void A_committee_that_lacks_the_votes_of_two_of_four_stalls(string kind)
    {
        var outcome = new TestCommittee(4) { FaultOf = i => i is 1 or 2 ? Kinds[kind](FaultWindow.Always) : null }.Decide();
        Assert.Equal(ConsensusStatus.Stalled, outcome.Status);
    }

    [Fact]
    public void A_withholding_leader_still_proposes()
    {
        var committee = new TestCommittee(4) { FaultOf = i => i == 0 ? new WithholdingReplica(FaultWindow.Always) : null };
        Assert.Equal((ConsensusStatus.Decided, 0), (committee.Decide().Status, committee.Decide().ViewChanges));
    }

    [Fact]
    public void A_delayed_proposal_makes_the_decision_later_by_the_delay()
    {
        var plain = new TestCommittee(4);
        var late = plain with { FaultOf = i => i == 0 ? new DelayedLeader(Seconds(0.5), FaultWindow.Always) : null };
        var (before, after) = (plain.Decide().Decisions[0], late.Decide().Decisions[0]);
        Assert.Equal(
            Enumerable.Range(1, 3).Select(i => before.CommitTimes[i] + Seconds(0.5)),
            Enumerable.Range(1, 3).Select(i => after.CommitTimes[i]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_majority_that_was_down_goes_on_where_it_stopped(bool pauses)
    {
        // Two of four are down for 10 s, so that nothing can be decided before.
        var down = new FaultWindow(SimTime.Zero + TestCommittee.Unit, SimTime.Zero + Seconds(10));
        var outcome = Recovering(i => i >= 2 ? new CrashedReplica(down, pauses) : null);
        Assert.Equal(ConsensusStatus.Decided, outcome.Status);
        Assert.True(outcome.Decisions[0].First > down.End);
        Assert.Equal(4, outcome.Decisions[0].CommitTimes.Count(time => time.HasValue));
    }

    [Fact]
    public void What_a_paused_replica_missed_is_not_lost_to_it()
    {
        // All messages to replica 3 arrive while it stands still; it decides in the instant in which it goes on.
        var pause = new FaultWindow(SimTime.Zero, SimTime.Zero + Seconds(3));
        var paused = Recovering(i => i == 3 ? new CrashedReplica(pause, pauses: true) : null);
        Assert.Equal(pause.End, paused.Decisions[0].CommitTimes[3]);
        var crashed = Recovering(i => i == 3 ? new CrashedReplica(pause) : null);
        Assert.True(crashed.Decisions[0].CommitTimes[3] > pause.End);
    }

    [Fact]
    public void A_replica_never_contradicts_what_it_said_before_a_crash()
    {
        for (var crash = 1; crash < 60; crash++)
        {
            var checkers = new ConsensusCheckers(4, 3, _ => true);
            var start = SimTime.Zero + new SimDuration(TestCommittee.Unit.Nanoseconds * crash / 5);
            var committee = new TestCommittee(4)
            {
                ApplicationOf = i => new OwnValue(i),
                FaultOf = i => i is 0 or 1 ? new CrashedReplica(new FaultWindow(start, start + Seconds(5))) : null,
                Observer = checkers,
            };
            Recover(committee, crash);
            Assert.Empty(checkers.Violations);
        }
    }

    private static ConsensusOutcome Recovering(Func<int, IReplicaFault?> faultOf) => Recover(new(4) { FaultOf = faultOf });

    /// <summary>Runs a committee whose faulty replicas forget nothing and are waited for.</summary>
    private static ConsensusOutcome Recover(TestCommittee committee, int replication = 0)
    {
        var (simulator, wiring) = (new Simulator(), committee.Wiring(replication));
        var members = wiring.Members.Select(member => member with { IsCorrect = true, IsAwaited = true });
        var run = CommitteeRun.Start(simulator, committee.Options, wiring with { Members = [.. members] });
        simulator.Run();
        return run.Outcome;
    }

    private static SimDuration Seconds(double seconds) => SimDuration.FromSeconds(seconds);

    /// <summary>Every message of a run with its instants.</summary>
    private static string Story(TestCommittee committee)
    {
        var story = new Support.MessageStory(TestCommittee.Unit);
        Recover(committee with { Observer = story });
        return story.Text;
    }
}
