using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Geometry;

public class PlacementTests
{
    private static readonly Position Here = new(1000, -500);

    [Fact]
    public void Devices_of_a_hot_spot_keep_all_distances_of_the_substrate()
    {
        // schemes.md: disc of 50 m whose centre is 50..400 m from the BS, min 3 m between devices, min 35 m from the BS.
        var options = new PlacementOptions();
        Prop.ForAll<int>(seed =>
        {
            var devices = Placement.Draw(options, 0, Here, 50, new RandomStreams(unchecked((ulong)seed), 0));
            return devices.All(d => d.DistanceMetres(Here) is >= 35 and <= 450)
                && devices.All(d => devices.All(e => d.DistanceMetres(e) <= 100))
                && SmallestGap(devices) >= 3;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Uniform_placement_covers_the_ring_between_35_and_500_metres_by_area()
    {
        var options = new PlacementOptions { Kind = PlacementKind.Uniform, MinimumDeviceDistanceMetres = 0 };

        var devices = Placement.Draw(options, 0, Here, 10_000, new RandomStreams(1, 0));

        // Share of area within 250 m: (250² − 35²)/(500² − 35²) = 0.24631; 4.9 standard deviations = 0.0211.
        Assert.All(devices, device => Assert.InRange(device.DistanceMetres(Here), 35, 500));
        Assert.InRange(devices.Count(device => device.DistanceMetres(Here) < 250) / 10_000.0, 0.2252, 0.2674);
    }

    [Fact]
    public void Adding_devices_moves_no_other_device()
    {
        var few = Placement.Draw(new(), 2, Here, 10, new RandomStreams(5, 1));
        var many = Placement.Draw(new(), 2, Here, 50, new RandomStreams(5, 1));

        Assert.Equal(few, many.Take(10));
    }

    [Fact]
    public void Adding_a_cell_moves_no_device_of_the_others()
    {
        Topology Build(int cells) => Topology.OnHexagonalGrid(
            new(),
            [.. Enumerable.Repeat(5, cells)],
            BackboneGraph.FullMesh(cells, new()),
            new RandomStreams(5, 1));

        var (three, four) = (Build(3), Build(4));

        Assert.Equal(three.Devices, four.Devices.Take(15));
        Assert.Equal(three.Cells, four.Cells.Take(3));
    }

    [Fact]
    public void A_device_keeps_its_stable_number_when_devices_join_an_earlier_cell()
    {
        var before = Topology.OnHexagonalGrid(new(), [2, 2], BackboneGraph.FullMesh(2, new()), new RandomStreams(5, 1));
        var after = Topology.OnHexagonalGrid(new(), [7, 2], BackboneGraph.FullMesh(2, new()), new RandomStreams(5, 1));

        Assert.Equal(
            before.DevicesOf(1).Select(id => (before.Devices[id].StableId, before.Devices[id].Position)),
            after.DevicesOf(1).Select(id => (after.Devices[id].StableId, after.Devices[id].Position)));
    }

    [Fact]
    public void Devices_that_do_not_fit_are_refused()
    {
        var options = new PlacementOptions { HotSpotRadiusMetres = 5 };

        var error = Assert.Throws<ArgumentException>(() => Placement.Draw(options, 0, Here, 50, new RandomStreams(1, 0)));

        Assert.Contains("of 50 devices fit into cell 0", error.Message, StringComparison.Ordinal);
    }

    private static double SmallestGap(IReadOnlyList<Position> devices) => (
        from i in Enumerable.Range(0, devices.Count)
        from j in Enumerable.Range(0, i)
        select devices[i].DistanceMetres(devices[j])).Min();
}
