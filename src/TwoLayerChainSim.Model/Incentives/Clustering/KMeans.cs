using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.Clustering;

/// <summary>
/// Lloyd's k-means from k-means++ beginnings (Arthur and Vassilvitskii 2007), the best of several restarts. Ties go to the lower
/// number, so that the result depends on the points and the stream only.
/// </summary>
public static class KMeans
{
    /// <summary>Most passes of one restart; every pass that changes something lowers the distances, so few are needed.</summary>
    private const int PassesMax = 1_000;

    /// <summary>Clusters points.</summary>
    /// <param name="points">The points, all with as many coordinates, at least one point.</param>
    /// <param name="clusters">Number of clusters wanted, at least 1; there are fewer where there are fewer different points.</param>
    /// <param name="restarts">Number of restarts, at least 1.</param>
    /// <param name="stream">For the beginnings.</param>
    /// <returns>The clustering with the least sum of squared distances; no cluster is empty.</returns>
    public static Clusters Of(IReadOnlyList<double[]> points, int clusters, int restarts, RandomStream stream)
    {
        Require.That(points.Count > 0 && clusters > 0 && restarts > 0, $"{clusters} clusters of {points.Count} points");
        var best = Improve(points, Begin(points, clusters, stream));
        for (var restart = 1; restart < restarts; restart++)
        {
            var next = Improve(points, Begin(points, clusters, stream));
            best = next.SquaredDistances < best.SquaredDistances ? next : best;
        }

        return best;
    }

    /// <summary>Each coordinate less its mean, over its standard deviation; 0 where it does not vary.</summary>
    /// <param name="points">The points.</param>
    public static IReadOnlyList<double[]> ZScores(IReadOnlyList<double[]> points)
    {
        var scores = points.Select(point => new double[point.Length]).ToArray();
        for (var i = 0; points.Count > 0 && i < points[0].Length; i++)
        {
            var mean = points.Sum(point => point[i]) / points.Count;
            var deviation = Math.Sqrt(points.Sum(point => (point[i] - mean) * (point[i] - mean)) / points.Count);

            // What is left of rounding in the mean of equal values must not be blown up to a difference.
            var varies = deviation > 1e-12 * Math.Abs(mean);
            for (var n = 0; n < scores.Length; n++)
            {
                scores[n][i] = varies ? (points[n][i] - mean) / deviation : 0;
            }
        }

        return scores;
    }

    /// <summary>k-means++: every next centre is a point drawn with the square of its distance to the centres so far.</summary>
    private static List<double[]> Begin(IReadOnlyList<double[]> points, int clusters, RandomStream stream)
    {
        List<double[]> centres = [points[stream.NextInt(points.Count)]];
        var distances = points.Select(point => SquaredDistance(point, centres[0])).ToArray();
        while (centres.Count < clusters && distances.Sum() is > 0 and var total)
        {
            var drawn = Draw(distances, stream.NextDouble() * total);
            centres.Add(points[drawn]);
            for (var n = 0; n < distances.Length; n++)
            {
                distances[n] = Math.Min(distances[n], SquaredDistance(points[n], points[drawn]));
            }
        }

        return centres;
    }

    /// <summary>The point in whose interval of the running sum of weights the number lies; never one of weight 0.</summary>
    private static int Draw(double[] weights, double number)
    {
        var last = 0;
        for (var n = 0; n < weights.Length; n++)
        {
            if (weights[n] > 0)
            {
                last = n;
                number -= weights[n];
                if (number < 0)
                {
                    break;
                }
            }
        }

        return last;
    }

    /// <summary>Passes of Lloyd's algorithm until nothing changes.</summary>
    /// <param name="points">The points.</param>
    /// <param name="centres">Where to begin; not more than there are different points.</param>
    internal static Clusters Improve(IReadOnlyList<double[]> points, List<double[]> centres)
    {
        var members = new int[points.Count];
        Array.Fill(members, -1);
        for (var pass = 0; Assign(points, centres, members) && pass < PassesMax; pass++)
        {
            Refill(points, centres, members);
            for (var cluster = 0; cluster < centres.Count; cluster++)
            {
                centres[cluster] = Mean(points, members, cluster);
            }
        }

        return new(members, centres, points.Select((point, n) => SquaredDistance(point, centres[members[n]])).Sum());
    }

    /// <summary>Moves every point to its nearest centre.</summary>
    /// <returns>True when a point moved.</returns>
    private static bool Assign(IReadOnlyList<double[]> points, List<double[]> centres, int[] members)
    {
        var moved = false;
        for (var n = 0; n < members.Length; n++)
        {
            var nearest = 0;
            for (var cluster = 1; cluster < centres.Count; cluster++)
            {
                var isNearer = SquaredDistance(points[n], centres[cluster]) < SquaredDistance(points[n], centres[nearest]);
                nearest = isNearer ? cluster : nearest;
            }

            moved |= members[n] != nearest;
            members[n] = nearest;
        }

        return moved;
    }

    /// <summary>Gives every empty cluster the point that is farthest from its centre, of a cluster that has others.</summary>
    private static void Refill(IReadOnlyList<double[]> points, List<double[]> centres, int[] members)
    {
        for (var cluster = 0; cluster < centres.Count; cluster++)
        {
            if (Array.IndexOf(members, cluster) < 0)
            {
                var farthest = Enumerable.Range(0, members.Length)
                    .Where(n => members.Count(member => member == members[n]) > 1)
                    .MaxBy(n => SquaredDistance(points[n], centres[members[n]]));
                members[farthest] = cluster;
            }
        }
    }

    private static double[] Mean(IReadOnlyList<double[]> points, int[] members, int cluster)
    {
        var mean = new double[points[0].Length];
        var count = 0;
        for (var n = 0; n < members.Length; n++)
        {
            if (members[n] == cluster)
            {
                count++;
                for (var i = 0; i < mean.Length; i++)
                {
                    mean[i] += points[n][i];
                }
            }
        }

        return [.. mean.Select(sum => sum / count)];
    }

    private static double SquaredDistance(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return sum;
    }
}

/// <summary>A clustering.</summary>
/// <param name="Members">Cluster of each point, from 0.</param>
/// <param name="Centres">Centre of each cluster; none is empty.</param>
/// <param name="SquaredDistances">Sum of the squared distances of the points from their centres.</param>
public sealed record Clusters(IReadOnlyList<int> Members, IReadOnlyList<double[]> Centres, double SquaredDistances);
