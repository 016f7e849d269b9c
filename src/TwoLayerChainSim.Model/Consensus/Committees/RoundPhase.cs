using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// Arrival times of one phase of a sampled decision in nanoseconds, one row for each receiver. Every sender draws in the
/// order in which its replica would send.
/// </summary>
/// <param name="request">The committee and its links.</param>
internal sealed class RoundPhase(RoundRequest request)
{
    private readonly int _replicas = request.Replicas;
    private readonly long[] _arrivals = new long[request.Replicas * request.Replicas];
    private readonly long[] _scratch = new long[request.Replicas];
    private readonly int[] _receivers = new int[request.Replicas];
    private readonly SimDuration[] _delays = new SimDuration[request.Replicas];

    public long Arrival(int sender, int receiver) => _arrivals[(receiver * _replicas) + sender];

    public void SendAll(int sender, long at, MessageKind kind, long bits)
    {
        var count = 0;
        for (var receiver = 0; receiver < _replicas; receiver++)
        {
            if (receiver != sender)
            {
                _receivers[count++] = receiver;
            }
        }

        if (count == 0)
        {
            return;
        }

        request.Delays.Fill(sender, _receivers.AsSpan(0, count), kind, bits, _delays.AsSpan(0, count));
        for (var i = 0; i < count; i++)
        {
            _arrivals[(_receivers[i] * _replicas) + sender] = at + _delays[i].Nanoseconds;
        }
    }

    public long Single(int sender, int receiver, MessageKind kind)
    {
        request.Delays.Fill(sender, [receiver], kind, request.VoteBits, _delays.AsSpan(0, 1));
        return _delays[0].Nanoseconds;
    }

    /// <summary>The rank-th arrival at a receiver from the others; 0 when the rank is 0 or less.</summary>
    public long NthArrival(int receiver, int rank, int except = -1)
    {
        if (rank <= 0)
        {
            return 0;
        }

        var count = 0;
        for (var sender = 0; sender < _replicas; sender++)
        {
            if (sender != receiver && sender != except)
            {
                _scratch[count++] = _arrivals[(receiver * _replicas) + sender];
            }
        }

        return OrderStatistic.Select(_scratch.AsSpan(0, count), rank);
    }
}
