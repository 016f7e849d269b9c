using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>
/// Messages over the backbone, store and forward along shortest routes. On each link a message waits for the messages before
/// it in its direction, is sent at the rate of the link, and arrives after a propagation delay drawn for it alone: only the
/// sending queues, the propagation of different messages overlaps, so a later message may arrive earlier.
/// </summary>
/// <remarks>
/// The transport is reliable: what a rule or a lossy link drops is sent again by its origin after 1 s (the initial
/// retransmission time of RFC 6298). Each attempt counts as a message.
/// </remarks>
/// <param name="simulator">The run.</param>
/// <param name="graph">The backbone.</param>
/// <param name="streams">
/// The streams of the replication; "backbone-propagation" and "backbone-loss" are used by (from, to) of each direction of a
/// link, named by the nodes and so independent of all other links.
/// </param>
/// <param name="gate">Rules and counters; none and new ones by default.</param>
public sealed class BackboneNetwork(
    Simulator simulator, BackboneGraph graph, RandomStreams streams, MessageGate? gate = null) : IEventHandler
{
    private static readonly SimDuration RetransmissionTime = SimDuration.FromSeconds(1);
    private readonly Direction?[] _directions = new Direction?[2 * graph.Links.Length];
    private readonly SlotPool<Message> _messages = new();

    /// <summary>The routes that messages take: least mean propagation delay.</summary>
    public BackboneRoutes Routes { get; } = new(graph);

    /// <summary>Rules and counters.</summary>
    public MessageGate Gate { get; } = gate ?? new();

    /// <summary>Number of messages on their way.</summary>
    public int InFlight => _messages.Count;

    /// <summary>Sends a message; <paramref name="done"/> is called when all of it is at its destination.</summary>
    /// <param name="from">Sending node.</param>
    /// <param name="to">Receiving node; the sending one is reached at once.</param>
    /// <param name="sizeBits">Size in bit, at least 0.</param>
    /// <param name="done">What to call.</param>
    /// <param name="token">Passed to <paramref name="done"/>.</param>
    public void Send(int from, int to, long sizeBits, IEventHandler done, long token)
    {
        Require.That(Routes.AreConnected(from, to), $"there is no route from node {from} to node {to}");
        var message = new Message(from, to, sizeBits, done, token) { Node = from };
        var verdict = Gate.Send(new(from, to, sizeBits, simulator.Now));
        if (verdict.IsDropped)
        {
            Drop(message);
            return;
        }

        var slot = _messages.Add(in message);
        if (from == to || verdict.ExtraDelay > SimDuration.Zero)
        {
            simulator.After(verdict.ExtraDelay, this, slot);
        }
        else
        {
            Forward(slot);
        }
    }

    /// <inheritdoc/>
    void IEventHandler.Handle(long token)
    {
        var message = _messages[(int)token];
        if (message.Node != message.To)
        {
            Forward((int)token);
            return;
        }

        _messages.Remove((int)token);
        Gate.Deliver();
        message.Done.Handle(message.Token);
    }

    private void Forward(int slot)
    {
        ref var message = ref _messages[slot];
        var index = Routes.NextLink(message.Node, message.To);
        var link = graph.Links[index];
        var direction = DirectionOf(index, message.Node);
        var departure = direction.Sending.Enter(SimDuration.FromSeconds(message.SizeBits / link.RateBitsPerSecond));
        var delay = link.Delay.Sample(direction.Propagation);
        if (direction.Loss.NextDouble() < link.LossProbability)
        {
            Drop(message);
            _messages.Remove(slot);
            return;
        }

        message.Node = link.OtherEnd(message.Node);
        simulator.After(departure - simulator.Now + delay, this, slot);
    }

    private void Drop(Message message)
    {
        Gate.Drop();
        simulator.After(
            RetransmissionTime,
            () => Send(message.From, message.To, message.SizeBits, message.Done, message.Token));
    }

    private Direction DirectionOf(int link, int from)
    {
        var isForward = graph.Links[link].From == from;
        return _directions[(2 * link) + (isForward ? 0 : 1)] ??= NewDirection(graph.Links[link], from);
    }

    private Direction NewDirection(BackboneLink link, int from)
    {
        var sender = unchecked((long)StableHash.Combine(StableHash.Of(graph.Nodes[from].Name), (ulong)link.Parallel));
        var receiver = unchecked((long)StableHash.Of(graph.Nodes[link.OtherEnd(from)].Name));
        return new(
            new(simulator),
            streams.Stream("backbone-propagation", sender, receiver),
            streams.Stream("backbone-loss", sender, receiver));
    }

    private sealed record Direction(FifoServer Sending, RandomStream Propagation, RandomStream Loss);

    private record struct Message(int From, int To, long SizeBits, IEventHandler Done, long Token)
    {
        /// <summary>Where it is or arrives next.</summary>
        public int Node { get; set; }
    }
}
