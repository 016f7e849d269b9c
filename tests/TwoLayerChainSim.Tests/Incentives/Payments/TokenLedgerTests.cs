using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Model.Incentives.Payments;

namespace TwoLayerChainSim.Tests.Incentives.Payments;

/// <summary>
/// Goal: no sequence of operations makes or loses money, and each does what it says. Method: after every operation the ledger is
/// compared with a dumb twin (an array of big integers), and the journal is audited; planted faults show that this can fail.
/// </summary>
public class TokenLedgerTests
{
    private static readonly Account[] Accounts =
    [
        new(AccountOwner.Requestor, 0), new(AccountOwner.Device, 0), new(AccountOwner.Device, 1), new(AccountOwner.Contract, 0),
    ];

    [Fact]
    public void The_ledger_equals_its_dumb_twin_after_every_operation() =>
        Prop.ForAll(Arb.From(Operation.Generator.ListOf()), operations =>
        {
            var ledger = new TokenLedger();
            var problem = DumbTwin.Problem(operations, new HonestLedger(ledger))
                ?? TokenAudit.Problem(ledger);
            return problem is null;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(PlantedFault.TransferDoesNothing)]
    [InlineData(PlantedFault.OnlyThePayerChanges)]
    [InlineData(PlantedFault.PaysTwice)]
    [InlineData(PlantedFault.OffByOneUnit)]
    [InlineData(PlantedFault.WrongPayee)]
    public void A_planted_fault_turns_the_twin_red(PlantedFault fault)
    {
        Operation[] operations =
        [
            new(OperationKind.Mint, 0, 0, 1000), new(OperationKind.Transfer, 0, 1, 100), new(OperationKind.Transfer, 1, 2, 1),
        ];
        Assert.Null(DumbTwin.Problem(operations, new HonestLedger(new())));
        Assert.NotNull(DumbTwin.Problem(operations, new FaultyLedger(fault)));
    }

    [Theory]
    [InlineData(0, 1, 0, LedgerReply.NotPositive)]
    [InlineData(0, 1, -1, LedgerReply.NotPositive)]
    [InlineData(0, 1, long.MinValue, LedgerReply.NotPositive)]
    [InlineData(0, 0, 1, LedgerReply.SelfTransfer)]
    [InlineData(0, 1, 101, LedgerReply.InsufficientBalance)]
    [InlineData(0, 1, long.MaxValue, LedgerReply.InsufficientBalance)]
    [InlineData(2, 1, 1, LedgerReply.InsufficientBalance)]
    public void A_refused_transfer_is_counted_by_its_reason_and_changes_nothing(
        int from, int to, long micro, LedgerReply reason)
    {
        var ledger = new TokenLedger();
        ledger.Mint(Accounts[0], new(100));
        Assert.Equal(reason, ledger.Transfer(Accounts[from], Accounts[to], new(micro)));
        Assert.Equal(1, ledger.Count(reason));
        Assert.Equal([new(Accounts[0], new(100))], ledger.Balances);
        Assert.Single(ledger.Journal);
    }

    [Fact]
    public void The_supply_cannot_overflow()
    {
        var ledger = new TokenLedger();
        ledger.Mint(Accounts[0], new(long.MaxValue));
        Assert.Equal(LedgerReply.SupplyExceeded, ledger.Mint(Accounts[1], new(1)));
        Assert.Equal(LedgerReply.Accepted, ledger.Transfer(Accounts[0], Accounts[1], new(long.MaxValue)));
        Assert.Equal(new Tokens(long.MaxValue), ledger.Supply);
    }

    [Fact]
    public void Burnt_money_leaves_the_supply()
    {
        var ledger = new TokenLedger();
        ledger.Mint(Accounts[0], new(100));
        ledger.Burn(Accounts[0], new(30));
        Assert.Equal((new Tokens(70), new Tokens(70)), (ledger.Supply, ledger.Balance(Accounts[0])));
    }

    [Fact]
    public void An_audit_notices_a_balance_that_the_journal_does_not_explain()
    {
        var ledger = new TokenLedger();
        ledger.Mint(Accounts[0], new(100));
        ledger.Transfer(Accounts[0], Accounts[1], new(40));
        Assert.Null(TokenAudit.Problem(ledger));
        Assert.Equal(
            $"{Accounts[0]} has 61 micro-tokens; the journal gives 60",
            TokenAudit.Problem(new Books(ledger.Journal, 100, (0, 61), (1, 39))));
    }

    [Fact]
    public void An_audit_notices_a_balance_of_an_account_that_the_journal_does_not_name() => Assert.Equal(
        $"{Accounts[1]} has 1 micro-tokens; the journal gives 0",
        TokenAudit.Problem(new Books([new(null, Accounts[0], new(5))], 6, (0, 5), (1, 1))));

    [Fact]
    public void An_audit_notices_a_supply_that_was_not_minted() => Assert.Equal(
        "the supply is 6 micro-tokens; minted less burnt is 5",
        TokenAudit.Problem(new Books([new(null, Accounts[0], new(7)), new(Accounts[0], null, new(2))], 6, (0, 5))));

    [Fact]
    public void An_audit_notices_an_overdraft_in_the_journal()
    {
        LedgerEntry[] journal =
        [
            new(null, Accounts[0], new(5)), new(Accounts[0], Accounts[1], new(6)), new(Accounts[1], Accounts[0], new(6)),
        ];
        Assert.Equal($"entry 1 overdraws {Accounts[0]}", TokenAudit.Problem(new Books(journal, 5, (0, 5))));
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 1, -1)]
    public void An_audit_notices_an_entry_that_no_ledger_may_book(int from, int to, long micro)
    {
        LedgerEntry[] journal = [new(null, Accounts[0], new(5)), new(Accounts[from], Accounts[to], new(micro))];
        Assert.StartsWith("entry 1 moves", TokenAudit.Problem(new Books(journal, 5, (0, 5))), StringComparison.Ordinal);
    }

    [Fact]
    public void Sums_of_amounts_do_not_wrap_around() =>
        Assert.Throws<OverflowException>(() => new Tokens(long.MaxValue) + new Tokens(1));

    [Theory]
    [InlineData(1.5, 1_500_000, "1.5")]
    [InlineData(1e-6, 1, "0.000001")]
    [InlineData(7.7069892473118, 7_706_989, "7.706989")]
    public void Prices_become_the_nearest_micro_token(double tokens, long micro, string text)
    {
        Assert.Equal(new Tokens(micro), Tokens.FromTokens(tokens));
        Assert.Equal(text, new Tokens(micro).ToString());
    }

    /// <summary>Books as a faulty or dishonest ledger might keep them.</summary>
    private sealed class Books(IReadOnlyList<LedgerEntry> journal, long supply, params (int Account, long Micro)[] balances)
        : ITokenBooks
    {
        public IReadOnlyDictionary<Account, Tokens> Balances { get; } =
            balances.ToDictionary(pair => Accounts[pair.Account], pair => new Tokens(pair.Micro));

        public IReadOnlyList<LedgerEntry> Journal => journal;

        public Tokens Supply => new(supply);
    }
}
