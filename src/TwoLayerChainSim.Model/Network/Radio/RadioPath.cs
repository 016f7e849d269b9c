using System.Collections.Immutable;

namespace TwoLayerChainSim.Model.Network;

/// <summary>A radio link from one transmitter to one receiver.</summary>
/// <param name="Key">Key of its fading, from <see cref="Engine.RandomStreams.Key"/>.</param>
/// <param name="CarrierToNoiseHz">
/// Mean received power over noise density C/N₀ in Hz; over a bandwidth W the mean signal-to-noise ratio is C/(N₀·W).
/// </param>
/// <param name="InterferenceToNoiseHz">Received interference power over noise density I/N₀ in Hz. Default 0.</param>
public readonly record struct RadioLink(ulong Key, double CarrierToNoiseHz, double InterferenceToNoiseHz = 0)
{
    /// <summary>Mean signal to interference and noise ratio over a bandwidth.</summary>
    /// <param name="bandwidthHz">Bandwidth in Hz, positive.</param>
    public double MeanSnr(double bandwidthHz) => CarrierToNoiseHz / (bandwidthHz + InterferenceToNoiseHz);
}

/// <summary>
/// Where a transmission goes: one receiver, or several that all receive one transmission at the rate of the worst of them
/// (multicast). Make a path once and use it for many transfers.
/// </summary>
/// <param name="links">The links to the receivers, at least one.</param>
public sealed class RadioPath(ImmutableArray<RadioLink> links)
{
    /// <summary>A path to one receiver.</summary>
    /// <param name="link">The link.</param>
    public RadioPath(RadioLink link)
        : this([link])
    {
    }

    /// <summary>The links to the receivers.</summary>
    public ImmutableArray<RadioLink> Links { get; } = links;

    /// <summary>Mean signal-to-noise ratio of the worst receiver over a bandwidth.</summary>
    /// <param name="bandwidthHz">Bandwidth in Hz, positive.</param>
    public double WorstMeanSnr(double bandwidthHz)
    {
        var worst = double.PositiveInfinity;
        foreach (var link in Links)
        {
            worst = Math.Min(worst, link.MeanSnr(bandwidthHz));
        }

        return worst;
    }

    /// <summary>Signal-to-noise ratio of the worst receiver over a bandwidth during a coherence block.</summary>
    /// <param name="bandwidthHz">Bandwidth in Hz, positive.</param>
    /// <param name="block">Number of the coherence block.</param>
    public double WorstSnr(double bandwidthHz, long block)
    {
        var worst = double.PositiveInfinity;
        foreach (var link in Links)
        {
            worst = Math.Min(worst, link.MeanSnr(bandwidthHz) * BlockFading.PowerGain(link.Key, block));
        }

        return worst;
    }

    /// <summary>The least power gain among the receivers during a coherence block.</summary>
    /// <param name="block">Number of the coherence block.</param>
    public double WorstGain(long block)
    {
        var worst = double.PositiveInfinity;
        foreach (var link in Links)
        {
            worst = Math.Min(worst, BlockFading.PowerGain(link.Key, block));
        }

        return worst;
    }
}
