using System.Collections.Immutable;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Network;

/// <summary>A cell: a base station with its MEC node.</summary>
/// <param name="Id">Number of the cell and of its MEC node, from 0.</param>
/// <param name="BaseStation">Position of the base station.</param>
/// <param name="BackboneNode">The node of the backbone at which the MEC node is.</param>
public sealed record Cell(int Id, Position BaseStation, int BackboneNode);

/// <summary>A device ("local node" of Feng et al.) with its home cell.</summary>
/// <param name="Id">Number of the device in the topology, from 0, in order of cells.</param>
/// <param name="Cell">Its home cell.</param>
/// <param name="IndexInCell">Its number among the devices of the cell, from 0.</param>
/// <param name="Position">Where it is.</param>
public sealed record Device(int Id, int Cell, int IndexInCell, Position Position)
{
    /// <summary>
    /// A number that names random streams of this device: unlike <see cref="Id"/> it does not change when devices are added
    /// to other cells.
    /// </summary>
    public long StableId => StableIdOf(Cell, IndexInCell);

    /// <summary>The stable number of a device.</summary>
    /// <param name="cell">Its home cell.</param>
    /// <param name="indexInCell">Its number in the cell.</param>
    public static long StableIdOf(int cell, int indexInCell) => ((long)cell << 32) | (uint)indexInCell;
}

/// <summary>Who is where: cells, devices and the backbone between the cells. Immutable.</summary>
public sealed class Topology
{
    private readonly ImmutableArray<ImmutableArray<int>> _devicesByCell;

    /// <summary>A topology of given parts.</summary>
    /// <param name="cells">The cells, numbered from 0.</param>
    /// <param name="devices">The devices, numbered from 0 in order of cells.</param>
    /// <param name="backbone">The network between the MEC nodes.</param>
    public Topology(ImmutableArray<Cell> cells, ImmutableArray<Device> devices, BackboneGraph backbone)
    {
        (Cells, Devices, Backbone) = (cells, devices, backbone);
        for (var id = 0; id < cells.Length; id++)
        {
            Require.That(cells[id].Id == id, $"cell {cells[id].Id} is at place {id}");
            Require.That(
                (uint)cells[id].BackboneNode < (uint)backbone.Nodes.Length, $"cell {id} is at no node of the backbone");
        }

        for (var id = 0; id < devices.Length; id++)
        {
            Require.That(devices[id].Id == id, $"device {devices[id].Id} is at place {id}");
            Require.That((uint)devices[id].Cell < (uint)cells.Length, $"device {id} is in no cell");
        }

        _devicesByCell = [.. cells.Select(cell =>
            devices.Where(device => device.Cell == cell.Id).Select(device => device.Id).ToImmutableArray())];
    }

    /// <summary>The cells, numbered from 0.</summary>
    public ImmutableArray<Cell> Cells { get; }

    /// <summary>The devices, numbered from 0 in order of cells.</summary>
    public ImmutableArray<Device> Devices { get; }

    /// <summary>The network between the MEC nodes.</summary>
    public BackboneGraph Backbone { get; }

    /// <summary>
    /// Cells on a hexagonal grid, cell <c>i</c> at node <c>i</c> of the backbone, with devices placed around them.
    /// </summary>
    /// <param name="placement">Where devices are.</param>
    /// <param name="devicesPerCell">Number of devices of each cell.</param>
    /// <param name="backbone">The network between the MEC nodes; at least one node per cell.</param>
    /// <param name="streams">The streams of the replication.</param>
    public static Topology OnHexagonalGrid(
        PlacementOptions placement, IReadOnlyList<int> devicesPerCell, BackboneGraph backbone, RandomStreams streams) =>
        Create(
            placement,
            [.. devicesPerCell.Select((_, cell) =>
                new Cell(cell, HexagonalGrid.Centre(cell, placement.CellRadiusMetres), cell))],
            devicesPerCell,
            backbone,
            streams);

    /// <summary>
    /// Cells where the nodes of the backbone are on the map, cell <c>i</c> at node <c>i</c>, with devices placed around them.
    /// Cells of a wide-area network are far apart: no device reaches a neighbouring base station.
    /// </summary>
    /// <param name="placement">Where devices are.</param>
    /// <param name="devicesPerCell">Number of devices of each cell.</param>
    /// <param name="backbone">The network between the MEC nodes; the nodes of the cells have locations.</param>
    /// <param name="streams">The streams of the replication.</param>
    public static Topology OnMap(
        PlacementOptions placement, IReadOnlyList<int> devicesPerCell, BackboneGraph backbone, RandomStreams streams)
    {
        GeoLocation Location(int cell) => backbone.Nodes[cell].Location
            ?? throw new ArgumentException($"node {backbone.Nodes[cell].Name} of the backbone has no position");
        return Create(
            placement,
            [.. devicesPerCell.Select((_, cell) => new Cell(cell, Location(cell).ToPlane(Location(0)), cell))],
            devicesPerCell,
            backbone,
            streams);
    }

    /// <summary>Given cells with devices placed around them.</summary>
    /// <param name="placement">Where devices are.</param>
    /// <param name="cells">The cells, numbered from 0.</param>
    /// <param name="devicesPerCell">Number of devices of each cell.</param>
    /// <param name="backbone">The network between the MEC nodes.</param>
    /// <param name="streams">The streams of the replication.</param>
    public static Topology Create(
        PlacementOptions placement,
        ImmutableArray<Cell> cells,
        IReadOnlyList<int> devicesPerCell,
        BackboneGraph backbone,
        RandomStreams streams)
    {
        Require.That(cells.Length == devicesPerCell.Count, "the number of devices is needed for every cell");
        var devices = ImmutableArray.CreateBuilder<Device>();
        foreach (var cell in cells)
        {
            var positions = Placement.Draw(placement, cell.Id, cell.BaseStation, devicesPerCell[cell.Id], streams);
            for (var index = 0; index < positions.Length; index++)
            {
                devices.Add(new(devices.Count, cell.Id, index, positions[index]));
            }
        }

        return new(cells, devices.ToImmutable(), backbone);
    }

    /// <summary>The devices of a cell, in order of their number.</summary>
    /// <param name="cell">The cell.</param>
    public ImmutableArray<int> DevicesOf(int cell) => _devicesByCell[cell];

    /// <summary>The base station closest to a device other than its own; the lower number when equal; -1 in a single cell.</summary>
    /// <param name="device">The device.</param>
    public int NeighbourCell(int device)
    {
        var position = Devices[device].Position;
        var nearest = -1;
        foreach (var cell in Cells)
        {
            if (cell.Id != Devices[device].Cell && (nearest < 0
                || position.DistanceMetres(cell.BaseStation) < position.DistanceMetres(Cells[nearest].BaseStation)))
            {
                nearest = cell.Id;
            }
        }

        return nearest;
    }
}
