using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>How simultaneous senders divide a radio channel.</summary>
public enum Contention
{
    /// <summary>All senders with something to send share the bandwidth equally (OFDMA; default).</summary>
    EqualShare,

    /// <summary>One transfer at a time, first in first out, with the whole bandwidth.</summary>
    Fifo,

    /// <summary>Every sender has its own fixed bandwidth, whatever the others do.</summary>
    Dedicated,
}

/// <summary>A radio channel: bandwidth, contention and fading.</summary>
public sealed record ChannelOptions
{
    /// <summary>Bandwidth in Hz, positive; with <see cref="Contention.Dedicated"/> that of each sender. Default 20 MHz.</summary>
    public double BandwidthHz { get; init; } = 20e6;

    /// <summary>How senders divide the bandwidth. Default equal share.</summary>
    public Contention Contention { get; init; } = Contention.EqualShare;

    /// <summary>How the small-scale gain varies. Default block fading.</summary>
    public FadingMode Fading { get; init; } = FadingMode.Block;

    /// <summary>Time during which a gain is constant, positive. Default 10 ms (models.md §4).</summary>
    public SimDuration CoherenceTime { get; init; } = SimDuration.FromMilliseconds(10);

    /// <summary>
    /// Least power gain at which a per-transfer transmission starts, at least 0. Default 0.01 (−20 dB): without this outage
    /// rule the mean transfer time is infinite (models.md §4).
    /// </summary>
    public double OutageGain { get; init; } = 0.01;

    /// <summary>Number of the coherence block of an instant.</summary>
    /// <param name="time">The instant.</param>
    public long BlockAt(SimTime time) => time.Nanoseconds / CoherenceTime.Nanoseconds;

    /// <summary>The first instant of a coherence block.</summary>
    /// <param name="block">Number of the block.</param>
    public SimTime BlockStart(long block) => new(block * CoherenceTime.Nanoseconds);

    /// <summary>Rate of a sender in bit/s.</summary>
    /// <param name="path">Where it sends.</param>
    /// <param name="shareHz">Its share of the bandwidth in Hz.</param>
    /// <param name="block">The coherence block whose gain counts.</param>
    public double BitsPerSecond(RadioPath path, double shareHz, long block) => Fading switch
    {
        FadingMode.None => ShannonRate.BitsPerSecond(shareHz, path.WorstMeanSnr(shareHz)),
        FadingMode.Ergodic => ShannonRate.RayleighMeanBitsPerSecond(shareHz, path.WorstMeanSnr(shareHz)),
        _ => ShannonRate.BitsPerSecond(shareHz, path.WorstSnr(shareHz, block)),
    };
}
