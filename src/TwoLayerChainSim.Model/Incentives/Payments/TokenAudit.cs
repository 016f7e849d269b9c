namespace TwoLayerChainSim.Model.Incentives.Payments;

/// <summary>
/// Checks a ledger against its journal with bookkeeping of its own: what each account received less what it spent is its balance
/// and was never negative, and the supply is what was minted less what was burnt. So the balances add up to the supply.
/// </summary>
public static class TokenAudit
{
    /// <summary>What is wrong, or null.</summary>
    /// <param name="ledger">The books.</param>
    public static string? Problem(ITokenBooks ledger) => new TokenAuditor().Problem(ledger);
}

/// <summary>The checks of <see cref="TokenAudit"/> for one ledger time and again: each entry of the journal is read once.</summary>
public sealed class TokenAuditor
{
    private readonly SortedDictionary<Account, Int128> _own = [];
    private Int128 _supply;
    private int _read;

    /// <summary>What is wrong, or null.</summary>
    /// <param name="ledger">The books, the same ones each time.</param>
    public string? Problem(ITokenBooks ledger)
    {
        var journal = ledger.Journal;
        for (; _read < journal.Count; _read++)
        {
            var entry = journal[_read];
            if (entry.Amount.Micro <= 0 || entry.From == entry.To)
            {
                return $"entry {_read} moves {entry.Amount} from {entry.From} to {entry.To}";
            }

            _supply += (entry.From is null ? entry.Amount.Micro : 0) - (Int128)(entry.To is null ? entry.Amount.Micro : 0);
            if (entry.From is { } from && (_own[from] = _own.GetValueOrDefault(from) - entry.Amount.Micro) < 0)
            {
                return $"entry {_read} overdraws {from}";
            }

            if (entry.To is { } to)
            {
                _own[to] = _own.GetValueOrDefault(to) + entry.Amount.Micro;
            }
        }

        return Differences(ledger.Balances).FirstOrDefault()
            ?? (ledger.Supply.Micro == _supply
                ? null
                : FormattableString.Invariant(
                    $"the supply is {ledger.Supply.Micro} micro-tokens; minted less burnt is {_supply}"));
    }

    private IEnumerable<string> Differences(IReadOnlyDictionary<Account, Tokens> balances) =>
        from account in _own.Keys.Union(balances.Keys)
        let expected = _own.GetValueOrDefault(account)
        let actual = balances.TryGetValue(account, out var balance) ? balance.Micro : 0
        where expected != actual
        select FormattableString.Invariant($"{account} has {actual} micro-tokens; the journal gives {expected}");
}
