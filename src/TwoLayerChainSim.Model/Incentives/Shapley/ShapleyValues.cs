using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.Shapley;

/// <summary>By what the Shapley values were found.</summary>
public enum ShapleyMethod
{
    /// <summary>A formula, see <see cref="ShapleyClosedForm"/>.</summary>
    ClosedForm,

    /// <summary>All sets, see <see cref="ShapleyEnumeration"/>.</summary>
    Enumeration,

    /// <summary>Counts of sets by size and sum, see <see cref="ShapleyBySubsetSums"/>.</summary>
    SubsetSums,

    /// <summary>Random orders, see <see cref="ShapleySampling"/>.</summary>
    Sampling,
}

/// <summary>The Shapley values of clients and what they are entitled to.</summary>
/// <param name="Values">Values SV in the order of the clients; a value may be negative, since the game is not monotone.</param>
/// <param name="StandardErrors">Standard errors of the values; 0 when they are exact.</param>
/// <param name="Method">By what they were found.</param>
public sealed record ShapleyValues(
    IReadOnlyList<double> Values, IReadOnlyList<double> StandardErrors, ShapleyMethod Method)
{
    /// <summary>The values of a game by the first method that suits it: formula, enumeration, subset sums, sampling.</summary>
    /// <param name="game">The game.</param>
    /// <param name="orders">Number of random orders if it comes to sampling, at least 2.</param>
    /// <param name="stream">Where they come from.</param>
    public static ShapleyValues Of(ContributionGame game, int orders, RandomStream stream)
    {
        if (ShapleyClosedForm.Of(game) is { } formula)
        {
            return Exact(formula, ShapleyMethod.ClosedForm);
        }

        if (game.Works.Count <= ShapleyEnumeration.MostPlayers)
        {
            return Exact(ShapleyEnumeration.Of(game.Works.Count, game.Value), ShapleyMethod.Enumeration);
        }

        if (ShapleyBySubsetSums.Suits(game))
        {
            return Exact(ShapleyBySubsetSums.Of(game), ShapleyMethod.SubsetSums);
        }

        var (values, errors) = ShapleySampling.Of(game, orders, stream);
        return new(values, errors, ShapleyMethod.Sampling);
    }

    /// <summary>
    /// The share of each client in the budget for training: max(SV, 0) over their sum, and 1/N each if all are 0.
    /// Deviation: Eq. (6) divides the raw value by v(N), which gives negative payments and shares that need not sum to 1.
    /// </summary>
    public IReadOnlyList<double> Shares
    {
        get
        {
            var total = Values.Sum(value => Math.Max(value, 0));
            return [.. Values.Select(value => total > 0 ? Math.Max(value, 0) / total : 1.0 / Values.Count)];
        }
    }

    private static ShapleyValues Exact(double[] values, ShapleyMethod method) => new(values, new double[values.Length], method);
}
