using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Network;

namespace TwoLayerChainSim.Tests.Network.Wireless;

public class BlockFadingTests
{
    private const int Count = 37_000;

    [Fact]
    public void A_gain_is_a_function_of_link_and_block_only()
    {
        var key = new RandomStreams(1, 0).Key("fading-uplink", 3, 0);

        var early = BlockFading.PowerGain(key, 12);
        _ = BlockFading.PowerGain(key, 13);

        Assert.Equal(early, BlockFading.PowerGain(key, 12));
    }

    [Fact]
    public void Gains_over_blocks_follow_the_exponential_law_with_mean_one()
    {
        // Kolmogorov-Smirnov at alpha 1e-4 (TESTING.md Q6): critical value 2.23/sqrt(n).
        Assert.InRange(DistanceToExponential(i => BlockFading.PowerGain(7, i), mean: 1), 0, 2.23 / Math.Sqrt(Count));
    }

    [Fact]
    public void Gains_over_links_follow_the_exponential_law_with_mean_one() => Assert.InRange(
        DistanceToExponential(i => BlockFading.PowerGain((ulong)i, 7), mean: 1), 0, 2.23 / Math.Sqrt(Count));

    [Fact]
    public void Canary_a_wrong_mean_is_found() => Assert.True(
        DistanceToExponential(i => BlockFading.PowerGain(7, i), mean: 1.1) > 2.23 / Math.Sqrt(Count));

    [Fact]
    public void Gains_of_neighbouring_blocks_and_links_are_uncorrelated()
    {
        // |correlation| of independent samples stays under 4.9/sqrt(n) (TESTING.md X1).
        var bound = 4.9 / Math.Sqrt(Count);

        Assert.InRange(Correlation(i => BlockFading.PowerGain(7, i), i => BlockFading.PowerGain(7, i + 1)), -bound, bound);
        Assert.InRange(Correlation(i => BlockFading.PowerGain(7, i), i => BlockFading.PowerGain(8, i)), -bound, bound);
    }

    private static double DistanceToExponential(Func<int, double> gain, double mean)
    {
        var gains = Enumerable.Range(0, Count).Select(gain).Order().ToArray();
        return gains.Select((value, i) =>
        {
            var law = 1 - Math.Exp(-value / mean);
            return Math.Max(Math.Abs(law - ((double)i / Count)), Math.Abs(law - ((i + 1.0) / Count)));
        }).Max();
    }

    private static double Correlation(Func<int, double> first, Func<int, double> second) =>
        Enumerable.Range(0, Count).Average(i => (first(i) - 1) * (second(i) - 1));
}
