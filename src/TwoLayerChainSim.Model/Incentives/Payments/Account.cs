namespace TwoLayerChainSim.Model.Incentives.Payments;

/// <summary>Who owns an account.</summary>
public enum AccountOwner
{
    /// <summary>A requestor of learning tasks, who pays.</summary>
    Requestor,

    /// <summary>A device that senses or trains.</summary>
    Device,

    /// <summary>An edge server or MEC node that trains or aggregates.</summary>
    EdgeServer,

    /// <summary>A node that proposes blocks.</summary>
    BlockchainNode,

    /// <summary>A contract that holds money in trust.</summary>
    Contract,
}

/// <summary>An account of a token ledger.</summary>
/// <param name="Owner">Kind of the owner.</param>
/// <param name="Number">Stable number of the owner among its kind.</param>
public readonly record struct Account(AccountOwner Owner, int Number) : IComparable<Account>
{
    /// <inheritdoc/>
    public int CompareTo(Account other) => (Owner, Number).CompareTo((other.Owner, other.Number));

    /// <summary>True when ordered before.</summary>
    public static bool operator <(Account a, Account b) => a.CompareTo(b) < 0;

    /// <summary>True when ordered after.</summary>
    public static bool operator >(Account a, Account b) => a.CompareTo(b) > 0;

    /// <summary>True when not ordered after.</summary>
    public static bool operator <=(Account a, Account b) => a.CompareTo(b) <= 0;

    /// <summary>True when not ordered before.</summary>
    public static bool operator >=(Account a, Account b) => a.CompareTo(b) >= 0;
}
