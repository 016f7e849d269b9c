using MathNet.Numerics.Statistics;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Tests.Engine;

public class RandomStreamTests
{
    [Fact]
    public void The_same_name_gives_the_same_draws()
    {
        var a = new RandomStreams(5, 2).Stream("placement", 3, 4);
        var b = new RandomStreams(5, 2).Stream("placement", 3, 4);
        Assert.Equal(Enumerable.Range(0, 50).Select(_ => a.NextUInt64()), Enumerable.Range(0, 50).Select(_ => b.NextUInt64()));
    }

    [Fact]
    public void Any_other_part_of_the_name_gives_another_key()
    {
        var keys = new HashSet<ulong>();
        for (ulong seed = 0; seed < 4; seed++)
        {
            for (var replication = 0; replication < 5; replication++)
            {
                var streams = new RandomStreams(seed, replication);
                foreach (var purpose in new[] { "a", "b", "ab", "ba" })
                {
                    for (var entity = -2; entity < 8; entity++)
                    {
                        for (var part = 0; part < 10; part++)
                        {
                            keys.Add(streams.Key(purpose, entity, part));
                        }
                    }
                }
            }
        }

        Assert.Equal(4 * 5 * 4 * 10 * 10, keys.Count);
    }

    /// <summary>TESTING.md X1: System.Random has -0.497 and Mrg32k3a 0.999 here.</summary>
    [Fact]
    public void Streams_of_adjacent_seeds_entities_and_replications_are_uncorrelated()
    {
        const int n = 40_000;
        Func<int, RandomStream>[] families =
        [
            i => new RandomStreams((ulong)i, 0).Stream("x"),
            i => new RandomStreams(1, i).Stream("x"),
            i => new RandomStreams(1, 0).Stream("x", i),
            i => new RandomStreams(1, 0).Stream("x", 0, i),
        ];
        foreach (var family in families)
        {
            for (var draw = 0; draw < 16; draw++)
            {
                var values = Enumerable.Range(0, n + 1).Select(i => Draw(family(i), draw)).ToArray();
                var correlation = Correlation.Pearson(values[..n], values[1..]);
                Assert.InRange(correlation, -4.9 / Math.Sqrt(n), 4.9 / Math.Sqrt(n));
            }
        }
    }

    [Fact]
    public void Bounded_integers_are_uniform()
    {
        var stream = new RandomStreams(9, 0).Stream("int");
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
        {
            counts[stream.NextInt(7)]++;
        }

        // Chi-square with 6 degrees of freedom: 99.99 % quantile 27.86.
        Assert.True(counts.Sum(c => (c - 10_000.0) * (c - 10_000.0) / 10_000) < 27.86);
    }

    private static double Draw(RandomStream stream, int index)
    {
        for (var i = 0; i < index; i++)
        {
            stream.NextUInt64();
        }

        return stream.NextDouble();
    }
}
