using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>A committee on plain links for tests; times of the outcome in multiples of the time unit t.</summary>
internal sealed record TestCommittee(int Replicas)
{
    public static readonly SimDuration Unit = SimDuration.FromSeconds(0.1);

    public Distribution Law { get; init; } = new NormalDistribution(2, 1.1);

    public ulong Seed { get; init; } = 2022;

    public IMessageDelays? Delays { get; init; }

    public CommitteeOptions Options { get; init; } = new() { ProcessingTime = SimDuration.Zero };

    public Func<int, IReplicaFault?> FaultOf { get; init; } = _ => null;

    public Func<int, IReplicaApplication> ApplicationOf { get; init; } = _ => new HonestApplication();

    public IReadOnlyList<IMessageRule> Rules { get; init; } = [];

    public ICommitteeObserver? Observer { get; init; }

    public CommitteeProtocol? Protocol { get; init; }

    public TestCommittee Of(string protocol) => this with { Options = Options with { Protocol = protocol } };

    public TestCommittee With(Fidelity fidelity) => this with { Options = Options with { Fidelity = fidelity } };

    public CommitteeRun Run(int replication = 0, Simulator? simulator = null)
    {
        simulator ??= new();
        var run = CommitteeRun.Start(simulator, Options, Wiring(replication));
        simulator.Run();
        return run;
    }

    public ConsensusOutcome Decide(int replication = 0) => Run(replication).Outcome;

    public CommitteeWiring Wiring(int replication)
    {
        int[] nodes = [.. Enumerable.Range(0, Replicas + 1)];
        var delays = Delays ?? new DelayLawLinks(new(Law, Unit), new(Seed, replication), nodes);
        var members = Enumerable.Range(0, Replicas).Select(i => new CommitteeMember(nodes[i], ApplicationOf(i), FaultOf(i)));
        return new([.. members], new DelayTransport(delays), new KeyRing(Seed))
        {
            Rules = Rules,
            Observer = Observer,
            Protocol = Protocol,
        };
    }

    public static double InUnits(SimDuration duration) => duration.TotalSeconds / Unit.TotalSeconds;

    /// <summary>First, quorum-th and last decision in t since the start.</summary>
    public static double[] Times(ConsensusOutcome outcome, int quorum)
    {
        Assert.Equal(ConsensusStatus.Decided, outcome.Status);
        var decision = outcome.Decisions[0];
        return
        [
            InUnits(decision.First - outcome.Started),
            InUnits(decision.Nth(quorum) - outcome.Started),
            InUnits(decision.Last - outcome.Started),
        ];
    }
}

/// <summary>Proposes a value that depends on the height and accepts no other.</summary>
internal sealed class HonestApplication(long sizeBits = 8000) : IReplicaApplication
{
    public Proposal Propose(int height) => new(Digest.Of([(byte)height, (byte)(height >> 8)]), sizeBits);

    public bool IsValid(int height, Proposal proposal) => proposal.Value == Propose(height).Value;
}
