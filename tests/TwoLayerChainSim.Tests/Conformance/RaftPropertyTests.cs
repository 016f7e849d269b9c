using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Model.Consensus.Protocols;
using TwoLayerChainSim.Tests.Consensus;

namespace TwoLayerChainSim.Tests.Conformance;

/// <summary>
/// Raft's five properties hold on random runs with losses, disorder, changing partitions and crashes, in which leaders come and
/// go; planted bugs break them (TESTING.md 2.4, R1).
/// </summary>
public class RaftPropertyTests
{
    [Fact]
    public void The_five_properties_hold_and_all_decide_after_healing()
    {
        var terms = 0;
        for (var seed = 0UL; seed < 400; seed++)
        {
            var (violations, outcome) = Run(seed, (settings, context, application) => new Raft(settings, context, application));
            Assert.True(violations.Count == 0, $"seed {seed}: {string.Join(", ", violations)}");
            Assert.True(outcome.Status == ConsensusStatus.Decided, $"seed {seed}: {outcome.Status} {outcome.Reason}");
            terms += outcome.Decisions.Max(decision => decision.View);
        }

        // The runs are worth something: leaders really change.
        Assert.True(terms > 400, $"{terms} terms");
    }

    [Fact]
    public void Votes_without_a_look_at_the_log_are_found() => Found(
        "leader completeness", (settings, context, application) => new VotesWithoutLogCheck(settings, context, application));

    [Fact]
    public void Entries_of_old_terms_that_are_counted_are_found()
    {
        // The schedule of Fig. 8, on which a correct leader waits for an entry of its own term.
        var found = new HashSet<string>();
        for (var seed = 0UL; seed < 10; seed++)
        {
            var correct = Run(seed, (settings, context, application) => new Raft(settings, context, application), new Figure8());
            Assert.Empty(correct.Violations);
            Assert.Equal(ConsensusStatus.Decided, correct.Outcome.Status);
            var planted = Run(
                seed, (settings, context, application) => new CommitsOldTerms(settings, context, application), new Figure8());
            found.UnionWith(planted.Violations);
        }

        Assert.Contains("leader completeness", found);
        Assert.Contains("state machine safety", found);
    }

    [Fact]
    public void A_replica_that_votes_twice_in_a_term_is_found() => Found(
        "election safety", (settings, context, application) => new VotesTwice(settings, context, application));

    private static void Found(string property, Func<ReplicaSettings, IReplicaContext, IReplicaApplication, Raft> planted)
    {
        for (var seed = 0UL; seed < 4000; seed++)
        {
            if (Run(seed, planted).Violations.Contains(property))
            {
                return;
            }
        }

        Assert.Fail($"{property} is never violated");
    }

    private static (IReadOnlySet<string> Violations, ConsensusOutcome Outcome) Run(
        ulong seed, Func<ReplicaSettings, IReplicaContext, IReplicaApplication, Raft> create, Figure8? schedule = null)
    {
        var replicas = new List<Raft>();
        var checkers = new RaftCheckers(replicas);
        var count = schedule is null ? 3 + (2 * (int)(seed % 2)) : 5;
        var committee = new TestCommittee(count)
        {
            Seed = seed,
            Observer = checkers,
            ApplicationOf = replica => new OwnValue(replica),
            FaultOf = replica => seed % 4 == 3 && replica == 2 ? new CrashedReplica(TestCommittee.Unit * 40) : null,
            Rules = [schedule as IMessageRule ?? new Weather(seed, count)],
            Protocol = ConsensusCatalog.FindCommittee("raft") with
            {
                Create = (settings, context, application) =>
                {
                    replicas.Add(create(settings, context, application));
                    return replicas[^1];
                },
            },
            Options = new()
            {
                Heights = schedule is null ? 4 : 1,
                FirstLeader = 0,
                Seed = seed,
                BaseTimeout = TestCommittee.Unit * 8,
                ProcessingTime = SimDuration.Zero,
                ViewsMax = 60,
                MessagesMax = 100_000,
            },
        };
        var outcome = committee.Decide();
        checkers.Check();
        return (checkers.Violations, outcome);
    }

    /// <summary>Until it heals: every ten units another partition, and losses and holds within the parts.</summary>
    private sealed class Weather(ulong seed, int replicas) : IMessageRule
    {
        private readonly RandomStream _stream = new RandomStreams(seed, 0).Stream("weather");

        public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now)
        {
            var period = (now - SimTime.Zero).Nanoseconds / (TestCommittee.Unit * 10).Nanoseconds;
            if (period >= 20)
            {
                return MessageVerdict.Pass;
            }

            var isApart = Side(from, period) != Side(receiver, period);
            return isApart || _stream.NextDouble() < 0.1 ? MessageVerdict.Drop
                : _stream.NextDouble() < 0.2 ? new(MessageFate.Hold, TestCommittee.Unit * _stream.NextInt(10))
                : MessageVerdict.Pass;
        }

        private bool Side(int replica, long period) =>
            StableHash.Combine(StableHash.Combine(seed, (ulong)period), (ulong)(replica % replicas)) % 2 == 0;
    }

    /// <summary>
    /// Replica 0 gets its entry to replica 1 only; replica 4 is elected by 2 and 3 and keeps its entry to itself; replica 0 is
    /// elected again and gets its entry to 1, 2 and 3, but nobody hears what it decides; 4 is elected again by 2 and 3.
    /// </summary>
    private sealed class Figure8 : IMessageRule
    {
        public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now)
        {
            var standsOrVotes = message.Kind is MessageKind.RequestVote or MessageKind.VoteReply;
            var kind = message.Kind;
            bool OnlyStands(int candidate) => kind != MessageKind.RequestVote || from == candidate;
            var tells = message.Body is AppendEntries { Decided: not null };
            var units = (now - SimTime.Zero).Nanoseconds / TestCommittee.Unit.Nanoseconds;
            var passes = units switch
            {
                < 100 => (from < 2 && receiver < 2) || (from >= 2 && receiver >= 2 && standsOrVotes && OnlyStands(4)),
                < 4_000 => from < 4 && receiver < 4 && OnlyStands(0) && !tells,
                < 1_000_000 => from >= 2 && receiver >= 2 && OnlyStands(4),
                _ => true,
            };
            return passes ? MessageVerdict.Pass : MessageVerdict.Drop;
        }
    }

    private sealed class VotesWithoutLogCheck(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
        : Raft(settings, context, application)
    {
        protected override bool IsUpToDate(VoteRequest candidate) => true;
    }

    private sealed class CommitsOldTerms(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
        : Raft(settings, context, application)
    {
        protected override bool IsCommittable(LogEntry entry) => true;
    }

    /// <summary>Grants every vote that it refused because it had voted before.</summary>
    private sealed class VotesTwice(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
        : Raft(settings, new Generous(context), application)
    {
        private sealed class Generous(IReplicaContext inner) : ReplicaContextDecorator(inner)
        {
            public override void Send(int receiver, in ConsensusMessage message) => base.Send(
                receiver, message.Kind == MessageKind.VoteReply ? message with { Body = new VoteReply(true) } : message);
        }
    }
}
