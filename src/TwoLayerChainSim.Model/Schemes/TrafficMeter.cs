using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Schemes;

/// <summary>Traffic of an episode.</summary>
public sealed class TrafficMeter
{
    private readonly SortedDictionary<int, long> _d2dBits = [];

    /// <summary>Bits that devices sent to base stations.</summary>
    public long UplinkBits { get; set; }

    /// <summary>Bits that base stations sent; a multicast counts once.</summary>
    public long DownlinkBits { get; set; }

    /// <summary>Bits that devices broadcast to devices; a broadcast counts once.</summary>
    public long D2dBits => _d2dBits.Values.Sum();

    /// <summary>The same by device, in order.</summary>
    public IReadOnlyDictionary<int, long> D2dBitsBy => _d2dBits;

    /// <summary>Time on the air of D2D transmissions.</summary>
    public SimDuration D2dAirtime { get; set; }

    /// <summary>Bits between MEC nodes.</summary>
    public long BackboneBits { get; set; }

    /// <summary>Consensus messages of local chains.</summary>
    public long LocalChainMessages { get; set; }

    /// <summary>Consensus messages of the global chain.</summary>
    public long GlobalChainMessages { get; set; }

    /// <summary>Counts a broadcast of a device to devices.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sizeBits">Size in bit.</param>
    public void AddD2d(int device, long sizeBits) => _d2dBits[device] = _d2dBits.GetValueOrDefault(device) + sizeBits;
}
