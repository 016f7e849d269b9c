using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Clustering;

namespace TwoLayerChainSim.Tests.Incentives.Clustering;

/// <summary>k-means against what defines it, and against all partitions of few points.</summary>
public class KMeansTests
{
    private static readonly Gen<double[][]> Clouds =
        from size in Gen.Choose(1, 9)
        from points in Gen.ArrayOf(Gen.ArrayOf(Gen.Choose(-4, 4).Select(i => (double)i), 2), size)
        select points;

    [Fact]
    public void Every_point_is_with_its_nearest_centre_and_every_centre_in_the_middle_of_its_points() => ForClouds((points, clusters) =>
    {
        var found = Find(points, clusters);
        double ToOwn(int n) => Distance(points[n], found.Centres[found.Members[n]]);
        return points.Index().All(point => found.Centres.All(centre => Distance(point.Item, centre) >= ToOwn(point.Index) - 1e-9))
            && found.Centres.Index().All(centre =>
                Distance(centre.Item, Middle(points.Where((_, n) => found.Members[n] == centre.Index))) < 1e-18);
    });

    [Fact]
    public void There_are_as_many_clusters_as_wanted_unless_fewer_points_differ_and_none_is_empty() => ForClouds((points, clusters) =>
    {
        var found = Find(points, clusters);
        var different = points.Select(point => (point[0], point[1])).Distinct().Count();
        return found.Centres.Count == Math.Min(clusters, different)
            && found.Members.Distinct().Count() == found.Centres.Count;
    });

    [Fact]
    public void Ten_restarts_nearly_always_find_the_best_of_all_partitions_of_few_points()
    {
        var draws = new RandomStream(3);
        var best = 0;
        for (var trial = 0; trial < 200; trial++)
        {
            double[][] points = [.. Enumerable.Range(0, 7).Select(_ => (double[])[draws.NextNormal(), draws.NextNormal()])];
            var (found, least) = (Find(points, 3).SquaredDistances, LeastOfAllPartitions(points, 3));
            Assert.True(found >= least * (1 - 1e-9));
            best += found <= least * (1 + 1e-9) ? 1 : 0;
        }

        Assert.True(best >= 190, $"{best} of 200");
    }

    [Fact]
    public void A_cluster_that_loses_all_its_points_gets_the_one_farthest_from_its_centre()
    {
        var found = KMeans.Improve([[0, 0], [1, 0], [9, 0]], [[0, 0], [100, 100]]);
        Assert.Equal([0, 0, 1], found.Members);
    }

    [Fact]
    public void The_same_stream_gives_the_same_clusters()
    {
        double[][] points = [.. Enumerable.Range(0, 50).Select(n => (double[])[n % 7, n % 5])];
        Assert.Equal(Find(points, 5).Members, Find(points, 5).Members);
    }

    [Fact]
    public void Z_scores_have_mean_0_and_deviation_1_and_what_does_not_vary_is_0()
    {
        var scores = KMeans.ZScores([[1, 0.1], [3, 0.1], [5, 0.1]]);
        Assert.Equal([-Math.Sqrt(1.5), 0, Math.Sqrt(1.5)], scores.Select(score => score[0]), (a, b) => Math.Abs(a - b) < 1e-14);
        Assert.All(scores, score => Assert.Equal(0, score[1]));
    }

    private static Clusters Find(double[][] points, int clusters) => KMeans.Of(points, clusters, 10, new RandomStream(1));

    private static void ForClouds(Func<double[][], int, bool> holds) => Prop.ForAll(
        Arb.From(from points in Clouds from clusters in Gen.Choose(1, 5) select (points, clusters)),
        cloud => holds(cloud.points, cloud.clusters)).QuickCheckThrowOnFailure();

    private static double LeastOfAllPartitions(double[][] points, int clusters)
    {
        var least = double.PositiveInfinity;
        for (var partition = 0; partition < (int)Math.Pow(clusters, points.Length); partition++)
        {
            var code = partition;
            int[] members = [.. points.Select(_ => (code, clusters)).Select(_ =>
            {
                var member = code % clusters;
                code /= clusters;
                return member;
            })];
            var sum = members.Distinct().Sum(cluster =>
            {
                double[][] own = [.. points.Where((_, n) => members[n] == cluster)];
                return own.Sum(point => Distance(point, Middle(own)));
            });
            least = Math.Min(least, sum);
        }

        return least;
    }

    private static double[] Middle(IEnumerable<double[]> points) => [points.Average(point => point[0]), points.Average(point => point[1])];

    private static double Distance(double[] a, double[] b) => ((a[0] - b[0]) * (a[0] - b[0])) + ((a[1] - b[1]) * (a[1] - b[1]));
}
