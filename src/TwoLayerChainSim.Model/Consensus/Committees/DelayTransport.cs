using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>
/// Links without contention. Since nothing feeds back, a fault-free round over them may also be sampled as a whole.
/// </summary>
/// <param name="delays">The delays.</param>
public sealed class DelayTransport(IMessageDelays delays) : ICommitteeTransport
{
    private SimDuration[] _buffer = [];

    /// <summary>The delays.</summary>
    public IMessageDelays Delays { get; } = delays;

    /// <inheritdoc/>
    public void Transmit(in Transmission transmission)
    {
        var count = transmission.Receivers.Length;
        if (_buffer.Length < count)
        {
            _buffer = new SimDuration[count];
        }

        var drawn = _buffer.AsSpan(0, count);
        Delays.Fill(transmission.From, transmission.Receivers, transmission.Kind, transmission.SizeBits, drawn);
        for (var i = 0; i < count; i++)
        {
            transmission.DeliverAfter(i, drawn[i]);
        }
    }
}
