using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Consensus.Committees;

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
    private const double LongestSeconds = 5e5;

    private readonly RandomStream?[] _senders = new RandomStream?[nodes.Count];
    private readonly double[] _draws = new double[nodes.Count];

    /// <summary>Rate at which each message is sent before its delay, in bit/s, positive. Default infinite.</summary>
    public double RateBitsPerSecond { get; init; } = double.PositiveInfinity;

    /// <inheritdoc/>
    public void Fill(int from, ReadOnlySpan<int> receivers, MessageKind kind, long sizeBits, Span<SimDuration> delays)
    {
        var stream = _senders[from] ??= streams.Stream(purpose, nodes[from], part);
        var draws = _draws.AsSpan(0, receivers.Length);
        law.Distribution.Fill(draws, stream);
        TensorPrimitives.Multiply(draws, law.Unit.TotalSeconds, draws);
        TensorPrimitives.Add(draws, sizeBits / RateBitsPerSecond, draws);
        Require.That(
            draws.IsEmpty || (TensorPrimitives.Min<double>(draws) >= 0 && TensorPrimitives.Max<double>(draws) < LongestSeconds),
            "a delay law gave a negative or a huge delay");

        // As DelayLaw.Sample: seconds rounded to the nearest nanosecond.
        TensorPrimitives.Multiply(draws, 1e9, draws);
        TensorPrimitives.Round<double>(draws, draws);
        TensorPrimitives.ConvertTruncating(draws, MemoryMarshal.Cast<SimDuration, long>(delays));
    }

    /// <inheritdoc/>
    public void Rewind() => Array.Clear(_senders);
}
