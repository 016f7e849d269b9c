using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.D2d;

/// <summary>Groups of devices in one cell.</summary>
internal static class D2dScene
{
    public static Topology At(params (double X, double Y)[] metres) => new(
        [new(0, new(300, 300), 0)],
        [.. metres.Select((place, i) => new Device(i, 0, i, new(place.X, place.Y)))],
        BackboneGraph.FullMesh(1, new()));

    public static D2dGroup Group(params (double X, double Y)[] metres) => Group(At(metres));

    public static D2dGroup Group(Topology topology, double rangeMetres = 100) => new(
        topology, topology.DevicesOf(0), rangeMetres, new LinkBudget(topology, new(), new RandomStreams(1, 0)));

    /// <summary>All in range of each other.</summary>
    public static D2dGroup HotSpot(int devices, int seed) => Group(Topology.OnHexagonalGrid(
        new(), [devices], BackboneGraph.FullMesh(1, new()), new RandomStreams((ulong)seed, 0)));

    /// <summary>In a disc of 150 m, so that some are in range of each other and some are not.</summary>
    public static D2dGroup Scattered(int devices, int seed) => Group(
        Topology.OnHexagonalGrid(
            new() { Kind = PlacementKind.Uniform, CellRadiusMetres = 150 },
            [devices],
            BackboneGraph.FullMesh(1, new()),
            new RandomStreams((ulong)seed, 0)),
        rangeMetres: 60);
}
