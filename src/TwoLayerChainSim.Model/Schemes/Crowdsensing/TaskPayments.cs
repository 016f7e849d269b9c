using System.Buffers.Binary;
using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Payments;
using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;
using TwoLayerChainSim.Model.Ledger;

namespace TwoLayerChainSim.Model.Schemes.Crowdsensing;

/// <summary>
/// The money of one task. Edge servers advance v + s to devices; each block settles what is due for its round by the payment
/// game between its leader and the requestor, W = Σ(v+s) + w_l E + w_a + w_b a round (Hu et al. 2021, Sec. IV-D).
/// </summary>
/// <remarks>
/// The paper does not say what a requestor that defects pays: here <see cref="SettlementOptions.DefectionShare"/> of the bill, the
/// rest is lost to the payees. A leader that defects keeps the model of its block from the requestor.
/// </remarks>
internal sealed class TaskPayments
{
    private static readonly PaymentGameOptions Game = new();

    private readonly Substrate _world;
    private readonly int _task;
    private readonly SettlementOptions _options;
    private readonly LeaderStrategy _leader;
    private readonly PaymentContract _contract;
    private readonly TokenLedger _books = new();
    private readonly TokenAuditor _auditor = new();
    private readonly Dictionary<int, Tokens> _reserved = [];
    private readonly List<(int Cell, Tokens Payment)> _advanced = [];
    private int _recorded;

    /// <summary>Books in which requestor and edge servers have their first money.</summary>
    /// <param name="world">The substrate.</param>
    /// <param name="task">The task.</param>
    /// <param name="options">The scheme.</param>
    public TaskPayments(Substrate world, FederatedTask task, CrowdsensingOptions options)
    {
        (_world, _task, _options) = (world, task.Index, options.Settlement);
        _leader = _options.Strategy(Game);
        _contract = new(Game, _leader, _options.Rule(Game), _options.FirstMix, world.Streams);
        _books.Mint(Requestor, Tokens.FromTokens(_options.Budget));
        foreach (var cell in task.Cells)
        {
            _books.Mint(Server(cell), Tokens.FromTokens(options.ServerCapital));
        }

        _recorded = _books.Journal.Count;
    }

    /// <summary>The books, to be read.</summary>
    public ITokenBooks Books => _books;

    private Account Requestor => new(AccountOwner.Requestor, _task);

    private Account Contract => new(AccountOwner.Contract, _task);

    /// <summary>Sets aside what a server may have to pay for a datum.</summary>
    /// <param name="cell">The edge server.</param>
    /// <param name="payment">v + s.</param>
    /// <returns>False when the server does not have it.</returns>
    public bool Reserve(int cell, Tokens payment)
    {
        var reserved = _reserved.GetValueOrDefault(cell) + payment;
        if (reserved > _books.Balance(Server(cell)))
        {
            return false;
        }

        _reserved[cell] = reserved;
        return true;
    }

    /// <summary>Frees what was set aside for a datum that does not come.</summary>
    /// <param name="cell">The edge server.</param>
    /// <param name="payment">v + s.</param>
    public void Release(int cell, Tokens payment) => _reserved[cell] -= payment;

    /// <summary>Pays a device at once for a datum.</summary>
    /// <param name="cell">The edge server, which has reserved the amount.</param>
    /// <param name="device">The device.</param>
    /// <param name="payment">v + s.</param>
    public void PayDevice(int cell, int device, Tokens payment)
    {
        Release(cell, payment);
        if (payment > Tokens.Zero)
        {
            var reply = _books.Transfer(Server(cell), new(AccountOwner.Device, device), payment);
            Require.That(reply == LedgerReply.Accepted, $"device {device} was not paid {payment}: {reply}");
            _advanced.Add((cell, payment));
        }
    }

