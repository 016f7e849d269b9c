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
        var (unit, transfer) = (law.Unit.TotalSeconds, sizeBits / RateBitsPerSecond);
        var isInRange = true;
        for (var i = 0; i < draws.Length; i++)
        {
            // As DelayLaw.Sample after the transfer, with one check for all.
            var seconds = transfer + (draws[i] * unit);
            isInRange &= seconds >= 0 & seconds < LongestSeconds;
            delays[i] = new(unchecked((long)Math.Round(seconds * 1e9)));
        }

        Require.That(isInRange, "a delay law gave a negative or a huge delay");
    }

    /// <inheritdoc/>
    public void Rewind() => Array.Clear(_senders);
}
