using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// Carries the messages of a committee: the seam where a scheme plugs in D2D links, cellular relays, a backbone or a plain
/// delay law. Called once for each send or broadcast, so that a shared medium can be charged once.
/// </summary>
public interface ICommitteeTransport
{
    /// <summary>
    /// Takes over a transmission. Every position must be delivered or lost exactly once, now or later; links work in
    /// parallel unless the transport says otherwise.
    /// </summary>
    /// <param name="transmission">Who sends what to whom; not valid after the call, but its arrivals are.</param>
    void Transmit(in Transmission transmission);
}

/// <summary>A message on its way from one sender to one or more receivers.</summary>
public readonly ref struct Transmission
{
    private readonly Simulator _simulator;
    private readonly IEventHandler _sink;
    private readonly ReadOnlySpan<long> _tokens;

    /// <summary>A transmission.</summary>
    /// <param name="simulator">The run.</param>
    /// <param name="sink">Called with the token of a receiver when the message arrives there.</param>
    /// <param name="tokens">One token for each receiver.</param>
    /// <param name="from">Replica index of the sender; the number of replicas stands for the client.</param>
    /// <param name="receivers">Replica indices of the receivers, ascending.</param>
    /// <param name="kind">Kind of the message.</param>
    /// <param name="sizeBits">Size of the message in bits.</param>
    public Transmission(
        Simulator simulator,
        IEventHandler sink,
        ReadOnlySpan<long> tokens,
        int from,
        ReadOnlySpan<int> receivers,
        MessageKind kind,
        long sizeBits)
    {
        (_simulator, _sink, From, Kind, SizeBits) = (simulator, sink, from, kind, sizeBits);
        _tokens = tokens;
        Receivers = receivers;
    }

    /// <summary>Replica index of the sender; the number of replicas stands for the client.</summary>
    public int From { get; }

    /// <summary>Replica indices of the receivers, ascending.</summary>
    public ReadOnlySpan<int> Receivers { get; }

    /// <summary>Kind of the message.</summary>
    public MessageKind Kind { get; }

    /// <summary>Size of the message in bits.</summary>
    public long SizeBits { get; }

    /// <summary>Delivers to one receiver after <paramref name="delay"/>.</summary>
    /// <param name="position">Position in <see cref="Receivers"/>.</param>
    /// <param name="delay">Not negative.</param>
    public void DeliverAfter(int position, SimDuration delay) => _simulator.After(delay, _sink, _tokens[position]);

    /// <summary>The arrival at one receiver, for a transport that knows only later when it happens.</summary>
    /// <param name="position">Position in <see cref="Receivers"/>.</param>
    public Arrival ArrivalAt(int position) => new(_sink, _tokens[position]);
}

/// <summary>The arrival of a message at one receiver, to be completed exactly once.</summary>
/// <param name="Sink">Who is told.</param>
/// <param name="Token">Which message and receiver.</param>
public readonly record struct Arrival(IEventHandler Sink, long Token)
{
    internal const long LostFlag = 1L << 62;

    /// <summary>The message arrives now.</summary>
    public void Deliver() => Sink.Handle(Token);

    /// <summary>The message never arrives.</summary>
    public void Lose() => Sink.Handle(Token | LostFlag);
}
