using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Model.Consensus.Protocols;
using static TwoLayerChainSim.Tests.Consensus.ReplicaProbe;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>PBFT among the best-reputed and one more hop to the others (models 5.1).</summary>
public class ReducedBftTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    [InlineData(7, 4)]
    [InlineData(12, 7)]
    [InlineData(18, 10)]
    [InlineData(100, 49)]
    public void The_committee_has_the_size_of_the_model(int replicas, int members) =>
        Assert.Equal(members, ReducedBft.CommitteeSize(replicas));

    [Fact]
    public void Without_scatter_the_committee_decides_after_three_hops_and_the_others_after_four()
    {
        // Relation M21, n = 10, m = 4: replica 0 leads.
        var outcome = (new TestCommittee(10) { Law = new DeterministicDistribution(1) }).Of("rbft-reduced").Decide();
        Assert.Equal(
            new[] { 3, 3, 3, 3, 4, 4, 4, 4, 4, 4 }.Select(hops => TestCommittee.Unit * hops),
            outcome.Decisions[0].CommitTimes.Select(time => time!.Value - outcome.Started));
        Assert.Equal((2 * 4 * 3) + 6, outcome.Messages);
    }

    [Fact]
    public void The_best_reputed_decide_and_lead()
    {
        var committee = new TestCommittee(7).Of("rbft-reduced");
        var wiring = committee.Wiring(0);
        wiring = wiring with
        {
            Members = [.. wiring.Members.Select((member, i) => member with { Reputation = i is 1 or 3 or 4 or 6 ? 0.9 : 0.2 })],
        };
        var simulator = new Simulator();
        var run = CommitteeRun.Start(simulator, committee.Options, wiring);
        simulator.Run();
        Assert.Equal("1 3 4 6", string.Join(' ', run.Committee.Members));
        Assert.All(run.Outcome.Decisions[0].VoteCertificate.Signers, signer => Assert.Contains(signer, (int[])[1, 3, 4, 6]));
        Assert.Null(run.Certify().Problem(run.Outcome.Decisions[0].Proposal.Value, run.Committee, wiring.Keys));
    }

    [Fact]
    public void A_replica_outside_accepts_the_certificate_of_the_committee_only()
    {
        var outside = new ReplicaProbe(6, replicas: 7, protocol: "rbft-reduced");
        outside.Receive(0, Decided(outside, 0, 4, 5));
        outside.Receive(0, Decided(outside, 0, 1));
        Assert.Empty(outside.Decisions);
        outside.Receive(0, Decided(outside, 0, 1, 3));
        Assert.Single(outside.Decisions);
    }

    [Fact]
    public void A_vote_from_outside_does_not_count_in_the_committee()
    {
        var member = new ReplicaProbe(1, replicas: 7, protocol: "rbft-reduced");
        member.Propose(0, Good);
        member.Prepare(5, Good);
        Assert.DoesNotContain(member.Sent, sent => sent.Message.Kind == MessageKind.Commit);
        member.Prepare(2, Good);
        Assert.Equal([0, 2, 3], member.Sent.Where(sent => sent.Message.Kind == MessageKind.Commit).Select(sent => sent.Receiver));
    }

    [Fact]
    public void A_replica_outside_that_hears_nothing_asks_the_committee_and_waits_longer_each_time()
    {
        var outside = new ReplicaProbe(5, replicas: 7, protocol: "rbft-reduced");
        outside.Expire();
        Assert.Equal([0, 1, 2, 3], outside.Sent.Select(sent => sent.Receiver));
        Assert.All(outside.SentKinds, kind => Assert.Equal(MessageKind.Fetch, kind));
        Assert.Equal([BaseTimeout, BaseTimeout * 2], outside.Timers);
    }

    [Fact]
    public void A_leader_that_keeps_the_decision_to_the_committee_delays_the_others_by_their_patience()
    {
        var committee = new TestCommittee(10)
        {
            Law = new DeterministicDistribution(1),
            Rules = [new NoDissemination()],
        };
        var outcome = committee.Of("rbft-reduced").Decide();
        Assert.Equal(ConsensusStatus.Decided, outcome.Status);
        Assert.Equal(TestCommittee.Unit * (35 + 2), outcome.Decisions[0].Last - outcome.Started);
    }

    [Fact]
    public void A_captured_committee_stalls_although_few_of_all_are_faulty()
    {
        // f(10) = 3, but f(m) = 1.
        var committee = new TestCommittee(10) { FaultOf = i => i < 2 ? new SilentReplica() : null };
        Assert.Equal(ConsensusStatus.Decided, committee.Of("pbft").Decide().Status);
        Assert.Equal(ConsensusStatus.Stalled, committee.Of("rbft-reduced").Decide().Status);
    }

    private static ConsensusMessage Decided(ReplicaProbe replica, params int[] signers) =>
        DecisionLog.Message(new(0, 0, Good, replica.Certificate(VotePhase.Commit, Good, 0, signers)));

    private sealed class NoDissemination : IMessageRule
    {
        public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now) =>
            message.Kind == MessageKind.Decision && now < SimTime.Zero + (TestCommittee.Unit * 30)
                ? MessageVerdict.Drop
                : MessageVerdict.Pass;
    }
}
