namespace TwoLayerChainSim.Model.Incentives.Stackelberg;

/// <summary>What became of a client in a round, in the order in which the model owner tries to keep it.</summary>
public enum ClientDecision
{
    /// <summary>It works at the prices of the model owner's rule.</summary>
    AsQuoted,

    /// <summary>Those prices did not suit it; it works at the prices of <see cref="LeaderOptimum"/>.</summary>
    Requoted,

    /// <summary>It works with part of its training, at the prices of <see cref="LeaderOptimum"/>.</summary>
    WorkCut,

    /// <summary>It takes the outside option: utility 0. Its share of the budget goes to the others.</summary>
    Abstained,

    /// <summary>It would work, but it adds less value than it costs.</summary>
    NotTaken,
}

/// <summary>What became of a client in a round.</summary>
/// <param name="Decision">Whether and how it takes part.</param>
/// <param name="Reason">Why it is not simply <see cref="ClientDecision.AsQuoted"/>; empty then.</param>
/// <param name="Work">The work it does, after a cut.</param>
/// <param name="Bounds">The most it could be paid.</param>
/// <param name="Prices">The last prices it was offered; null when there were none.</param>
/// <param name="Reply">What it does.</param>
public sealed record ClientOutcome(
    ClientDecision Decision, string Reason, ClientWork Work, PaymentBounds Bounds, Prices? Prices, ClientReply Reply)
{
    /// <summary>True when it works.</summary>
    public bool TakesPart => Decision < ClientDecision.Abstained;
}

/// <summary>A played round.</summary>
/// <param name="Clients">The clients in their order.</param>
/// <param name="Contributions">Their Shapley values.</param>
/// <param name="ModelOwnerUtility">Value of the model less weighted time and money, Eq. (2), over those who take part.</param>
public sealed record StackelbergOutcome(
    IReadOnlyList<ClientOutcome> Clients, Shapley.ShapleyValues Contributions, double ModelOwnerUtility)
{
    /// <summary>All payments in money. Above the budget only where uncapped clients meet published or posted prices.</summary>
    public double Payment => Clients.Where(client => client.TakesPart).Sum(client => client.Reply.Payment);

    /// <summary>Sum of the clients' utilities in money.</summary>
    public double ClientUtility => Clients.Where(client => client.TakesPart).Sum(client => client.Reply.Utility);
}
