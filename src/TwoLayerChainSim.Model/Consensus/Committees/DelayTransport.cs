using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

/// <summary>Delays that depend on nothing but their own draws: no queue, no message that waits for another.</summary>
public interface IMessageDelays
{
    /// <summary>Draws the delays of one transmission.</summary>
    /// <param name="from">Replica index of the sender; the number of replicas stands for the client.</param>
    /// <param name="receivers">Replica indices of the receivers.</param>
    /// <param name="kind">Kind of the message.</param>
    /// <param name="sizeBits">Size of the message in bits.</param>
    /// <param name="delays">Where the delays go, one for each receiver; not negative.</param>
    void Fill(int from, ReadOnlySpan<int> receivers, MessageKind kind, long sizeBits, Span<SimDuration> delays);

    /// <summary>Goes back to the first draw, so that the same transmissions get the same delays again.</summary>
    void Rewind();
}

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

/// <summary>Independent delays of one law on all links, e.g. N(2t, 1.1t), from one stream for each sender.</summary>
/// <param name="law">The law.</param>
/// <param name="streams">Streams of the replication.</param>
/// <param name="nodes">Stable numbers of the senders by replica index; the client, if there is one, comes last.</param>
/// <param name="purpose">Name of the streams.</param>
/// <param name="part">Number of the run, e.g. the episode, so that each run has its own draws.</param>
public sealed class DelayLawLinks(
    DelayLaw law, RandomStreams streams, IReadOnlyList<int> nodes, string purpose = "consensus-link", long part = 0)
    : IMessageDelays
{
    private const double LongestSeconds = 1e6;

    private readonly RandomStream?[] _senders = new RandomStream?[nodes.Count];
    private readonly double[] _draws = new double[nodes.Count];

    /// <inheritdoc/>
    public void Fill(int from, ReadOnlySpan<int> receivers, MessageKind kind, long sizeBits, Span<SimDuration> delays)
    {
        var stream = _senders[from] ??= streams.Stream(purpose, nodes[from], part);
        var draws = _draws.AsSpan(0, receivers.Length);
        law.Distribution.Fill(draws, stream);
        var unit = law.Unit.TotalSeconds;
        var isInRange = true;
        for (var i = 0; i < draws.Length; i++)
        {
            // As DelayLaw.Sample, with one check for all.
            var seconds = draws[i] * unit;
            isInRange &= seconds >= 0 & seconds < LongestSeconds;
            delays[i] = new(unchecked((long)Math.Round(seconds * 1e9)));
        }

        Require.That(isInRange, "a delay law gave a negative or a huge delay");
    }

    /// <inheritdoc/>
    public void Rewind() => Array.Clear(_senders);
}
