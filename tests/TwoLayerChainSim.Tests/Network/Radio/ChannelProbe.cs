using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Radio;

/// <summary>A channel on its own, with a record of what it announced.</summary>
internal sealed class ChannelProbe : IEventHandler
{
    public ChannelProbe(ChannelOptions options, IOccupancyListener? listener = null)
    {
        Simulator = new();
        Channel = new(Simulator, options, listener);
    }

    public Simulator Simulator { get; }

    public RadioChannel Channel { get; }

    /// <summary>Token and instant of each announced transfer, in order.</summary>
    public List<(long Token, SimTime At)> Ended { get; } = [];

    public void Handle(long token) => Ended.Add((token, Simulator.Now));

    public void StartAt(SimDuration at, int sender, RadioPath path, long sizeBits, long token) =>
        Simulator.After(at, () => Channel.Start(sender, path, sizeBits, this, token));

    public SimTime TimeOf(long token) => Ended.Single(entry => entry.Token == token).At;

    /// <summary>A path whose signal-to-noise ratio over <paramref name="bandwidthHz"/> is <paramref name="snr"/>.</summary>
    public static RadioPath Path(double snr, double bandwidthHz = 1e6, ulong key = 1) => new(new RadioLink(key, snr * bandwidthHz));
}
