using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.Payments;

/// <summary>
/// Balances in whole micro-tokens. Money comes into being by minting only, and an accepted transfer changes exactly two
/// balances by the amount; an account that was never paid has nothing. The journal alone is enough to check all of this.
/// </summary>
public sealed class TokenLedger : ITokenBooks
{
    private static readonly int ReplyCount = Enum.GetValues<LedgerReply>().Length;

    private readonly SortedDictionary<Account, Tokens> _balances = [];
    private readonly List<LedgerEntry> _journal = [];
    private readonly long[] _replies = new long[ReplyCount];

    /// <inheritdoc/>
    public IReadOnlyDictionary<Account, Tokens> Balances => _balances;

    /// <inheritdoc/>
    public IReadOnlyList<LedgerEntry> Journal => _journal;

    /// <inheritdoc/>
    public Tokens Supply { get; private set; }

    /// <summary>The balance of an account.</summary>
    /// <param name="account">The account.</param>
    public Tokens Balance(Account account) => _balances.GetValueOrDefault(account);

    /// <summary>How many operations were answered with <paramref name="reply"/>.</summary>
    /// <param name="reply">The reply.</param>
    public long Count(LedgerReply reply) => _replies[(int)reply];

    /// <summary>Creates money.</summary>
    /// <param name="to">Who gets it.</param>
    /// <param name="amount">How much; refused when it is not positive or the supply would overflow.</param>
    public LedgerReply Mint(Account to, Tokens amount) => Answer(
        amount <= Tokens.Zero ? LedgerReply.NotPositive
        : amount.Micro > long.MaxValue - Supply.Micro ? LedgerReply.SupplyExceeded
        : LedgerReply.Accepted,
        new(null, to, amount));

    /// <summary>Destroys money.</summary>
    /// <param name="from">Whose.</param>
    /// <param name="amount">How much; refused when it is not positive or more than the balance.</param>
    public LedgerReply Burn(Account from, Tokens amount) => Answer(
        amount <= Tokens.Zero ? LedgerReply.NotPositive
        : amount > Balance(from) ? LedgerReply.InsufficientBalance
        : LedgerReply.Accepted,
        new(from, null, amount));

    /// <summary>Moves money.</summary>
    /// <param name="from">Who pays.</param>
    /// <param name="to">Who is paid.</param>
    /// <param name="amount">How much; refused when it is not positive, more than the balance, or goes to the payer itself.</param>
    public LedgerReply Transfer(Account from, Account to, Tokens amount) => Answer(
        amount <= Tokens.Zero ? LedgerReply.NotPositive
        : from == to ? LedgerReply.SelfTransfer
        : amount > Balance(from) ? LedgerReply.InsufficientBalance
        : LedgerReply.Accepted,
        new(from, to, amount));

    private LedgerReply Answer(LedgerReply reply, LedgerEntry entry)
    {
        _replies[(int)reply]++;
        if (reply == LedgerReply.Accepted)
        {
            Book(entry);
        }

        return reply;
    }

    private void Book(LedgerEntry entry)
    {
        if (entry.From is { } from)
        {
            var rest = Balance(from) - entry.Amount;
            Require.That(rest >= Tokens.Zero, $"the balance of {from} would be {rest}");
            _balances[from] = rest;
        }
        else
        {
            Supply += entry.Amount;
        }

        if (entry.To is { } to)
        {
            _balances[to] = Balance(to) + entry.Amount;
        }
        else
        {
            Supply -= entry.Amount;
        }

        _journal.Add(entry);
    }
}
