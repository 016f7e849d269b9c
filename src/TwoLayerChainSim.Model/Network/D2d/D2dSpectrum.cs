namespace TwoLayerChainSim.Model.Network;

/// <summary>Takes the bandwidth of busy D2D channels from the uplink of the cell.</summary>
/// <param name="channels">Number of D2D channels.</param>
/// <param name="channelShare">Bandwidth of one D2D channel over that of the uplink.</param>
/// <param name="uplink">The uplink.</param>
internal sealed class D2dSpectrum(int channels, double channelShare, RadioChannel uplink)
{
    private readonly int[] _users = new int[channels];

    /// <summary>One more radio channel on a D2D channel; far apart ones may use it at the same time.</summary>
    /// <param name="channel">Number of the D2D channel.</param>
    public IOccupancyListener User(int channel) => new Listener(this, channel);

    private void Change(int channel, bool busy)
    {
        _users[channel] += busy ? 1 : -1;
        if (_users[channel] == (busy ? 1 : 0))
        {
            uplink.Lend(busy ? channelShare : -channelShare);
        }
    }

    private sealed class Listener(D2dSpectrum spectrum, int channel) : IOccupancyListener
    {
        public void OccupancyChanged(bool busy) => spectrum.Change(channel, busy);
    }
}
