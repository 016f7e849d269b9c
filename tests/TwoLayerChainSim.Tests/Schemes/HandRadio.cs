using TwoLayerChainSim.Model.Network;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

/// <summary>
/// Transfer times without fading, computed by hand from positions and the defaults of models §4: losses of 128.1 + 37.6
/// log10(d/km) and 148 + 40 log10(d/km) dB, powers of 43 and 23 dBm, noise of -174 dBm/Hz with figures of 5 and 9 dB, Shannon's rate.
/// </summary>
internal sealed class HandRadio(Substrate world)
{
    private const double UplinkHz = 20e6;
    private const double DownlinkHz = 20e6;
    private const double D2dHz = 1e6;

    /// <summary>From a device to its base station, alone on a part of the uplink.</summary>
    public double Up(int device, long bits, double share = 1) =>
        bits / Rate(share * UplinkHz, 23 - Loss(128.1, 37.6, ToStation(device)), 5);

    /// <summary>From the base station to some devices by one multicast, alone on the downlink.</summary>
    public double Down(IEnumerable<int> devices, long bits) =>
        devices.Max(device => bits / Rate(DownlinkHz, 43 - Loss(128.1, 37.6, ToStation(device)), 9));

    /// <summary>From a device to others by one D2D broadcast on a channel of its own.</summary>
    public double Direct(int device, IEnumerable<int> others, long bits) =>
        others.Max(other => bits / Rate(D2dHz, 23 - Loss(148, 40, Between(device, other)), 9));

    /// <summary>Distance of two devices in metres.</summary>
    public double Between(int device, int other) => At(device).DistanceMetres(At(other));

    private static double Rate(double bandwidthHz, double receivedDbm, double noiseFigureDb)
    {
        var noiseDbm = -174 + (10 * Math.Log10(bandwidthHz)) + noiseFigureDb;
        return bandwidthHz * Math.Log2(1 + Math.Pow(10, (receivedDbm - noiseDbm) / 10));
    }

    private static double Loss(double intercept, double slope, double metres) => intercept + (slope * Math.Log10(metres / 1000));

    private Position At(int device) => world.Topology.Devices[device].Position;

    private double ToStation(int device) =>
        At(device).DistanceMetres(world.Topology.Cells[world.Topology.Devices[device].Cell].BaseStation);
}
