using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Faults;

/// <summary>The random draws of a network fault: every ordered pair of nodes has its own stream.</summary>
/// <param name="streams">The streams of the replication.</param>
/// <param name="purpose">Name of the streams; each fault of a scenario has another one.</param>
/// <param name="nodes">Stable numbers of the nodes by replica index; a client, which is not among them, has number -1.</param>
/// <param name="part">Number of the run, e.g. the episode, so that each run has its own draws.</param>
public sealed class LinkDraws(RandomStreams streams, string purpose, IReadOnlyList<int> nodes, long part = 0)
{
    private readonly RandomStream?[] _streams = new RandomStream?[(nodes.Count + 1) * (nodes.Count + 1)];
    private readonly ulong _purpose = streams.Key(purpose, part);

    /// <summary>The stream of the messages from one replica to another.</summary>
    /// <param name="from">Replica index of the sender.</param>
    /// <param name="receiver">Replica index of the receiver.</param>
    public RandomStream Of(int from, int receiver) =>
        _streams[(from * (nodes.Count + 1)) + receiver] ??= new(Key(Node(from), Node(receiver)));

    /// <summary>A number in [0, 1) that belongs to the link between two replicas, whatever the direction.</summary>
    /// <param name="one">Replica index of one end.</param>
    /// <param name="other">Replica index of the other end.</param>
    public double OfLink(int one, int other) => new RandomStream(
        Key(Math.Min(Node(one), Node(other)), Math.Max(Node(one), Node(other)))).NextDouble();

    private int Node(int replica) => replica < nodes.Count ? nodes[replica] : -1;

    private ulong Key(int from, int to) =>
        StableHash.Combine(StableHash.Combine(_purpose, unchecked((ulong)from)), unchecked((ulong)to));
}
