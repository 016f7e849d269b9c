using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.Clustering;

/// <summary>
/// Which type of the contract each device is of. Stands in for the learned clustering of Feng et al. 2022, whose network the
/// paper does not give: k-means on the z-scores of the six features, or on what an autoencoder makes of them; clusters are ranked
/// by their mean reputation.
/// </summary>
/// <param name="TypeOf">Type of each device, from 0 for the worst reputation; null for a rejected one.</param>
/// <param name="Shares">Share of each type in the devices that have one; all positive, sum 1. Empty when all are rejected.</param>
public sealed record DeviceTypes(IReadOnlyList<int?> TypeOf, IReadOnlyList<double> Shares)
{
    /// <summary>Clusters devices.</summary>
    /// <param name="devices">Features of the devices.</param>
    /// <param name="options">Number of types and the like.</param>
    /// <param name="stream">For the beginnings of k-means.</param>
    /// <exception cref="ArgumentException">The options are wrong; the message says all that is.</exception>
    public static DeviceTypes Of(IReadOnlyList<DeviceFeatures> devices, ClusteringOptions options, RandomStream stream)
    {
        var problems = options.Problems();
        if (problems.Count > 0)
        {
            throw new ArgumentException($"clustering: {string.Join("; ", problems)}", nameof(options));
        }

        var types = new int?[devices.Count];
        int[] trusted = [.. Enumerable.Range(0, devices.Count).Where(n => devices[n].Reputation >= options.ReputationMin)];
        if (trusted.Length == 0)
        {
            return new(types, []);
        }

        var scores = KMeans.ZScores([.. trusted.Select(n => devices[n].ToVector())]);
        var points = options.Method == ClusteringMethod.Autoencoder ? Codes(scores, options.LearningSteps, stream) : scores;
        var clusters = KMeans.Of(points, options.Types, options.Restarts, stream);
        int[][] ranked =
        [
            .. trusted.GroupBy(n => clusters.Members[Array.IndexOf(trusted, n)])
                .OrderBy(cluster => cluster.Average(n => devices[n].Reputation))
                .ThenBy(cluster => cluster.First())
                .Select(cluster => cluster.ToArray()),
        ];
        foreach (var (type, cluster) in ranked.Index())
        {
            foreach (var device in cluster)
            {
                types[device] = type;
            }
        }

        return new(types, [.. ranked.Select(cluster => (double)cluster.Length / trusted.Length)]);
    }

    private static IReadOnlyList<double[]> Codes(IReadOnlyList<double[]> scores, int steps, RandomStream stream)
    {
        var network = new Autoencoder(scores[0].Length, stream);
        network.Learn(scores, steps);
        return [.. scores.Select(network.Code)];
    }
}
