using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>A message on its way from one sender to one or more receivers.</summary>
public readonly ref struct Transmission
{
    private readonly Flight _flight;

    internal Transmission(Flight flight, int from, ReadOnlySpan<int> receivers, MessageKind kind, long sizeBits)
    {
        (_flight, From, Kind, SizeBits) = (flight, from, kind, sizeBits);
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
    public void DeliverAfter(int position, SimDuration delay) =>
        _flight.DeliverAfter(Receivers[position], delay);

    /// <summary>The arrival at one receiver, for a transport that knows only later when it happens.</summary>
    /// <param name="position">Position in <see cref="Receivers"/>.</param>
    public Arrival ArrivalAt(int position) => new(_flight, Receivers[position]);
}

/// <summary>The arrival of a message at one receiver, to be completed exactly once, after the call that announced it.</summary>
public readonly struct Arrival
{
    private readonly Flight _flight;
    private readonly int _receiver;

    internal Arrival(Flight flight, int receiver) => (_flight, _receiver) = (flight, receiver);

    /// <summary>Who is told of the arrival; for a transport that schedules it itself.</summary>
    public IEventHandler Sink => _flight;

    /// <summary>What <see cref="Sink"/> is told when the message arrives.</summary>
    public long Token => _receiver;

    /// <summary>The message arrives now.</summary>
    public void Deliver() => _flight.Handle(Token);

    /// <summary>The message never arrives.</summary>
    public void Lose() => _flight.Handle(Token | Flight.LostFlag);
}
