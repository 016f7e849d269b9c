namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>How a client, the follower, answers prices: it chooses its CPU frequencies or takes no part.</summary>
public interface IClientStrategy
{
    /// <summary>The reply to <paramref name="prices"/>.</summary>
    /// <param name="work">Work, deadline and chip of the client.</param>
    /// <param name="prices">What the model owner offers.</param>
    /// <param name="bounds">The most it pays; only a strategy that knows of capped payments looks at them.</param>
    ClientReply Reply(ClientWork work, Prices prices, PaymentBounds bounds);
}
