using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>How a base station sends one content to several devices.</summary>
public enum DownlinkMode
{
    /// <summary>One transmission at the rate of the worst device (default).</summary>
    Multicast,

    /// <summary>One transmission a device, one after another.</summary>
    Unicast,
}

/// <summary>The mean loss between a device and a base station.</summary>
public enum CellularPathLoss
{
    /// <summary>128.1 + 37.6·log10(d/km) dB (default).</summary>
    Macro,

    /// <summary>Urban micro street canyon (3GPP TR 38.901) with a random line-of-sight state of each link.</summary>
    UrbanMicro,
}

/// <summary>
/// The cellular radio. Every cell owns the same uplink and downlink bands; interference between cells is neglected (the cells
/// use different carriers). Defaults: models.md §4 and schemes.md; powers from Feng et al. 2022.
/// </summary>
public sealed record RadioOptions
{
    /// <summary>Transmit power of a base station in dBm. Default 43.</summary>
    public double BaseStationPowerDbm { get; init; } = 43;

    /// <summary>Transmit power of a device in dBm. Default 23.</summary>
    public double DevicePowerDbm { get; init; } = 23;

    /// <summary>Noise figure of a base station in dB. Default 5.</summary>
    public double BaseStationNoiseFigureDb { get; init; } = 5;

    /// <summary>Noise figure of a device in dB. Default 9.</summary>
    public double DeviceNoiseFigureDb { get; init; } = 9;

    /// <summary>Noise density in dBm/Hz. Default −174, thermal noise at 290 K.</summary>
    public double NoiseDensityDbmPerHertz { get; init; } = -174;

    /// <summary>Law of the mean loss. Default macro cell.</summary>
    public CellularPathLoss PathLoss { get; init; } = CellularPathLoss.Macro;

    /// <summary>Standard deviation of log-normal shadowing in dB, at least 0; one draw a link. Default 0 (off).</summary>
    public double ShadowingDb { get; init; }

    /// <summary>Uplink band of each cell, in Hz. Default 20 MHz.</summary>
    public double UplinkBandwidthHz { get; init; } = 20e6;

    /// <summary>Downlink band of each cell, in Hz. Default 20 MHz.</summary>
    public double DownlinkBandwidthHz { get; init; } = 20e6;

    /// <summary>
    /// How devices divide the uplink. Default equal share (OFDMA); dedicated: each device of the cell owns an equal part for
    /// ever. A downlink has one sender, so it is first in first out.
    /// </summary>
    public Contention UplinkContention { get; init; } = Contention.EqualShare;

    /// <summary>How a base station sends one content to several devices. Default multicast.</summary>
    public DownlinkMode Downlink { get; init; } = DownlinkMode.Multicast;

    /// <summary>How the small-scale gain varies. Default block fading.</summary>
    public FadingMode Fading { get; init; } = FadingMode.Block;

    /// <summary>Time during which a gain is constant, positive. Default 10 ms.</summary>
    public SimDuration CoherenceTime { get; init; } = SimDuration.FromMilliseconds(10);

    /// <summary>Least gain at which a per-transfer transmission starts, at least 0. Default 0.01 (−20 dB).</summary>
    public double OutageGain { get; init; } = 0.01;

    /// <summary>A channel with the fading of these options.</summary>
    /// <param name="bandwidthHz">Its bandwidth in Hz.</param>
    /// <param name="contention">How its senders divide the bandwidth.</param>
    public ChannelOptions Channel(double bandwidthHz, Contention contention) => new()
    {
        BandwidthHz = bandwidthHz,
        Contention = contention,
        Fading = Fading,
        CoherenceTime = CoherenceTime,
        OutageGain = OutageGain,
    };
}
