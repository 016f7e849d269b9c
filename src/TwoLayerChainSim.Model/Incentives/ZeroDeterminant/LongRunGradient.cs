namespace TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

/// <summary>
/// The requestor climbs its long-run payoff: q ← clip(q + η ∇E_r), the adapting path of Press and Dyson 2012. The principled
/// default. It drives ZD and TFT to full cooperation from every start, and WSLS to defection.
/// </summary>
/// <param name="game">The payoffs.</param>
/// <param name="leader">The strategy of the leader, which everybody reads in the contract.</param>
/// <param name="rate">Step η, positive. Default 0.02.</param>
/// <param name="isShared">True for one q = q1 = q2, as Figs. 7 and 8 plot it; false for two. Default true.</param>
public sealed class LongRunGradient(
    PaymentGameOptions game, LeaderStrategy leader, double rate = 0.02, bool isShared = true) : IRequestorRule
{
    /// <summary>
    /// Distance from 0 and 1 at which the gradient is taken, so that the stationary law exists where cc and dd are both absorbing.
    /// </summary>
    public const double Tremble = 1e-3;

    /// <inheritdoc/>
    public RequestorMix Adapt(RequestorMix mix, PaymentRound round)
    {
        var trembling = new RequestorMix(
            Math.Clamp(mix.AfterCooperation, Tremble, 1 - Tremble), Math.Clamp(mix.AfterDefection, Tremble, 1 - Tremble));
        var (q1, q2) = LongRunPayoffs.RequestorGradient(game, leader, trembling);
        return isShared ? mix.Step(rate * (q1 + q2), rate * (q1 + q2)) : mix.Step(rate * q1, rate * q2);
    }
}
