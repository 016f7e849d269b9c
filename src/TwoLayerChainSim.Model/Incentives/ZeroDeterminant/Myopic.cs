namespace TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

/// <summary>
/// The requestor climbs the payoff of the stage alone, whose gradient is (y1 - y2, y3 - y4): it always ends in defection. A
/// negative control.
/// </summary>
/// <param name="game">The payoffs.</param>
/// <param name="rate">Step η, positive. Default 0.02.</param>
public sealed class Myopic(PaymentGameOptions game, double rate = 0.02) : IRequestorRule
{
    /// <inheritdoc/>
    public RequestorMix Adapt(RequestorMix mix, PaymentRound round) => mix.Step(
        rate * (game.Requestor.Cc - game.Requestor.Cd), rate * (game.Requestor.Dc - game.Requestor.Dd));
}
