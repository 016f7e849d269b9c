namespace TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

/// <summary>
/// The requestor cooperates more while it is ahead of the leader: q ← clip(q + η (y - x)) on the payoffs of the round, the same
/// step for q1 and q2. It is this project's proposal, not the paper's; it shows Fig. 7 in full: ZD to 1 from every start, TFT
/// near its start, WSLS near 1/2.
/// </summary>
/// <param name="rate">Step η, positive. Default 0.02.</param>
public sealed class FairnessAdaptive(double rate = 0.02) : IRequestorRule
{
    /// <inheritdoc/>
    public RequestorMix Adapt(RequestorMix mix, PaymentRound round)
    {
        var step = rate * (round.RequestorPayoff - round.LeaderPayoff);
        return mix.Step(step, step);
    }
}
