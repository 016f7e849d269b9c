namespace TwoLayerChainSim.Model.Incentives.Payments;

/// <summary>The books of a token ledger, to be read.</summary>
public interface ITokenBooks
{
    /// <summary>Accounts that were ever paid, in order, with their balances.</summary>
    IReadOnlyDictionary<Account, Tokens> Balances { get; }

    /// <summary>Everything booked, in order.</summary>
    IReadOnlyList<LedgerEntry> Journal { get; }

    /// <summary>Minted less burnt: the sum of all balances.</summary>
    Tokens Supply { get; }
}
