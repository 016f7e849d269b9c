using System.Numerics;
using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.Shapley;

/// <summary>Shapley values by the definition, Eq. (4) of arXiv:2202.10938, over all sets: O(2^N N), for any game.</summary>
public static class ShapleyEnumeration
{
    /// <summary>Most players that are enumerated.</summary>
    public const int MostPlayers = 20;

    /// <summary>The Shapley values.</summary>
    /// <param name="players">Number of players, 1 to <see cref="MostPlayers"/>.</param>
    /// <param name="value">Value v(S) of the set whose bits are set.</param>
    public static double[] Of(int players, Func<uint, double> value)
    {
        Require.That(players is >= 1 and <= MostPlayers, $"{players} players cannot be enumerated");
        var values = new double[1 << players];
        for (var set = 0; set < values.Length; set++)
        {
            values[set] = value((uint)set);
        }

        var weights = SizeWeights(players);
        var shapley = new double[players];
        for (var player = 0; player < players; player++)
        {
            shapley[player] = OfPlayer(player, values, weights);
        }

        return shapley;
    }

    private static double OfPlayer(int player, double[] values, double[] weights)
    {
        var (bit, sum) = (1 << player, 0.0);
        for (var set = 0; set < values.Length; set++)
        {
            if ((set & bit) == 0)
            {
                sum += weights[BitOperations.PopCount((uint)set)] * (values[set | bit] - values[set]);
            }
        }

        return sum;
    }

    // s! (N-s-1)! / N! = 1 / (N C(N-1, s))
    private static double[] SizeWeights(int players)
    {
        var weights = new double[players];
        var combinations = 1.0;
        for (var size = 0; size < players; size++)
        {
            weights[size] = 1 / (players * combinations);
            combinations = combinations * (players - 1 - size) / (size + 1);
        }

        return weights;
    }
}
