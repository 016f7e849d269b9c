using BenchmarkDotNet.Attributes;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Benchmarks;

/// <summary>
/// PBFT decisions over N(2t, 1.1t) on one core. Times and allocations are for one message: 1000 / ns is millions of messages
/// a second. With one height a run is mostly set-up of its replicas; with 20 the set-up is spread and only what is
/// allocated for a decision remains.
/// </summary>
[MemoryDiagnoser]
public class ConsensusBenchmarks
{
    private readonly Application _application = new();
    private readonly KeyRing _keys = new(1);
    private readonly Simulator _simulator = new();
    private int _episode;

    [Benchmark(OperationsPerInvoke = 180)]
    public long MessagesOf10() => Decide(10, Fidelity.Message);

    [Benchmark(OperationsPerInvoke = 19_800)]
    public long MessagesOf100() => Decide(100, Fidelity.Message);

    [Benchmark(OperationsPerInvoke = 20 * 19_800)]
    public long MessagesOf100In20Heights() => Decide(100, Fidelity.Message, heights: 20);

    [Benchmark(OperationsPerInvoke = 19_800)]
    public long MessagesOf100WithProcessor() => Decide(100, Fidelity.Message, processing: 1000);

    [Benchmark(OperationsPerInvoke = 130_560)]
    public long MessagesOf256() => Decide(256, Fidelity.Message);

    [Benchmark(OperationsPerInvoke = 180)]
    public long RoundOf10() => Decide(10, Fidelity.Round);

    [Benchmark(OperationsPerInvoke = 19_800)]
    public long RoundOf100() => Decide(100, Fidelity.Round);

    [Benchmark(OperationsPerInvoke = 130_560)]
    public long RoundOf256() => Decide(256, Fidelity.Round);

    private long Decide(int replicas, Fidelity fidelity, int heights = 1, long processing = 0)
    {
        var nodes = Enumerable.Range(0, replicas).ToArray();
        var law = new DelayLaw(new NormalDistribution(2, 1.1), SimDuration.FromSeconds(0.1));
        var links = new DelayLawLinks(law, new(1, 0), nodes, part: _episode++);
        var members = nodes.Select(node => new CommitteeMember(node, _application)).ToArray();
        var options = new CommitteeOptions { Fidelity = fidelity, ProcessingTime = new(processing), Heights = heights };
        var run = CommitteeRun.Start(_simulator, options, new(members, new DelayTransport(links), _keys));
        _simulator.Run();
        return run.Outcome.Messages;
    }

    private sealed class Application : IReplicaApplication
    {
        private readonly Proposal[] _proposals =
            [.. Enumerable.Range(0, 20).Select(height => new Proposal(Digest.Of([(byte)height]), 8000))];

        public Proposal Propose(int height) => _proposals[height];

        public bool IsValid(int height, Proposal proposal) => proposal.Value == Propose(height).Value;
    }
}
