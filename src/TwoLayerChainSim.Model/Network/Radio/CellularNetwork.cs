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
    private readonly int[] _cells;
    private readonly RadioPath[] _uplinkPaths;
    private readonly RadioPath[] _downlinkPaths;
    private readonly ImmutableArray<int>[] _attached;

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
        _cells = [.. topology.Devices.Select(device => device.Cell)];
        _uplinkPaths = [.. topology.Devices.Select(device => new RadioPath(_budget.Uplink(device.Id, device.Cell)))];
        _downlinkPaths = [.. topology.Devices.Select(device => new RadioPath(_budget.Downlink(device.Cell, device.Id)))];
        _attached = [.. topology.Cells.Select(cell => topology.DevicesOf(cell.Id))];
    }

    /// <summary>No cell.</summary>
    public const int Nowhere = -1;

    /// <summary>The cell to which a device is attached, its home cell unless said otherwise; or <see cref="Nowhere"/>.</summary>
    /// <param name="device">The device.</param>
    public int CellOf(int device) => _cells[device];

    /// <summary>The devices that are attached to a cell, in order of their number.</summary>
    /// <param name="cell">The cell.</param>
    public ImmutableArray<int> DevicesOf(int cell) => _attached[cell];

    /// <summary>The cell with the best mean path from a device; the first of equal ones.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cells">Cells to choose from, at least one.</param>
    public int BestCell(int device, IEnumerable<int> cells) =>
        cells.MaxBy(cell => _budget.Uplink(device, cell).CarrierToNoiseHz);

    /// <summary>Attaches a device to a cell for all transfers that begin from now on.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cell">The cell, or <see cref="Nowhere"/>.</param>
    public void Attach(int device, int cell)
    {
        var former = _cells[device];
        if (cell == former)
        {
            return;
        }

        _cells[device] = cell;
        if (former != Nowhere)
        {
            _attached[former] = _attached[former].Remove(device);
        }

        if (cell != Nowhere)
        {
            _attached[cell] = [.. _attached[cell].Add(device).Order()];
            (_uplinkPaths[device], _downlinkPaths[device]) = (new(_budget.Uplink(device, cell)), new(_budget.Downlink(cell, device)));
        }
    }

    /// <summary>The uplink of a cell; a device sends on it by its number in the topology.</summary>
    /// <param name="cell">The cell.</param>
    public RadioChannel Uplink(int cell) => _uplinks[cell];

    /// <summary>The downlink of a cell; its one sender has the number 0.</summary>
    /// <param name="cell">The cell.</param>
    public RadioChannel Downlink(int cell) => _downlinks[cell];

    /// <summary>The path from a device to the base station to which it is attached.</summary>
    /// <param name="device">The device.</param>
    public RadioPath UplinkPath(int device) => _uplinkPaths[device];

    /// <summary>A new path from a device to any base station, e.g. a neighbouring one.</summary>
    /// <param name="device">The device.</param>
    /// <param name="cell">The cell.</param>
    public RadioPath UplinkPath(int device, int cell) => new(_budget.Uplink(device, cell));

    /// <summary>The path to a device from the base station to which it is attached.</summary>
    /// <param name="device">The device.</param>
    public RadioPath DownlinkPath(int device) => _downlinkPaths[device];

    /// <summary>A new path from a base station to several devices at once, at the rate of the worst.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="devices">The devices, at least one.</param>
    public RadioPath MulticastPath(int cell, IReadOnlyList<int> devices) =>
        new([.. devices.Select(device => _budget.Downlink(cell, device))]);

    /// <summary>Sends from a device to its base station.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sizeBits">Size in bit.</param>
    /// <param name="done">Called when the base station has it.</param>
    /// <param name="token">Passed to <paramref name="done"/>.</param>
    public void Upload(int device, long sizeBits, IEventHandler done, long token) =>
        _uplinks[_cells[device]].Start(device, _uplinkPaths[device], sizeBits, done, token);

    /// <summary>Sends from its base station to a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sizeBits">Size in bit.</param>
    /// <param name="done">Called when the device has it.</param>
    /// <param name="token">Passed to <paramref name="done"/>.</param>
    public void Download(int device, long sizeBits, IEventHandler done, long token) =>
        _downlinks[_cells[device]].Start(0, _downlinkPaths[device], sizeBits, done, token);

    /// <summary>Awaits a transfer from a device to its base station in a process.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sizeBits">Size in bit.</param>
    public TransferAwaitable Upload(int device, long sizeBits) =>
        _uplinks[_cells[device]].Transfer(device, _uplinkPaths[device], sizeBits);

    /// <summary>Awaits a transfer from its base station to a device in a process.</summary>
    /// <param name="device">The device.</param>
    /// <param name="sizeBits">Size in bit.</param>
    public TransferAwaitable Download(int device, long sizeBits) =>
        _downlinks[_cells[device]].Transfer(0, _downlinkPaths[device], sizeBits);

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
            _downlinks[cell].Start(0, MulticastPath(cell, devices), sizeBits, new Arrival(devices, receiver), token);
            return;
        }

        foreach (var device in devices)
        {
            // A device may have left the cell while the content was on its way to the base station.
            var path = _cells[device] == cell ? _downlinkPaths[device] : new(_budget.Downlink(cell, device));
            _downlinks[cell].Start(0, path, sizeBits, new Arrival([device], receiver), token);
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
