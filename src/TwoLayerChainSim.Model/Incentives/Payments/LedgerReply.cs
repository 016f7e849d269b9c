namespace TwoLayerChainSim.Model.Incentives.Payments;

/// <summary>What a token ledger says to an operation; everything but <see cref="Accepted"/> leaves it unchanged.</summary>
public enum LedgerReply
{
    /// <summary>The operation was booked.</summary>
    Accepted,

    /// <summary>The amount is zero or negative.</summary>
    NotPositive,

    /// <summary>Payer and payee are the same account.</summary>
    SelfTransfer,

    /// <summary>The payer, or the owner of burnt money, has less than the amount.</summary>
    InsufficientBalance,

    /// <summary>The supply would no longer fit a 64-bit number of micro-tokens.</summary>
    SupplyExceeded,
}

/// <summary>A booked operation.</summary>
/// <param name="From">Who paid; null for minted money.</param>
/// <param name="To">Who was paid; null for burnt money.</param>
/// <param name="Amount">How much, positive.</param>
public readonly record struct LedgerEntry(Account? From, Account? To, Tokens Amount);