    /// <summary>What a block of this round would settle; nothing is booked yet.</summary>
    /// <param name="leader">The edge server that leads.</param>
    /// <param name="learners">Edge servers with a valid update.</param>
    public RoundSettlement Prepare(int leader, IEnumerable<int> learners)
    {
        var bill = new TaskBill(_options.Rates);
        foreach (var (cell, payment) in _advanced)
        {
            bill.AddSensing(Server(cell), payment);
        }

        foreach (var cell in learners)
        {
            bill.AddLearning(Server(cell));
        }

        var node = new Account(AccountOwner.BlockchainNode, leader);
        bill.AddAggregation(node);
        bill.AddBlock(node);

        var before = _contract.StateOf(_task);
        var game = _contract.Play(_task);
        var pays = game.Outcome is PaymentOutcome.Cc or PaymentOutcome.Dc;
        var part = bill.Part(pays ? 1 : _options.DefectionShare);
        if (part.Total > _books.Balance(Requestor))
        {
            part = bill.Part(0);
        }

        var mix = _contract.StateOf(_task).Mix;
        var report = new SettlementReport(bill.Total, part.Total, game, mix, LongRunPayoffs.Of(Game, _leader, mix));
        return new(before, part, report);
    }

    /// <summary>The entries of the block: what was paid since the last block, and what this one settles.</summary>
    /// <param name="settlement">The settlement.</param>
    public ImmutableArray<Transaction> Entries(RoundSettlement settlement)
    {
        var entries = _books.Journal.Skip(_recorded).ToList();
        if (settlement.Bill.Total > Tokens.Zero)
        {
            entries.Add(new(Requestor, Contract, settlement.Bill.Total));
            entries.AddRange(settlement.Bill.Dues.Select(due => new LedgerEntry(Contract, due.Key, due.Value)));
        }

        return [.. entries.Select((entry, i) => Entry(_recorded + i, entry))];
    }

    /// <summary>Books a settlement whose block was decided.</summary>
    /// <param name="settlement">The settlement.</param>
    public void Book(RoundSettlement settlement)
    {
        _advanced.Clear();
        if (settlement.Bill.Total > Tokens.Zero)
        {
            var reply = settlement.Bill.Settle(_books, Requestor, Contract);
            Require.That(reply == LedgerReply.Accepted, $"task {_task} was not settled: {reply}");
        }
    }

    /// <summary>Takes back a round of the game whose block was not decided; what was advanced stays due.</summary>
    /// <param name="settlement">The settlement.</param>
    public void Cancel(RoundSettlement settlement) => _contract.Resume(_task, settlement.Before);

    /// <summary>What is wrong with the books or with what a new block records of them, or null.</summary>
    /// <param name="block">The block.</param>
    public string? Problem(Block block)
    {
        var due = _books.Journal.Skip(_recorded).Select((entry, i) => Entry(_recorded + i, entry)).ToArray();
        _recorded = _books.Journal.Count;
        return _auditor.Problem(_books)
            ?? (block.Transactions.Where(entry => entry.Kind == TransactionKind.Payment).SequenceEqual(due)
                ? null
                : "the payments in the block are not those in the books");
    }

    private static Account Server(int cell) => new(AccountOwner.EdgeServer, cell);

    /// <summary>A payment as a ledger records it: position in the books, payer, payee and amount.</summary>
    private Transaction Entry(int position, LedgerEntry entry)
    {
        const int bytes = 8 + 8 + 8 + 8;
        Span<byte> content = stackalloc byte[bytes];
        BinaryPrimitives.WriteInt64BigEndian(content, position);
        Write(content[8..], entry.From!.Value);
        Write(content[16..], entry.To!.Value);
        BinaryPrimitives.WriteInt64BigEndian(content[24..], entry.Amount.Micro);
        return new(TransactionKind.Payment, Node(entry.From.Value), bytes * 8, Digest.Of(content));
    }

    private static void Write(Span<byte> content, Account account)
    {
        BinaryPrimitives.WriteInt32BigEndian(content, (int)account.Owner);
        BinaryPrimitives.WriteInt32BigEndian(content[4..], account.Number);
    }

    /// <summary>Ledger number of a payer: MEC nodes and devices have theirs, requestors and contracts share one behind them.</summary>
    private int Node(Account account) => account.Owner switch
    {
        AccountOwner.EdgeServer => Substrate.NodeOfMec(account.Number),
        _ => _world.NodeOfDevice(_world.Topology.Devices.Length + account.Number),
    };
}

/// <summary>What a block settles.</summary>
/// <param name="Before">State of the contract before it.</param>
/// <param name="Bill">What is paid.</param>
/// <param name="Report">For the report of the episode.</param>
internal sealed record RoundSettlement(PaymentState Before, TaskBill Bill, SettlementReport Report);
