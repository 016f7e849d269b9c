using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Experiments.Figures;

namespace TwoLayerChainSim.Tests.Figures;

public class LabelPlacesTests
{
    [Fact]
    public void Labels_with_room_stay_where_they_want()
    {
        Assert.Equal([50, 10, 30], LabelPlaces.Spread([50, 10, 30], 10, 0, 100));
    }

    [Fact]
    public void Labels_that_touch_share_the_move()
    {
        Assert.Equal([45, 55], LabelPlaces.Spread([50, 50], 10, 0, 100));
    }

    [Fact]
    public void Labels_stay_within_the_plot()
    {
        Assert.Equal([90, 100, 0], LabelPlaces.Spread([99, 120, -5], 10, 0, 100));
    }

    [Fact]
    public void No_two_labels_cover_each_other_and_their_order_is_kept()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), heights =>
        {
            double[] wanted = [.. heights.Take(10).Select(height => (double)height)];
            var places = LabelPlaces.Spread(wanted, 10, 0, 255);
            int[] order = [.. Enumerable.Range(0, wanted.Length).OrderBy(i => wanted[i]).ThenBy(i => i)];
            return order.Zip(order.Skip(1)).All(pair => places[pair.Second] - places[pair.First] >= 10 - 1e-9)
                && places.All(place => place is >= -1e-9 and <= 255 + 1e-9);
        }).QuickCheckThrowOnFailure();
    }
}
