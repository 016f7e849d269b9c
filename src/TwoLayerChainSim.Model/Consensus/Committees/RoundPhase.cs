using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// Arrival times of one phase of a sampled decision in nanoseconds, one row for each sender. Every sender draws in the
/// order in which its replica would send.
/// </summary>
internal sealed class RoundPhase : IDisposable
{
    /// <summary>Later than any arrival: the sender sends nothing to this receiver.</summary>
    private const long Never = long.MaxValue;

    private readonly RoundRequest _request;
    private readonly int _replicas;
    private readonly int _stride;
    private readonly long[] _arrivals;
    private readonly int[] _others;
    private readonly SimDuration[] _delays;
    private int _left;

    /// <summary>A phase in which nothing has been sent yet.</summary>
    /// <param name="request">The committee and its links.</param>
    public RoundPhase(RoundRequest request)
    {
        (_request, _replicas) = (request, request.Replicas);
        _stride = ColumnSelection.PaddedColumns(_replicas);
        _arrivals = ArrayPool<long>.Shared.Rent(_replicas * _stride);
        _others = [.. Enumerable.Range(1, _replicas - 1)];
        _delays = new SimDuration[_replicas];
        Clear();
    }

    private Span<long> Arrivals => _arrivals.AsSpan(0, _replicas * _stride);

    public void Dispose() => ArrayPool<long>.Shared.Return(_arrivals);

    /// <summary>Begins the next phase.</summary>
    public void Clear() => Arrivals.Fill(Never);

    public long Arrival(int sender, int receiver) => _arrivals[(sender * _stride) + receiver];

    public void SendAll(int sender, long at, MessageKind kind, long bits)
    {
        if (_replicas == 1)
        {
            return;
        }

        var delays = _delays.AsSpan(1);
        _request.Delays.Fill(sender, Others(sender), kind, bits, delays);
        var nanoseconds = MemoryMarshal.Cast<SimDuration, long>(delays);
        var row = Arrivals.Slice(sender * _stride, _replicas);
        TensorPrimitives.Add(nanoseconds[..sender], at, row[..sender]);
        TensorPrimitives.Add(nanoseconds[sender..], at, row[(sender + 1)..]);
    }

    public long Single(int sender, int receiver, MessageKind kind)
    {
        _request.Delays.Fill(sender, [receiver], kind, _request.VoteBits, _delays.AsSpan(0, 1));
        return _delays[0].Nanoseconds;
    }

    private ReadOnlySpan<int> Others(int sender)
    {
        // All but the last sender, ascending; only what lies between the two differs.
        for (; _left < sender; _left++)
        {
            _others[_left] = _left;
        }

        for (; _left > sender; _left--)
        {
            _others[_left - 1] = _left;
        }

        return _others;
    }

    /// <summary>For each receiver, when the given number of messages of others had arrived; 0 where that number is 0 or less.</summary>
    /// <param name="ranks">The numbers, one for each receiver.</param>
    public long[] NthArrivals(ReadOnlySpan<int> ranks)
    {
        var times = new long[_replicas];
        ColumnSelection.Select(Arrivals, _stride, ranks, times);
        return times;
    }

    /// <summary>When the client has enough replies of replicas that decided at these times; null without a client.</summary>
    public SimDuration? Reply(long[] committed)
    {
        if (_request.RepliesNeeded == 0)
        {
            return null;
        }

        var replies = new long[_replicas];
        for (var replica = 0; replica < _replicas; replica++)
        {
            replies[replica] = committed[replica] + Single(replica, _replicas, MessageKind.Reply);
        }

        return new(OrderStatistic.Select(replies, _request.RepliesNeeded));
    }

    /// <summary>The messages from and to the client; none without one.</summary>
    public (MessageKind Kind, int Count, long Bits)[] ClientMessages() => _request.RepliesNeeded == 0
        ? []
        : [(MessageKind.Request, 1, _request.VoteBits), (MessageKind.Reply, _replicas, _request.VoteBits)];
}
