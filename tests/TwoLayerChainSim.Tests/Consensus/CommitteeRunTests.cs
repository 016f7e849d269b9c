using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Consensus;

public class CommitteeRunTests
{
    private static readonly Distribution OneT = new DeterministicDistribution(1);

    public static TheoryData<Fidelity> Fidelities => [Fidelity.Message, Fidelity.Round];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(10)]
    [InlineData(31)]
    public void A_fault_free_decision_costs_2n_n_minus_1_messages(int replicas)
    {
        var committee = new TestCommittee(replicas);
        long[] counts = [committee.With(Fidelity.Message).Decide().Messages, committee.With(Fidelity.Round).Decide().Messages];
        Assert.Equal([2L * replicas * (replicas - 1), 2L * replicas * (replicas - 1)], counts);
    }

    [Theory]
    [MemberData(nameof(Fidelities))]
    public void Messages_by_kind_are_those_of_the_reference(Fidelity fidelity)
    {
        var expected = ReferenceData.Load("s5_bft.json").At("message_counts", "10");
        var committee = new TestCommittee(10).With(fidelity);
        var outcome = (committee with { Options = committee.Options with { HasClient = true } }).Decide();
        var counts = new[] { MessageKind.PrePrepare, MessageKind.Prepare, MessageKind.Commit, MessageKind.Reply }
            .Select(kind => outcome.MessagesByKind[(int)kind]);
        var names = new[] { "preprepare", "prepare", "commit", "reply" };
        Assert.Equal(names.Select(name => (long)expected.Number(name)), counts);
    }

    [Theory]
    [MemberData(nameof(Fidelities))]
    public void Without_scatter_every_replica_decides_after_three_hops(Fidelity fidelity)
    {
        // Relation M21: sigma = 0 gives exactly 3 mu.
        var outcome = (new TestCommittee(7) { Law = OneT }).With(fidelity).Decide();
        Assert.All(outcome.Decisions[0].CommitTimes, time => Assert.Equal(TestCommittee.Unit * 3, time!.Value - outcome.Started));
    }

    [Fact]
    public void Votes_are_charged_512_bytes_and_the_proposal_on_top()
    {
        var outcome = (new TestCommittee(4) { ApplicationOf = _ => new HonestApplication(1_000_000) }).Decide();
        Assert.Equal((24 * 4096) + (3 * 1_000_000), outcome.Bits);
    }

    [Theory]
    [MemberData(nameof(Fidelities))]
    public void A_large_proposal_takes_longer_than_a_vote(Fidelity fidelity)
    {
        // 1 Mbit/s: the proposal takes 1.004096 s, each of the two rounds of votes 4.096 ms.
        var outcome = (new TestCommittee(4)
        {
            Delays = new Megabit(),
            ApplicationOf = _ => new HonestApplication(1_000_000),
        }).With(fidelity).Decide();
        Assert.Equal(new SimTime(1_012_288_000), outcome.Decisions[0].Last);
    }

    [Fact]
    public void A_process_awaits_the_outcome_at_the_right_instants()
    {
        var simulator = new Simulator();
        var committee = new TestCommittee(4) { Law = OneT };
        var seen = new List<SimTime>();
        simulator.Spawn(async () =>
        {
            await simulator.Delay(SimDuration.FromSeconds(10));
            var run = CommitteeRun.Start(simulator, committee.Options, committee.Wiring(0));
            await run.QuorumDecided;
            seen.Add(simulator.Now);
            await run.Finished;
            seen.Add(simulator.Now);
        });
        simulator.Run();
        Assert.Equal([new(10_300_000_000), new(10_300_000_000)], seen);
    }

    [Theory]
    [MemberData(nameof(Fidelities))]
    public void The_certificate_verifies_against_the_committee(Fidelity fidelity)
    {
        var run = new TestCommittee(7).With(fidelity).Run();
        var value = run.Outcome.Decisions[0].Proposal.Value;
        Assert.Null(run.Certify().Problem(value, run.Committee, new KeyRing(2022)));
    }

    [Fact]
    public void Heights_are_decided_one_after_the_other()
    {
        var committee = new TestCommittee(4) { Law = OneT };
        var outcome = (committee with { Options = committee.Options with { Heights = 3 } }).Decide();
        Assert.Equal(
            [3, 6, 9], outcome.Decisions.Select(decision => (decision.Last - SimTime.Zero).Nanoseconds / TestCommittee.Unit.Nanoseconds));
    }

    [Fact]
    public void A_committee_without_a_quorum_stalls_with_a_reason()
    {
        var outcome = (new TestCommittee(4) { FaultOf = i => i < 2 ? new SilentReplica() : null }).Decide();
        Assert.Equal((ConsensusStatus.Stalled, "no decision within 16 views"), (outcome.Status, outcome.Reason));
    }

    [Fact]
    public void Too_many_messages_end_the_run_with_a_reason()
    {
        var committee = new TestCommittee(10);
        var outcome = (committee with { Options = committee.Options with { MessagesMax = 100 } }).Decide();
        Assert.Equal((ConsensusStatus.Stalled, "no decision within 100 messages"), (outcome.Status, outcome.Reason));
    }

    [Fact]
    public void A_wrong_proposal_costs_a_view_change_and_is_never_decided()
    {
        var outcome = (new TestCommittee(4) { Law = OneT, FaultOf = i => i == 0 ? new WrongProposal() : null }).Decide();
        var honest = new HonestApplication().Propose(0).Value;
        Assert.Equal((1, honest), (outcome.ViewChanges, outcome.Decisions[0].Proposal.Value));
    }

    [Fact]
    public void A_replica_that_judges_wrongly_learns_the_decision_of_the_others()
    {
        var run = (new TestCommittee(4) { Law = OneT, ApplicationOf = i => i == 2 ? new Contrarian() : new HonestApplication() }).Run();
        Assert.Equal((ConsensusStatus.Decided, 4), (run.Outcome.Status, run.Outcome.Decisions[0].CommitTimes.Count(time => time.HasValue)));
    }

    [Fact]
    public void Auto_uses_rounds_only_where_nothing_feeds_back()
    {
        var plain = new TestCommittee(4);
        var processing = plain with { Options = plain.Options with { ProcessingTime = new(1) } };
        var faulty = plain with { FaultOf = i => i == 3 ? new SilentReplica() : null };
        var judging = plain with { ApplicationOf = i => i == 2 ? new Contrarian() : new HonestApplication() };
        Assert.Equal(
            [Fidelity.Round, Fidelity.Message, Fidelity.Message, Fidelity.Message],
            new[] { plain, processing, faulty, judging }.Select(committee => committee.Decide().Fidelity));
    }

    [Fact]
    public void An_unknown_protocol_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ArgumentException>(() => ConsensusCatalog.Find("pftb"));
        Assert.Contains("known: pbft", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void Messages_allocate_nothing(long processingNanoseconds)
    {
        // What ten more heights allocate (certificates, decisions) is less than the smallest object a message.
        var committee = new TestCommittee(31);
        long Allocated(int heights)
        {
            var options = committee.Options with { Heights = heights, ProcessingTime = new(processingNanoseconds) };
            var before = GC.GetAllocatedBytesForCurrentThread();
            (committee with { Options = options }).Decide();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(20);
        var extra = Allocated(20) - Allocated(10);
        Assert.InRange(extra / (10.0 * 2 * 31 * 30), 0, 23);
    }

    private sealed class Contrarian : IReplicaApplication
    {
        public Proposal Propose(int height) => new(Digest.Of([0xFF]), 1);

        public bool IsValid(int height, Proposal proposal) => !new HonestApplication().IsValid(height, proposal);
    }

    private sealed class Megabit : IMessageDelays
    {
        public void Fill(int from, ReadOnlySpan<int> receivers, MessageKind kind, long sizeBits, Span<SimDuration> delays) =>
            delays.Fill(SimDuration.FromSeconds(sizeBits * 1e-6));

        public void Rewind()
        {
        }
    }
}
