using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Checking;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Protocols;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Tests.Consensus;

namespace TwoLayerChainSim.Tests.Conformance;

/// <summary>Canaries: each checker turns red on a protocol with a planted bug, and stays green on the same runs without it.</summary>
public class PlantedBugTests
{
    private static readonly CommitteeProtocol Pbft = ConsensusCatalog.FindCommittee("pbft");

    [Fact]
    public void A_quorum_of_2f_breaks_agreement() =>
        Found("agreement", Pbft with { Quorum = n => 2 * BftQuorum.Faults(n) }, seed => new(seed, 4) { Faulty = 1 });

    [Fact]
    public void A_quorum_of_2f_is_seen_in_certificates() =>
        Found("certificate", Pbft with { Quorum = n => 2 * BftQuorum.Faults(n) }, seed => new(seed, 7));

    [Fact]
    public void A_quorum_of_2f_is_seen_in_the_votes_cast() => Found(
        "quorum",
        Pbft with { Quorum = n => 2 * BftQuorum.Faults(n) },
        seed => new(seed, 4) { Faulty = 1, Loss = 0.2, HealAfterUnits = 100 });

    [Fact]
    public void Votes_counted_by_message_decide_without_a_quorum() => Found(
        "quorum",
        Planted((settings, context, application) => new CountsMessages(settings, new Pbft(settings, context, application))),
        seed => new(seed, 4) { Faulty = 1, Loss = 0.2, Disorder = 0.6, HealAfterUnits = 100 });

    [Fact]
    public void A_leader_that_drops_the_prepared_value_breaks_agreement()
    {
        // Replica 3 alone gets the commit votes of view 0, and nobody learns of its decision.
        var planted = Planted((settings, context, application) => new DropsPreparedValue(settings, context, application));
        Assert.Empty(Isolated(Pbft));
        Assert.Contains(Isolated(planted), violation => violation.Checker == "agreement");
    }

    [Fact]
    public void A_replica_that_votes_for_every_value_breaks_its_promise() => Found(
        "promise",
        Planted((settings, context, application) => new Forgetful(settings, context, application)),
        seed => new(seed, 4) { Faulty = 1, Disorder = 0.3, HealAfterUnits = 60 });

    [Fact]
    public void A_replica_that_invents_its_decision_breaks_validity() => Found(
        "validity",
        Planted((settings, context, application) => new Pbft(settings, new Inventor(context), application)),
        seed => new(seed, 4));

    [Fact]
    public void A_replica_that_announces_twice_breaks_integrity()
    {
        var checkers = new ConsensusCheckers(4, 3, _ => true);
        var certificate = new ReplicaProbe(0).Certificate(VotePhase.Commit, ReplicaProbe.Good, 0, 0, 1, 2);
        var decision = new Decision(0, 0, ReplicaProbe.Good, certificate);
        checkers.Committed(default, 1, decision);
        checkers.Committed(default, 1, decision);
        checkers.Committed(default, 2, decision with { Height = 2 });
        Assert.Equal(2, checkers.Violations.Count(violation => violation.Checker == "integrity"));
    }

    [Fact]
    public void Timers_that_never_grow_are_seen_as_a_stall()
    {
        // Links slower than the first timer: only growing timers let a view last long enough.
        var slow = new TestCommittee(4) { Law = new DeterministicDistribution(20) };
        var constant = Planted((settings, context, application) => new Pbft(settings, new ConstantTimer(context), application));
        Assert.Equal(
            (ConsensusStatus.Decided, ConsensusStatus.Stalled),
            (slow.Decide().Status, (slow with { Protocol = constant }).Decide().Status));
    }

    [Fact]
    public void A_transport_that_forgets_a_message_breaks_conservation()
    {
        var checkers = new ConsensusCheckers(4, 3, _ => true);
        var wiring = new TestCommittee(4) { Observer = checkers }.Wiring(0);
        var simulator = new Simulator();
        var options = new CommitteeOptions();
        var run = CommitteeRun.Start(simulator, options, wiring with { Transport = new ForgetfulTransport() });
        simulator.Run();
        Assert.NotEqual(run.Outcome.Messages, checkers.DeliveredCount + checkers.DroppedCount);
    }

    /// <summary>The planted bug is reported in one of 300 drawn runs, and none of them is red without it.</summary>
    private static void Found(string checker, CommitteeProtocol planted, Func<ulong, ConsensusScenario> draw)
    {
        var isFound = false;
        for (var seed = 0UL; seed < 300 && !isFound; seed++)
        {
            Assert.Empty(draw(seed).Judge(Pbft).Checkers.Violations);
            isFound = draw(seed).Judge(Pbft, planted).Checkers.Violations
                .Any(violation => violation.Checker == checker);
        }

        Assert.True(isFound, $"{checker}: the planted bug was not found");
    }

