namespace TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

/// <summary>
/// How a requestor adapts its mix after a round. The paper gives no rule; these are stated so that its Figs. 7 and 8 can be
/// judged under each. A rule has no state: what changes is the mix, which lives in the contract.
/// </summary>
public interface IRequestorRule
{
    /// <summary>The mix of the next round.</summary>
    /// <param name="mix">The mix of this round.</param>
    /// <param name="round">What happened in it.</param>
    RequestorMix Adapt(RequestorMix mix, PaymentRound round);
}

/// <summary>Never adapts.</summary>
public sealed class FixedMix : IRequestorRule
{
    /// <inheritdoc/>
    public RequestorMix Adapt(RequestorMix mix, PaymentRound round) => mix;
}
