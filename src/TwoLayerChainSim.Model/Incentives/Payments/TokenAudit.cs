namespace TwoLayerChainSim.Model.Incentives.Payments;

/// <summary>
/// Checks a ledger against its journal with bookkeeping of its own: what each account received less what it spent is its balance
/// and was never negative, and the supply is what was minted less what was burnt. So the balances add up to the supply.
/// </summary>
public static class TokenAudit
{
    /// <summary>What is wrong, or null.</summary>
    /// <param name="ledger">The books.</param>
    public static string? Problem(ITokenBooks ledger)
    {
        var journal = ledger.Journal;
        var own = new SortedDictionary<Account, Int128>();
        Int128 supply = 0;
        for (var i = 0; i < journal.Count; i++)
        {
            var entry = journal[i];
            if (entry.Amount.Micro <= 0 || entry.From == entry.To)
            {
                return $"entry {i} moves {entry.Amount} from {entry.From} to {entry.To}";
            }

            supply += (entry.From is null ? entry.Amount.Micro : 0) - (Int128)(entry.To is null ? entry.Amount.Micro : 0);
            if (entry.From is { } from && (own[from] = own.GetValueOrDefault(from) - entry.Amount.Micro) < 0)
            {
                return $"entry {i} overdraws {from}";
            }

            if (entry.To is { } to)
            {
                own[to] = own.GetValueOrDefault(to) + entry.Amount.Micro;
            }
        }

        return Differences(own, ledger.Balances).FirstOrDefault()
            ?? (ledger.Supply.Micro == supply
                ? null
                : FormattableString.Invariant(
                    $"the supply is {ledger.Supply.Micro} micro-tokens; minted less burnt is {supply}"));
    }

    private static IEnumerable<string> Differences(
        SortedDictionary<Account, Int128> own, IReadOnlyDictionary<Account, Tokens> balances) =>
        from account in own.Keys.Union(balances.Keys)
        let expected = own.GetValueOrDefault(account)
        let actual = balances.TryGetValue(account, out var balance) ? balance.Micro : 0
        where expected != actual
        select FormattableString.Invariant($"{account} has {actual} micro-tokens; the journal gives {expected}");
}
