using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Protocols;
using TwoLayerChainSim.Tests.Conformance;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Raft as its paper describes it (Ongaro and Ousterhout 2014), one replica or one committee at a time.</summary>
public class RaftTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(10)]
    public void An_entry_costs_two_messages_a_follower_and_the_last_decision_another_one(int replicas)
    {
        // Models 5.1: 2(n-1) an entry; followers learn with the entry of the next height, of the last one by an empty message.
        var committee = new TestCommittee(replicas).Of("raft");
        var outcome = (committee with { Options = committee.Options with { Heights = 10 } }).Decide();
        Assert.Equal(ConsensusStatus.Decided, outcome.Status);
        Assert.Equal(11 * (replicas - 1), outcome.MessagesByKind[(int)MessageKind.AppendEntries]);
        Assert.Equal(10 * (replicas - 1), outcome.MessagesByKind[(int)MessageKind.AppendReply]);
    }

    [Fact]
    public void Over_constant_links_the_leader_decides_after_two_hops_and_the_others_after_three()
    {
        // M21.
        var committee = new TestCommittee(5) { Law = new DeterministicDistribution(2) }.Of("raft").With(Fidelity.Message);
        var outcome = committee.Decide();
        Assert.Equal(
            [4, 6, 6, 6, 6],
            outcome.Decisions[0].CommitTimes.Select(time => (time!.Value - outcome.Started).Nanoseconds / TestCommittee.Unit.Nanoseconds));
    }

    [Fact]
    public void A_follower_that_hears_nothing_stands_for_election_after_one_to_two_timeouts_of_its_own()
    {
        var timeouts = Enumerable.Range(1, 4).Select(index => new ReplicaProbe(index, 5, protocol: "raft").Timers[0]).ToArray();
        Assert.All(timeouts, timeout => Assert.InRange(timeout.TotalSeconds, 1, 2));
        Assert.Equal(4, timeouts.Distinct().Count());
        var follower = new ReplicaProbe(1, protocol: "raft");
        follower.Expire();
        var (receiver, message) = follower.Sent[0];
        Assert.Equal((null, MessageKind.RequestVote, 1), (receiver, message.Kind, message.View));
    }

    [Fact]
    public void A_replica_votes_for_one_candidate_a_term()
    {
        var voter = new ReplicaProbe(3, protocol: "raft");
        voter.Receive(1, Candidacy(term: 1));
        voter.Receive(2, Candidacy(term: 1));
        voter.Receive(2, Candidacy(term: 2));
        Assert.Equal([true, false, true], voter.Sent.Select(sent => ((VoteReply)sent.Message.Body!).IsGranted));
    }

    [Fact]
    public void A_candidate_whose_log_is_not_up_to_date_gets_no_vote()
    {
        // Section 5.4.1: a later last term wins, then a longer log.
        var voter = new ReplicaProbe(3, protocol: "raft");
        voter.Receive(0, Entries(0, new LogEntry(0, 0, ReplicaProbe.Good)));
        voter.Receive(1, Candidacy(term: 1, lastIndex: 0, lastTerm: -1));
        voter.Receive(2, Candidacy(term: 2, lastIndex: 1, lastTerm: 0));
        Assert.Equal([false, true], voter.Sent.Select(sent => sent.Message.Body).OfType<VoteReply>().Select(vote => vote.IsGranted));
    }

    [Fact]
    public void A_candidate_leads_with_a_majority_and_commits_what_it_inherits_with_an_entry_of_its_own()
    {
        var candidate = new ReplicaProbe(1, 5, protocol: "raft");
        candidate.Receive(0, Entries(0, new LogEntry(0, 0, ReplicaProbe.Good)));
        candidate.Expire();
        candidate.Sent.Clear();
        candidate.Receive(2, Granted(term: 1));
        Assert.Empty(candidate.Sent);
        candidate.Receive(3, Granted(term: 1));
        var entries = Assert.Single(((AppendEntries)candidate.Sent[0].Message.Body!).Entries);
        Assert.Equal((1, null), (entries.Term, entries.Proposal));

        // Section 5.4.2: a majority with the old entry alone decides nothing, one with the new entry does.
        candidate.Receive(2, Acknowledgement(candidate, 2, index: 1));
        candidate.Receive(3, Acknowledgement(candidate, 3, index: 1));
        Assert.Empty(candidate.Decisions);
        candidate.Receive(2, Acknowledgement(candidate, 2, index: 2));
        candidate.Receive(3, Acknowledgement(candidate, 3, index: 2));
        Assert.Equal(ReplicaProbe.Good.Value, Assert.Single(candidate.Decisions).Proposal.Value);
    }

    [Fact]
    public void Entries_that_contradict_the_leaders_log_are_replaced()
    {
        var follower = new ReplicaProbe(3, protocol: "raft");
        follower.Receive(0, Entries(0, new LogEntry(0, 0, ReplicaProbe.Bad)));
        follower.Receive(1, Entries(1, new LogEntry(1, 0, ReplicaProbe.Good)));
        var last = follower.Sent[^1].Message;
        Assert.Equal((ReplicaProbe.Good.Value, new AppendReply(1, true, false)), (last.Value, last.Body));
    }

    [Fact]
    public void A_leader_that_hears_of_no_majority_steps_down()
    {
        var leader = new ReplicaProbe(0, 5, protocol: "raft");
        for (var heartbeat = 0; heartbeat < 4; heartbeat++)
        {
            leader.Expire();
        }

        Assert.DoesNotContain(MessageKind.RequestVote, leader.SentKinds);
        leader.Expire();
        Assert.Equal(MessageKind.RequestVote, leader.SentKinds.Last());
    }

    [Fact]
    public void A_crashed_leader_is_replaced_and_costs_its_timeout()
    {
        var committee = new TestCommittee(5) { FaultOf = i => i == 0 ? new Model.Consensus.Faults.CrashedReplica(SimDuration.Zero) : null };
        var outcome = committee.Of("raft").Decide();
        Assert.Equal((ConsensusStatus.Decided, true), (outcome.Status, outcome.ViewChanges > 0));
        Assert.True(outcome.Decisions[0].First - outcome.Started >= committee.Options.BaseTimeout);
    }

    [Fact]
    public void A_lying_leader_is_believed_where_a_byzantine_protocol_changes_the_view()
    {
        var committee = new TestCommittee(4)
        {
            ApplicationOf = i => i == 0 ? new Liar() : new HonestApplication(),
        };
        Assert.Equal(ReplicaProbe.Bad, committee.Of("raft").Decide().Decisions[0].Proposal);
        Assert.Equal(ReplicaProbe.Good, committee.Of("pbft").Decide().Decisions[0].Proposal);
    }

    [Fact]
    public void One_lying_voter_between_two_leaders_breaks_agreement()
    {
        var committee = new TestCommittee(3)
        {
            ApplicationOf = i => new OwnValue(i),
            FaultOf = i => i == 2 ? new Turncoat() : null,
            Rules = [new Apart()],
        };
        Assert.Equal(FaultModel.Crash, ConsensusCatalog.Find("raft").FaultModel);
        Assert.Equal(ConsensusStatus.Diverged, committee.Of("raft").Decide().Status);
    }

    private static ConsensusMessage Candidacy(int term, int lastIndex = 0, int lastTerm = -1) =>
        new(MessageKind.RequestVote, 0, term, default, Body: new VoteRequest(lastIndex, lastTerm));

    private static ConsensusMessage Granted(int term) => new(MessageKind.VoteReply, 0, term, default, Body: new VoteReply(true));

    private static ConsensusMessage Entries(int term, params LogEntry[] entries) => new(
        MessageKind.AppendEntries, 0, term, default, Body: new AppendEntries(0, -1, [.. entries], null, false));

    private static ConsensusMessage Acknowledgement(ReplicaProbe leader, int from, int index) =>
        leader.Vote(from, MessageKind.Commit, ReplicaProbe.Good, view: 1) with
        {
            Kind = MessageKind.AppendReply,
            Body = new AppendReply(index, true, false),
        };

    private sealed class Liar : IReplicaApplication
    {
        public Proposal Propose(int height) => ReplicaProbe.Bad;

        public bool IsValid(int height, Proposal proposal) => true;
    }

    /// <summary>The first two replicas do not hear each other.</summary>
    private sealed class Apart : IMessageRule
    {
        public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now) =>
            from < 2 && receiver < 2 ? MessageVerdict.Drop : MessageVerdict.Pass;
    }

    /// <summary>Agrees with everybody: every message is to it the first one ever.</summary>
    private sealed class Turncoat : IReplicaFault
    {
        public IConsensusProtocol Build(ReplicaParts parts) => new Machine(parts);

        private sealed class Machine(ReplicaParts parts) : IConsensusProtocol
        {
            public void Start()
            {
            }

            public void Receive(in ConsensusMessage message)
            {
                var fresh = parts.Build();
                fresh.Start();
                fresh.Receive(message);
            }

            public void TimerExpired(int timer)
            {
            }
        }
    }
}
