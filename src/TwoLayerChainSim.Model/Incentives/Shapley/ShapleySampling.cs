using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.Shapley;

/// <summary>
/// Shapley values of a <see cref="ContributionGame"/> as means over random orders in which the clients join. Unbiased; their sum
/// is exact. Orders are not cut short: the game is not monotone, so that would be biased.
/// </summary>
public static class ShapleySampling
{
    /// <summary>The estimates and their standard errors.</summary>
    /// <param name="game">The game.</param>
    /// <param name="orders">Number of random orders, at least 2.</param>
    /// <param name="stream">Where the orders come from.</param>
    public static (double[] Values, double[] StandardErrors) Of(ContributionGame game, int orders, RandomStream stream)
    {
        Require.That(orders >= 2, $"a standard error needs at least 2 orders, not {orders}");
        var players = game.Works.Count;
        var order = Enumerable.Range(0, players).ToArray();
        var (means, squares) = (new double[players], new double[players]);
        for (var count = 1; count <= orders; count++)
        {
            stream.Shuffle(order.AsSpan());
            var (work, before) = (0.0, game.Value(0, 0));
            for (var size = 0; size < players; size++)
            {
                var player = order[size];
                work += game.Works[player];
                var after = game.Value(size + 1, work);
                var deviation = after - before - means[player];
                means[player] += deviation / count;
                squares[player] += deviation * (after - before - means[player]);
                before = after;
            }
        }

        return (means, [.. squares.Select(square => Math.Sqrt(square / (orders - 1) / orders))]);
    }
}
