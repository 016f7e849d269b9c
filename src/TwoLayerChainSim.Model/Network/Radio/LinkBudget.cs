using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>
/// Computes C/N₀ of the links of a replication from powers, distances, shadowing and line-of-sight states. The random parts
/// are pure functions of the names of the two ends, so links do not depend on each other.
/// </summary>
/// <param name="topology">Who is where.</param>
/// <param name="options">Powers, noise, cellular path loss.</param>
/// <param name="streams">
/// The streams of the replication; "shadowing" and "line-of-sight" and the keys "fading-uplink", "fading-downlink" and
/// "fading-d2d" are used by (device, other end).
/// </param>
/// <param name="d2dPathLoss">Path loss between devices.</param>
public sealed class LinkBudget(
    Topology topology,
    RadioOptions options,
    RandomStreams streams,
    D2dPathLoss d2dPathLoss = D2dPathLoss.DistancePower)
{
    private readonly PathLoss _cellular =
        options.PathLoss == CellularPathLoss.Macro ? PathLoss.MacroCell : new UrbanMicroPathLoss();

    private readonly PathLoss _d2d =
        d2dPathLoss == D2dPathLoss.DistancePower ? PathLoss.DeviceToDevice : new WinnerB1PathLoss();

    /// <summary>From a device to a base station.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cell">The cell, not necessarily its own.</param>
    public RadioLink Uplink(int device, int cell) => new(
        streams.Key("fading-uplink", topology.Devices[device].StableId, cell),
        CarrierToNoiseHz(options.DevicePowerDbm - CellularLossDb(device, cell), options.BaseStationNoiseFigureDb));

    /// <summary>From a base station to a device.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="device">The device, not necessarily of the cell.</param>
    public RadioLink Downlink(int cell, int device) => new(
        streams.Key("fading-downlink", topology.Devices[device].StableId, cell),
        CarrierToNoiseHz(options.BaseStationPowerDbm - CellularLossDb(device, cell), options.DeviceNoiseFigureDb));

    /// <summary>From a device to a device; both directions have the same mean and independent fading.</summary>
    /// <param name="from">The transmitter.</param>
    /// <param name="to">The receiver.</param>
    public RadioLink DeviceToDevice(int from, int to)
    {
        var (first, second) = (topology.Devices[Math.Min(from, to)], topology.Devices[Math.Max(from, to)]);
        var loss = LossDb(_d2d, first.Position.DistanceMetres(second.Position), first.StableId, second.StableId);
        return new(
            streams.Key("fading-d2d", topology.Devices[from].StableId, topology.Devices[to].StableId),
            CarrierToNoiseHz(options.DevicePowerDbm - loss, options.DeviceNoiseFigureDb));
    }

    private double CarrierToNoiseHz(double receivedDbm, double noiseFigureDb) =>
        Decibel.ToRatio(receivedDbm - ShannonRate.NoiseDbm(1, noiseFigureDb, options.NoiseDensityDbmPerHertz));

    private double CellularLossDb(int device, int cell)
    {
        var distance = topology.Devices[device].Position.DistanceMetres(topology.Cells[cell].BaseStation);
        return LossDb(_cellular, distance, topology.Devices[device].StableId, -1 - cell);
    }

    private double LossDb(PathLoss model, double distanceMetres, long oneEnd, long otherEnd)
    {
        var visibility = model.LineOfSightProbability(distanceMetres);
        var visible = visibility >= 1 || streams.Stream("line-of-sight", oneEnd, otherEnd).NextDouble() < visibility;
        var shadowing = options.ShadowingDb > 0
            ? options.ShadowingDb * streams.Stream("shadowing", oneEnd, otherEnd).NextNormal()
            : 0;
        return model.LossDb(distanceMetres, visible) + shadowing;
    }
}