    private static CommitteeProtocol Planted(
        Func<ReplicaSettings, IReplicaContext, IReplicaApplication, IConsensusProtocol> create) => Pbft with { Create = create };

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

    private sealed class DropsPreparedValue(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
        : Pbft(settings, context, application)
    {
        protected override PreparedValue? ValueToKeep(ImmutableArray<ViewChange> viewChanges) => null;
    }

    /// <summary>Takes a repeated vote for the vote of a replica that has not voted yet.</summary>
    private sealed class CountsMessages(ReplicaSettings settings, IConsensusProtocol inner) : IConsensusProtocol
    {
        private readonly VoteSigner[] _signers =
            VoteSigner.ForCommittee(new KeyRing(SeedOf(settings)), [.. Enumerable.Range(0, settings.Replicas)]);

        private readonly HashSet<(int From, MessageKind Kind, int View)> _seen = [];

        public void Start() => inner.Start();

        public void TimerExpired(int timer) => inner.TimerExpired(timer);

        public void Receive(in ConsensusMessage message)
        {
            inner.Receive(message);
            var isVote = message.Kind is MessageKind.Prepare or MessageKind.Commit;
            if (!isVote || _seen.Add((message.From, message.Kind, message.View)))
            {
                return;
            }

            for (var other = 0; other < settings.Replicas; other++)
            {
                if (_seen.Add((other, message.Kind, message.View)))
                {
                    var phase = message.Kind == MessageKind.Commit ? VotePhase.Commit : VotePhase.Prepare;
                    var statement = VoteSigner.Statement(phase, message.Height, message.View, message.Value);
                    inner.Receive(message with { From = other, Signature = _signers[other].Sign(statement) });
                    return;
                }
            }
        }

        /// <summary>The seed of the keys, found by trial: the bug may forge, a real replica may not.</summary>
        private static ulong SeedOf(ReplicaSettings settings)
        {
            for (var seed = 0UL; ; seed++)
            {
                var signer = VoteSigner.ForCommittee(new KeyRing(seed), [.. Enumerable.Range(0, settings.Replicas)])[settings.Index];
                if (signer.Sign(1) == settings.Signer.Sign(1))
                {
                    return seed;
                }
            }
        }
    }

    private static IReadOnlyList<Violation> Isolated(CommitteeProtocol protocol)
    {
        var checkers = new ConsensusCheckers(4, 3, _ => true);
        _ = new TestCommittee(4)
        {
            Observer = checkers,
            Protocol = protocol,
            ApplicationOf = replica => new OwnValue(replica),
            Rules = [new LoneDecision()],
        }.Decide();
        return checkers.Violations;
    }

    private sealed class LoneDecision : IMessageRule
    {
        public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now) =>
            (message is { Kind: MessageKind.Commit, View: 0 } && receiver != 3) || message.Kind == MessageKind.Decision
                ? MessageVerdict.Drop
                : MessageVerdict.Pass;
    }

    /// <summary>Adds its vote to every value that it sees a vote for.</summary>
    private sealed class Forgetful(ReplicaSettings settings, IReplicaContext context, IReplicaApplication application)
        : IConsensusProtocol
    {
        private readonly Pbft _inner = new(settings, context, application);
        private readonly HashSet<(int View, Digest Value)> _repeated = [];

        public void Start() => _inner.Start();

        public void TimerExpired(int timer) => _inner.TimerExpired(timer);

        public void Receive(in ConsensusMessage message)
        {
            _inner.Receive(message);
            if (message.Kind == MessageKind.Prepare && _repeated.Add((message.View, message.Value)))
            {
                var statement = VoteSigner.Statement(VotePhase.Prepare, message.Height, message.View, message.Value);
                context.Broadcast(message with { Signature = settings.Signer.Sign(statement) });
            }
        }
    }

    private sealed class Inventor(IReplicaContext inner) : Model.Consensus.Faults.ReplicaContextDecorator(inner)
    {
        public override void Commit(Decision decision) =>
            base.Commit(decision with { Proposal = decision.Proposal with { Value = Digest.Of([7, 7, 7]) } });
    }

    private sealed class ConstantTimer(IReplicaContext inner) : Model.Consensus.Faults.ReplicaContextDecorator(inner)
    {
        public override void SetTimer(int timer, SimDuration delay) => base.SetTimer(timer, SimDuration.FromSeconds(3.5));
    }
}
