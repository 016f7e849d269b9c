using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Model.Consensus.Committees;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Tests.Consensus;

/// <summary>Delays that are a function of sender, receiver and kind, so that one can be changed without the others.</summary>
internal sealed record KeyedDelays(ulong Seed) : IMessageDelays
{
    public (int From, int Receiver, MessageKind Kind)? Slower { get; init; }

    public Func<int, int> NameOf { get; init; } = i => i;

    public long Factor { get; init; } = 1;

    public SimDuration Delay(int from, int receiver, MessageKind kind)
    {
        var key = StableHash.Combine(Seed, ((ulong)NameOf(from) << 32) | ((ulong)NameOf(receiver) << 8) | (ulong)kind);
        var delay = new DelayLaw(new NormalDistribution(2, 1.1), TestCommittee.Unit).Sample(new RandomStream(key));
        return (delay + (Slower == (from, receiver, kind) ? TestCommittee.Unit : SimDuration.Zero)) * Factor;
    }

    public void Fill(int from, ReadOnlySpan<int> receivers, MessageKind kind, long sizeBits, Span<SimDuration> delays)
    {
        for (var i = 0; i < receivers.Length; i++)
        {
            delays[i] = Delay(from, receivers[i], kind);
        }
    }

    public void Rewind()
    {
    }
}

/// <summary>
/// A second, much simpler host: a sorted list of deliveries, no processors, no timers. It allows any quorum and checks the
/// real host as a dumb twin.
/// </summary>
internal sealed class QuorumBench(CommitteeProtocol protocol, int replicas, int quorum, KeyedDelays delays)
{
    private readonly PriorityQueue<(int Receiver, ConsensusMessage Message), (long At, long Sequence)> _queue = new();
    private readonly long[] _commits = Enumerable.Repeat(long.MaxValue, replicas).ToArray();
    private long _now;
    private long _sequence;

    public long[] CommitTimes()
    {
        var signers = VoteSigner.ForCommittee(new KeyRing(1), [.. Enumerable.Range(0, replicas)]);
        var members = signers.Select((signer, i) => protocol.Create(
            new() { Index = i, Replicas = replicas, Quorum = quorum, Faults = protocol.Faults(replicas), Signer = signer },
            new Port(this, i),
            new HonestApplication())).ToArray();
        Array.ForEach(members, member => member.Start());
        while (_queue.TryDequeue(out var delivery, out var key))
        {
            _now = key.At;
            members[delivery.Receiver].Receive(delivery.Message);
        }

        return _commits;
    }

    private sealed class Port(QuorumBench bench, int self) : IReplicaContext
    {
        public void Send(int receiver, in ConsensusMessage message) => bench._queue.Enqueue(
            (receiver, message with { From = self }),
            (bench._now + bench.Delay(self, receiver, message.Kind), bench._sequence++));

        public void Broadcast(in ConsensusMessage message)
        {
            for (var receiver = 0; receiver < bench._commits.Length; receiver++)
            {
                if (receiver != self)
                {
                    Send(receiver, message);
                }
            }
        }

        public void SetTimer(int timer, SimDuration delay)
        {
        }

        public void CancelTimer(int timer)
        {
        }

        public void Commit(Decision decision) => bench._commits[self] = bench._now;
    }

    private long Delay(int from, int receiver, MessageKind kind) => delays.Delay(from, receiver, kind).Nanoseconds;
}
