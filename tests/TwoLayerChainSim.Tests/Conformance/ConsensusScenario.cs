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

    /// <summary>What faulty replicas may do.</summary>
    public FaultModel FaultModel { get; init; } = FaultModel.Byzantine;

    public double Loss { get; init; }

    public double Disorder { get; init; }

    public int HealAfterUnits { get; init; }

    public SimDuration Processing { get; init; }

    /// <summary>The run judged by the checkers; an empty list of violations means agreement, validity, integrity, quorums.</summary>
    public (ConsensusOutcome Outcome, ConsensusCheckers Checkers) Judge(CommitteeProtocol protocol)
    {
        var faults = Faults();
        var checkers = new ConsensusCheckers(Replicas, protocol.Quorum(Replicas), replica => faults[replica] is null);
        var committee = new TestCommittee(Replicas)
        {
            Seed = Seed,
            Law = Law(),
            Observer = checkers,
            Protocol = protocol,
            ApplicationOf = replica => new OwnValue(replica),
            FaultOf = replica => faults[replica],
            Rules = [new Weather(this, new RandomStreams(Seed, 0).Stream("weather"))],
            Options = new()
            {
                Heights = Heights,
                CheckpointInterval = 2,
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
        var coalition = new Coalition(order.Take(Faulty));
        foreach (var replica in order.Take(Faulty))
        {
            faults[replica] = FaultModel == FaultModel.Byzantine ? Fault(stream, coalition) : Stop(stream);
        }

        return faults;
    }

    private static IReplicaFault Stop(RandomStream stream)
    {
        var start = TestCommittee.Unit * stream.NextInt(30);
        var end = SimTime.Zero + start + (TestCommittee.Unit * stream.NextInt(100));
        return stream.NextInt(3) switch
        {
            0 => new SilentReplica(),
            1 => new CrashedReplica(start),
            _ => new CrashedReplica(new FaultWindow(SimTime.Zero + start, end), pauses: stream.NextInt(2) == 0),
        };
    }

    private static IReplicaFault Fault(RandomStream stream, Coalition coalition)
    {
        var start = SimTime.Zero + (TestCommittee.Unit * stream.NextInt(30));
        var window = new FaultWindow(start, start + (TestCommittee.Unit * stream.NextInt(100)));
        return stream.NextInt(9) switch
        {
            0 => new SilentReplica(),
            1 => new CrashedReplica(start - SimTime.Zero),
            2 => new WrongProposal(),
            3 => new CrashedReplica(window),
            4 => new CrashedReplica(window, pauses: true),
            5 => new WithholdingReplica(FaultWindow.Always),
            6 => new DelayedLeader(TestCommittee.Unit * stream.NextInt(60), FaultWindow.Always),
            7 => new DoubleVotingReplica(coalition, FaultWindow.Always),
            _ => new EquivocatingReplica(coalition),
        };
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
