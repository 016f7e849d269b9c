using BenchmarkDotNet.Attributes;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Benchmarks;

/// <summary>
/// One PBFT decision over N(2t, 1.1t) on one core. Divide 2n(n-1) messages (n = 100: 19,800) by the time for messages a
/// second; the allocation divided by the messages must stay far below one object a message.
/// </summary>
[MemoryDiagnoser]
public class ConsensusBenchmarks
{
    private readonly Application _application = new();
    private readonly KeyRing _keys = new(1);
    private int _episode;

    [Params(10, 100, 256)]
    public int Replicas { get; set; }

    [Benchmark(Baseline = true)]
    public long Message() => Decide(Fidelity.Message);

    [Benchmark]
    public long Round() => Decide(Fidelity.Round);

    private long Decide(Fidelity fidelity)
    {
        var nodes = Enumerable.Range(0, Replicas).ToArray();
        var law = new DelayLaw(new NormalDistribution(2, 1.1), SimDuration.FromSeconds(0.1));
        var links = new DelayLawLinks(law, new(1, 0), nodes, part: _episode++);
        var members = nodes.Select(node => new CommitteeMember(node, _application)).ToArray();
        var simulator = new Simulator();
        var options = new CommitteeOptions { Fidelity = fidelity, ProcessingTime = SimDuration.Zero };
        var run = CommitteeRun.Start(simulator, options, new(members, new DelayTransport(links), _keys));
        simulator.Run();
        return run.Outcome.Messages;
    }

    private sealed class Application : IReplicaApplication
    {
        public Proposal Propose(int height) => new(Digest.Of([(byte)height]), 8000);

        public bool IsValid(int height, Proposal proposal) => proposal.Value == Propose(height).Value;
    }
}
