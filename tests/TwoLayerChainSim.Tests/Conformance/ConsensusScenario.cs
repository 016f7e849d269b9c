using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Checking;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Consensus.Faults;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Tests.Consensus;

namespace TwoLayerChainSim.Tests.Conformance;

/// <summary>
/// A run drawn from a seed: links with random laws, losses, holds and copies until the network heals, at most the tolerated
/// number of faulty replicas, and correct replicas that would each propose another value.
/// </summary>
internal sealed record ConsensusScenario(ulong Seed, int Replicas)
{
    public int Heights { get; init; } = 1;

    public int Faulty { get; init; }

    public double Loss { get; init; }

    public double Disorder { get; init; }

    public int HealAfterUnits { get; init; }

    public SimDuration Processing { get; init; }

    /// <summary>The run judged by the checkers; an empty list of violations means agreement, validity, integrity, quorums.</summary>
    public (ConsensusOutcome Outcome, ConsensusCheckers Checkers) Judge(CommitteeProtocol protocol, CommitteeProtocol? instead = null)
    {
        var faults = Faults();
        var checkers = new ConsensusCheckers(Replicas, protocol.Quorum(Replicas), replica => faults[replica] is null);
        var committee = new TestCommittee(Replicas)
        {
            Seed = Seed,
            Law = Law(),
            Observer = checkers,
            Protocol = instead ?? protocol,
            ApplicationOf = replica => new OwnValue(replica),
            FaultOf = replica => faults[replica],
            Rules = [new Weather(this, new RandomStreams(Seed, 0).Stream("weather"))],
            Options = new()
            {
                Heights = Heights,
                BaseTimeout = TestCommittee.Unit * 30,
                ProcessingTime = Processing,
                MessagesMax = 1_000_000,
                FirstLeader = (int)(Seed % (ulong)Replicas),
            },
        };
        return (committee.Decide(), checkers);
    }

    private Distribution Law() => (Seed % 4) switch
    {
        0 => new NormalDistribution(2, 1.1),
        1 => new ExponentialDistribution(2),
        2 => LogNormalDistribution.FromMoments(2, 4),
        _ => new DeterministicDistribution(1),
    };

    private IReplicaFault?[] Faults()
    {
        var stream = new RandomStreams(Seed, 0).Stream("faults");
        var order = Enumerable.Range(0, Replicas).ToArray();
        stream.Shuffle<int>(order);
        var faults = new IReplicaFault?[Replicas];
        foreach (var replica in order.Take(Faulty))
        {
            faults[replica] = stream.NextInt(4) switch
            {
                0 => new SilentReplica(),
                1 => new CrashedReplica(TestCommittee.Unit * stream.NextInt(30)),
                2 => new WrongProposal(),
                _ => new TwoFaced(Replicas),
            };
        }

        return faults;
    }

    private sealed class Weather(ConsensusScenario scenario, RandomStream stream) : IMessageRule
    {
        public MessageVerdict Judge(int from, int receiver, in ConsensusMessage message, SimTime now)
        {
            if (now >= SimTime.Zero + (TestCommittee.Unit * scenario.HealAfterUnits))
            {
                return MessageVerdict.Pass;
            }

            var fate = stream.NextDouble();
            var delay = TestCommittee.Unit * stream.NextInt(20);
            return fate < scenario.Loss ? MessageVerdict.Drop
                : fate < scenario.Loss + scenario.Disorder ? new(fate * 1000 % 2 < 1 ? MessageFate.Hold : MessageFate.Duplicate, delay)
                : MessageVerdict.Pass;
        }
    }
}

/// <summary>Proposes a value of its own and accepts everybody's, so that disagreement would show.</summary>
internal sealed class OwnValue(int replica) : IReplicaApplication
{
    public Proposal Propose(int height) => new(Digest.Of([(byte)replica, (byte)height]), 8000);

    public bool IsValid(int height, Proposal proposal) => true;
}

/// <summary>
/// Byzantine: shows one face to the even replicas and another to the odd ones. Whatever it proposes or votes for, the odd
/// ones get the same for another value, properly signed.
/// </summary>
internal sealed class TwoFaced(int replicas) : IReplicaFault
{
    public IConsensusProtocol Build(ReplicaParts parts) => parts.BuildWith(new Context(parts.Context, parts.Settings, replicas));

    private sealed class Context(IReplicaContext inner, ReplicaSettings settings, int replicas) : ReplicaContextDecorator(inner)
    {
        public override void Broadcast(in ConsensusMessage message)
        {
            for (var receiver = 0; receiver < replicas; receiver++)
            {
                if (receiver != settings.Index)
                {
                    Send(receiver, receiver % 2 == 0 ? message : Other(message));
                }
            }
        }

        private ConsensusMessage Other(in ConsensusMessage message)
        {
            if (message.Kind == MessageKind.NewView || message.Kind.Vote() is not { } phase)
            {
                return message;
            }

            var body = message.Body is IProposalBody own ? own.Replace(WrongProposal.Spoil(own.Proposal)) : null;
            var value = body?.Vote ?? WrongProposal.Spoil(new(message.Value, 8000)).Value;
            var statement = VoteSigner.Statement(phase, message.Height, message.View, value);
            return message with { Value = value, Signature = settings.Signer.Sign(statement), Body = body };
        }
    }
}
