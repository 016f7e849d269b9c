using System.Numerics;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Tests.Statistics;

public class HypergeometricLawTests
{
    /// <summary>A shard of 4 among 10 nodes of which 3 are Byzantine: (C(3,2) C(7,2) + C(3,3) C(7,1)) / C(10,4) = 70 / 210.</summary>
    [Fact]
    public void A_shard_of_4_of_10_has_2_of_3_Byzantine_nodes_with_probability_one_third() =>
        Assert.Equal(1.0 / 3, new HypergeometricLaw(10, 3, 4).AtLeast(2), 1e-12);

    [Theory]
    [InlineData(10, 0, 4, 1, 0)]
    [InlineData(10, 10, 4, 4, 1)]
    [InlineData(10, 8, 4, 2, 1)]
    [InlineData(10, 3, 10, 3, 1)]
    [InlineData(10, 3, 10, 4, 0)]
    [InlineData(10, 3, 4, 0, 1)]
    [InlineData(1, 1, 1, 1, 1)]
    public void What_is_certain_or_impossible_is_exact(int population, int marked, int sample, int count, double expected) =>
        Assert.Equal(expected, new HypergeometricLaw(population, marked, sample).AtLeast(count));

    [Fact]
    public void Every_case_up_to_9_nodes_is_that_of_counting_all_samples()
    {
        for (var population = 1; population <= 9; population++)
        {
            for (var marked = 0; marked <= population; marked++)
            {
                for (var sample = 0; sample <= population; sample++)
                {
                    Compare(population, marked, sample);
                }
            }
        }
    }

    [Fact]
    public void More_marked_ones_than_there_are_is_refused() =>
        Assert.Throws<InvariantException>(() => new HypergeometricLaw(3, 4, 1).AtLeast(1));

    /// <summary>Samples are the subsets of the population; the first ones of it are marked.</summary>
    private static void Compare(int population, int marked, int sample)
    {
        var samples = Enumerable.Range(0, 1 << population).Where(set => BitOperations.PopCount((uint)set) == sample).ToArray();
        for (var count = 0; count <= sample + 1; count++)
        {
            var share = samples.Count(set => BitOperations.PopCount((uint)set & ((1u << marked) - 1)) >= count) / (double)samples.Length;
            Assert.Equal(share, new HypergeometricLaw(population, marked, sample).AtLeast(count), 1e-12);
        }
    }
}
