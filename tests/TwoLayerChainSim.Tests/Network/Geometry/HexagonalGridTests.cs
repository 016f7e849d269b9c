using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Geometry;

public class HexagonalGridTests
{
    [Fact]
    public void Every_cell_touches_an_earlier_one_at_the_distance_of_hexagons_and_none_is_closer()
    {
        var centres = Enumerable.Range(0, 61).Select(cell => HexagonalGrid.Centre(cell, 500)).ToArray();

        for (var cell = 1; cell < centres.Length; cell++)
        {
            var nearest = centres.Take(cell).Min(other => other.DistanceMetres(centres[cell]));
            Assert.Equal(Math.Sqrt(3) * 500, nearest, 6);
        }
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(7, 19)]
    [InlineData(19, 37)]
    public void Rings_are_filled_from_the_inside_outwards(int start, int end)
    {
        var distances = Enumerable.Range(0, 37).Select(cell => HexagonalGrid.Centre(cell, 1).DistanceMetres(default)).ToArray();

        Assert.True(distances[start..end].Min() > distances[..start].Max() - 1e-9);
    }

    [Fact]
    public void The_neighbour_cell_of_a_device_is_the_closest_other_base_station()
    {
        var cells = Enumerable.Range(0, 7).Select(cell => new Cell(cell, HexagonalGrid.Centre(cell, 500), cell));
        var nearCell4 = HexagonalGrid.Centre(4, 500);
        var device = new Device(0, 0, 0, new(0.3 * nearCell4.XMetres, 0.3 * nearCell4.YMetres));

        var topology = new Topology([.. cells], [device], BackboneGraph.FullMesh(7, new()));

        Assert.Equal(4, topology.NeighbourCell(0));
    }

    [Fact]
    public void A_single_cell_has_no_neighbour()
    {
        var topology = Topology.OnHexagonalGrid(new(), [1], BackboneGraph.FullMesh(1, new()), new RandomStreams(1, 0));

        Assert.Equal(-1, topology.NeighbourCell(0));
    }
}
