using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>The uplinks and downlinks of all cells. Senders on an uplink are devices; a downlink has one sender.</summary>
public sealed class CellularNetwork
{
    private readonly RadioOptions _options;
    private readonly Topology _topology;
    private readonly LinkBudget _budget;
    private readonly ImmutableArray<RadioChannel> _uplinks;
    private readonly ImmutableArray<RadioChannel> _downlinks;
    private readonly RadioPath[] _homeUplinks;
    private readonly RadioPath[] _homeDownlinks;

    /// <summary>Idle cells.</summary>
    /// <param name="simulator">The run.</param>
    /// <param name="topology">Who is where.</param>
    /// <param name="options">The radio.</param>
    /// <param name="streams">The streams of the replication.</param>
    public CellularNetwork(Simulator simulator, Topology topology, RadioOptions options, RandomStreams streams)
    {
        (_options, _topology) = (options, topology);
        _budget = new(topology, options, streams);
        var downlink = options.Channel(options.DownlinkBandwidthHz, Contention.Fifo);
        _uplinks = [.. topology.Cells.Select(cell => new RadioChannel(simulator, UplinkOptions(cell.Id)))];
        _downlinks = [.. topology.Cells.Select(_ => new RadioChannel(simulator, downlink))];
        _homeUplinks = [.. topology.Devices.Select(device => new RadioPath(_budget.Uplink(device.Id, device.Cell)))];
        _homeDownlinks = [.. topology.Devices.Select(device => new RadioPath(_budget.Downlink(device.Cell, device.Id)))];
    }

    /// <summary>The uplink of a cell; a device sends on it by its number in the topology.</summary>
    /// <param name="cell">The cell.</param>
    public RadioChannel Uplink(int cell) => _uplinks[cell];

    /// <summary>The downlink of a cell; its one sender has the number 0.</summary>
    /// <param name="cell">The cell.</param>
    public RadioChannel Downlink(int cell) => _downlinks[cell];

    /// <summary>The path from a device to its own base station.</summary>
    /// <param name="device">The device.</param>
    public RadioPath UplinkPath(int device) => _homeUplinks[device];

    /// <summary>A new path from a device to any base station, e.g. a neighbouring one.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cell">The cell.</param>
    public RadioPath UplinkPath(int device, int cell) => new(_budget.Uplink(device, cell));

    /// <summary>The path from its own base station to a device.</summary>
    /// <param name="device">The device.</param>
    public RadioPath DownlinkPath(int device) => _homeDownlinks[device];

    /// <summary>A new path from a base station to several devices at once, at the rate of the worst.</summary>
    /// <param name="devices">Devices of one cell, at least one.</param>
    public RadioPath MulticastPath(IReadOnlyList<int> devices) =>
        new([.. devices.Select(device => _budget.Downlink(_topology.Devices[device].Cell, device))]);

    /// <summary>Sends from a device to its own base station.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sizeBits">Size in bit.</param>
    /// <param name="done">Called when the base station has it.</param>
    /// <param name="token">Passed to <paramref name="done"/>.</param>
    public void Upload(int device, long sizeBits, IEventHandler done, long token) =>
        _uplinks[_topology.Devices[device].Cell].Start(device, _homeUplinks[device], sizeBits, done, token);

    /// <summary>Sends from its own base station to a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sizeBits">Size in bit.</param>
    /// <param name="done">Called when the device has it.</param>
    /// <param name="token">Passed to <paramref name="done"/>.</param>
    public void Download(int device, long sizeBits, IEventHandler done, long token) =>
        _downlinks[_topology.Devices[device].Cell].Start(0, _homeDownlinks[device], sizeBits, done, token);

    /// <summary>Awaits a transfer from a device to its own base station in a process.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sizeBits">Size in bit.</param>
    public TransferAwaitable Upload(int device, long sizeBits) =>
        _uplinks[_topology.Devices[device].Cell].Transfer(device, _homeUplinks[device], sizeBits);

    /// <summary>Awaits a transfer from its own base station to a device in a process.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sizeBits">Size in bit.</param>
    public TransferAwaitable Download(int device, long sizeBits) =>
        _downlinks[_topology.Devices[device].Cell].Transfer(0, _homeDownlinks[device], sizeBits);

    /// <summary>Sends one content to several devices of a cell: by multicast, or by one unicast each in the given order.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="devices">Devices of the cell, at least one.</param>
    /// <param name="sizeBits">Size in bit.</param>
    /// <param name="receiver">Told when each device has it.</param>
    /// <param name="token">Passed to <paramref name="receiver"/>.</param>
    public void Distribute(int cell, IReadOnlyList<int> devices, long sizeBits, IReceiver receiver, long token)
    {
        if (_options.Downlink == DownlinkMode.Multicast)
        {
            _downlinks[cell].Start(0, MulticastPath(devices), sizeBits, new Arrival(devices, receiver), token);
            return;
        }

        foreach (var device in devices)
        {
            _downlinks[cell].Start(0, _homeDownlinks[device], sizeBits, new Arrival([device], receiver), token);
        }
    }

    private ChannelOptions UplinkOptions(int cell)
    {
        var parts = _options.UplinkContention == Contention.Dedicated ? Math.Max(1, _topology.DevicesOf(cell).Length) : 1;
        return _options.Channel(_options.UplinkBandwidthHz / parts, _options.UplinkContention);
    }

    private sealed class Arrival(IReadOnlyList<int> devices, IReceiver receiver) : IEventHandler
    {
        public void Handle(long token)
        {
            foreach (var device in devices)
            {
                receiver.Received(device, token);
            }
        }
    }
}
