namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>How the model owner, the leader, prices the work of one client.</summary>
public interface ILeaderPricing
{
    /// <summary>The prices it offers.</summary>
    /// <param name="work">Work, deadline and chip of the client, as the model owner knows them.</param>
    /// <param name="bounds">The most it may pay this client.</param>
    /// <returns>The prices, or null when there are none within the bounds by which the client could meet the deadline.</returns>
    Prices? Quote(ClientWork work, PaymentBounds bounds);
}
