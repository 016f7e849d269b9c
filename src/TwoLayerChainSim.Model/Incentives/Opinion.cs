using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives;

/// <summary>An opinion of subjective logic about a worker: belief, disbelief and uncertainty sum to 1.</summary>
/// <param name="Belief">Share of belief, [0, 1].</param>
/// <param name="Disbelief">Share of disbelief, [0, 1].</param>
/// <param name="Uncertainty">Share of uncertainty, [0, 1].</param>
public readonly record struct Opinion(double Belief, double Disbelief, double Uncertainty)
{
    /// <summary>Nothing is known.</summary>
    public static Opinion Vacuous => new(0, 0, 1);

    /// <summary>The opinion after a slot of interactions, Eq. (6) of Kang et al. 2019.</summary>
    /// <param name="positive">Number of positive interactions, at least 0.</param>
    /// <param name="negative">Number of negative interactions, at least 0.</param>
    /// <param name="successProbability">Probability q that a packet arrives, [0, 1].</param>
    /// <param name="options">Weights of positive and negative interactions.</param>
    public static Opinion FromInteractions(
        double positive, double negative, double successProbability, SubjectiveLogicOptions options)
    {
        var weighted = (options.PositiveWeight * positive) + (options.NegativeWeight * negative);
        return weighted == 0
            ? Vacuous
            : new(
                successProbability * options.PositiveWeight * positive / weighted,
                successProbability * options.NegativeWeight * negative / weighted,
                1 - successProbability);
    }

    /// <summary>The reputation T = b + a u, Eq. (5) of Kang et al. 2019.</summary>
    /// <param name="uncertaintyWeight">Weight a of the uncertainty, [0, 1].</param>
    public double Reputation(double uncertaintyWeight) => Belief + (uncertaintyWeight * Uncertainty);

    /// <summary>Combines a direct with a recommended opinion, Eq. (9) of Kang et al. 2019.</summary>
    /// <param name="direct">Own opinion.</param>
    /// <param name="recommended">Opinion of the others.</param>
    /// <remarks>Deviation: where both are free of uncertainty the equation is 0/0; the arithmetic mean is taken.</remarks>
    public static Opinion Fuse(Opinion direct, Opinion recommended)
    {
        var k = direct.Uncertainty + recommended.Uncertainty - (direct.Uncertainty * recommended.Uncertainty);
        return k == 0
            ? new(
                0.5 * (direct.Belief + recommended.Belief), 0.5 * (direct.Disbelief + recommended.Disbelief), 0)
            : new(
                ((direct.Belief * recommended.Uncertainty) + (recommended.Belief * direct.Uncertainty)) / k,
                ((direct.Disbelief * recommended.Uncertainty) + (recommended.Disbelief * direct.Uncertainty)) / k,
                direct.Uncertainty * recommended.Uncertainty / k);
    }

    /// <summary>The weighted mean of opinions, Eq. (8) of Kang et al. 2019.</summary>
    /// <param name="opinions">The opinions of the recommenders.</param>
    /// <param name="weights">Their weights, at least 0, in the same order.</param>
    /// <returns>The mean, or null when all weights are 0.</returns>
    public static Opinion? WeightedMean(ReadOnlySpan<Opinion> opinions, ReadOnlySpan<double> weights)
    {
        double belief = 0;
        double disbelief = 0;
        double uncertainty = 0;
        double total = 0;
        for (var i = 0; i < opinions.Length; i++)
        {
            Require.That(weights[i] >= 0, $"recommendation weight {weights[i]} is negative");
            belief += weights[i] * opinions[i].Belief;
            disbelief += weights[i] * opinions[i].Disbelief;
            uncertainty += weights[i] * opinions[i].Uncertainty;
            total += weights[i];
        }

        return total == 0 ? null : new(belief / total, disbelief / total, uncertainty / total);
    }
}
