using TwoLayerChainSim.Model.Incentives.Payments;

namespace TwoLayerChainSim.Tests.Zoo;

/// <summary>Bugs planted in the books of payments.</summary>
internal static class PaymentZoo
{
    private static readonly Account Requestor = new(AccountOwner.Requestor, 0);
    private static readonly Account First = new(AccountOwner.Device, 1);
    private static readonly Account Second = new(AccountOwner.Device, 2);
    private static readonly Tokens Ten = Tokens.FromTokens(10);

    public static IReadOnlyList<ModelBug> Bugs { get; } =
    [
        new("tokens are spent twice", "books of payments", $"TokenAudit: entry 2 overdraws {Requestor}", DoubleSpend),
    ];

    /// <summary>Ten tokens, of which two devices are promised all.</summary>
    private static string? DoubleSpend(bool isPlanted)
    {
        ITokenBooks books = isPlanted ? new TrustingBooks() : CorrectBooks();
        return TokenAudit.Problem(books) is { } problem ? $"TokenAudit: {problem}" : null;
    }

    private static TokenLedger CorrectBooks()
    {
        var ledger = new TokenLedger();
        ledger.Mint(Requestor, Ten);
        ledger.Transfer(Requestor, First, Ten);
        ledger.Transfer(Requestor, Second, Ten);
        return ledger;
    }

    /// <summary>Books every payment without asking whether the payer still has the money.</summary>
    private sealed class TrustingBooks : ITokenBooks
    {
        public IReadOnlyDictionary<Account, Tokens> Balances => new Dictionary<Account, Tokens> { [First] = Ten, [Second] = Ten };

        public IReadOnlyList<LedgerEntry> Journal { get; } =
            [new(null, Requestor, Ten), new(Requestor, First, Ten), new(Requestor, Second, Ten)];

        public Tokens Supply => Ten;
    }
}
