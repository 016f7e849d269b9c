using TwoLayerChainSim.Model.Incentives.Clustering;

namespace TwoLayerChainSim.Tests.Incentives.Clustering;

/// <summary>Cosines with the median by hand.</summary>
public class UpdateSimilarityTests
{
    [Fact]
    public void An_update_against_the_others_has_a_negative_cosine()
    {
        // The median is (1, 1).
        var similarities = UpdateSimilarity.ToMedian([[1, 1], [2, 0], [-3, -3], [1, 2], [1, 1]]);
        Assert.Equal([1, Math.Sqrt(0.5), -1, 3 / Math.Sqrt(10), 1], similarities, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void The_median_of_an_even_number_is_in_the_middle_of_the_middle_two() => Assert.Equal(
        [1 / Math.Sqrt(5), 2 / Math.Sqrt(5)], UpdateSimilarity.ToMedian([[2, 0], [0, 4]]), (a, b) => Math.Abs(a - b) < 1e-12);

    [Fact]
    public void Where_there_is_no_direction_the_cosine_is_0() =>
        Assert.Equal([0.0, 0, 0], UpdateSimilarity.ToMedian([[0, 0], [0, 0], [1, 1]]));

    [Fact]
    public void No_updates_have_no_cosines() => Assert.Empty(UpdateSimilarity.ToMedian([]));
}
