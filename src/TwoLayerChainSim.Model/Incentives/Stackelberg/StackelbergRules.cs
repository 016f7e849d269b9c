namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>How the task publisher sets prices.</summary>
public enum LeaderRule
{
    /// <summary>The optimum, see <see cref="ExactPricing"/> (default).</summary>
    Exact,

    /// <summary>Theorem 3.2 of arXiv:2202.10938 with its exponent corrected.</summary>
    PublishedComplete,

    /// <summary>Theorem 3.2 as printed.</summary>
    PublishedCompleteAsPrinted,

    /// <summary>Theorem 4.1.</summary>
    PublishedIncomplete,

    /// <summary>One price that no report can change, see <see cref="PostedPricing"/>.</summary>
    PostedPrice,
}

/// <summary>How devices answer prices.</summary>
public enum ClientRule
{
    /// <summary>The best reply, see <see cref="ExactReply"/> (default).</summary>
    Exact,

    /// <summary>Theorem 3.1.</summary>
    Published,

    /// <summary>The best reply of a device that weighs both tasks together, see <see cref="JointReply"/>.</summary>
    JointIr,

    /// <summary>The best reply where payments end at their bounds, see <see cref="CappedReply"/>.</summary>
    Capped,
}

/// <summary>What the rules of leader and clients stand for.</summary>
public static class StackelbergRules
{
    /// <summary>How a leader with this rule prices.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="margin">Share by which the exact prices are raised, at least 0.</param>
    /// <param name="largestGhzMinutes">Largest training work that a posted price has to win, in GHz min.</param>
    public static ILeaderPricing Pricing(this LeaderRule rule, double margin, double largestGhzMinutes) => rule switch
    {
        LeaderRule.PublishedComplete => new PublishedCompletePricing(),
        LeaderRule.PublishedCompleteAsPrinted => new PublishedCompletePricing(isAsPrinted: true),
        LeaderRule.PublishedIncomplete => new PublishedIncompletePricing(),
        LeaderRule.PostedPrice => new PostedPricing(largestGhzMinutes),
        _ => new ExactPricing(margin),
    };

    /// <summary>How a client with this rule answers.</summary>
    /// <param name="rule">The rule.</param>
    public static IClientStrategy Strategy(this ClientRule rule) => rule switch
    {
        ClientRule.Published => new PublishedReply(),
        ClientRule.JointIr => new JointReply(),
        ClientRule.Capped => new CappedReply(),
        _ => new ExactReply(),
    };
}
