using TwoLayerChainSim.Model.Incentives.DataSubmission;
using TwoLayerChainSim.Model.Incentives.Payments;

namespace TwoLayerChainSim.Model.Schemes.Crowdsensing;

/// <summary>What a negotiation between a device and its edge server comes to, if the server can pay.</summary>
/// <param name="IsOffered">False when no offer pays the server, so that it is silent.</param>
/// <param name="Probability">Probability g that the device submits the datum then, [0, 1].</param>
/// <param name="Payment">Value and profit v + s, paid at once for a submitted datum.</param>
public readonly record struct SubmissionTerms(bool IsOffered, double Probability, Tokens Payment)
{
    /// <summary>The terms between a device and a server.</summary>
    /// <param name="options">The mechanism, with the privacy leakage of this device's data.</param>
    /// <param name="solution">How it is solved.</param>
    public static SubmissionTerms Of(DataSubmissionOptions options, SubmissionSolution solution)
    {
        var game = new SubmissionGame(options);
        if (solution == SubmissionSolution.Exact)
        {
            var best = game.Solve();
            return new(best.IsAccepted, best.Probability, Tokens.FromTokens(best.Payment));
        }

        return game.Published() is { IsWithinBounds: true } pair && game.ServerUtility(pair.Value, pair.Profit) > 0
            ? new(true, game.Probability(pair.Value, pair.Profit), Tokens.FromTokens(pair.Value + pair.Profit))
            : default;
    }
}
