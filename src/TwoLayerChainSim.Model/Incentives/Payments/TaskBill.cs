using TwoLayerChainSim.Engine;

namespace TwoLayerChainSim.Model.Incentives.Payments;

/// <summary>
/// Flat rates of a learning task, in tokens. Hu et al. 2021 pay for learning, aggregation and blocks (Sec. IV-D) but give no rates.
/// </summary>
public sealed record TaskRates
{
    /// <summary>Reward w_l of an edge server for one round of learning, at least 0. Default 1.</summary>
    public double LearningPerRound { get; init; } = 1;

    /// <summary>Reward w_a of the leader for one aggregation, at least 0. Default 1.</summary>
    public double AggregationPerRound { get; init; } = 1;

    /// <summary>Reward w_b of the proposer for one block, at least 0. Default 1.</summary>
    public double PerBlock { get; init; } = 1;

    /// <summary>What is wrong with the values, with what is allowed; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Check("reward per round of learning", LearningPerRound),
        .. Check("reward per aggregation", AggregationPerRound),
        .. Check("reward per block", PerBlock),
    ];

    private static IEnumerable<string> Check(string name, double tokens) => tokens is >= 0 and <= Tokens.MostTokens
        ? []
        : [FormattableString.Invariant($"{name} is {tokens} tokens; allowed: [0, {Tokens.MostTokens}]")];
}

/// <summary>
/// What a requestor owes for a task: W = Σ(v+s) + w_l E rounds + w_a rounds + w_b blocks, entry by entry, so that the total is
/// the sum of what is paid to the last micro-token.
/// </summary>
public sealed class TaskBill
{
    private readonly SortedDictionary<Account, Tokens> _dues = [];
    private readonly TaskRates _rates;
    private readonly Tokens _learning;
    private readonly Tokens _aggregation;
    private readonly Tokens _block;

    /// <summary>An empty bill.</summary>
    /// <param name="rates">The flat rates, valid.</param>
    public TaskBill(TaskRates rates)
    {
        var problems = rates.Problems();
        Require.That(problems.Count == 0, $"rates of a task: {string.Join("; ", problems)}");
        _rates = rates;
        _learning = Tokens.FromTokens(rates.LearningPerRound);
        _aggregation = Tokens.FromTokens(rates.AggregationPerRound);
        _block = Tokens.FromTokens(rates.PerBlock);
    }

    /// <summary>What is due to each payee, in the order of accounts.</summary>
    public IReadOnlyDictionary<Account, Tokens> Dues => _dues;

    /// <summary>The total W.</summary>
    public Tokens Total { get; private set; }

    /// <summary>Adds a sensing payment that an edge server advanced to a device.</summary>
    /// <param name="server">Who gets it back.</param>
    /// <param name="payment">v + s.</param>
    public void AddSensing(Account server, Tokens payment) => Add(server, payment);

    /// <summary>Adds one round of learning of one edge server.</summary>
    /// <param name="server">The edge server.</param>
    public void AddLearning(Account server) => Add(server, _learning);

    /// <summary>Adds one aggregation.</summary>
    /// <param name="leader">The node that led the round.</param>
    public void AddAggregation(Account leader) => Add(leader, _aggregation);

    /// <summary>Adds one committed block.</summary>
    /// <param name="proposer">The node that proposed it.</param>
    public void AddBlock(Account proposer) => Add(proposer, _block);

    /// <summary>
    /// The bill that is left when only a share of each due is paid, each rounded down to a whole micro-token, so that the parts add
    /// up to the new total.
    /// </summary>
    /// <param name="share">Share that is paid, [0, 1]; 1 leaves the bill as it is.</param>
    public TaskBill Part(double share)
    {
        Require.That(share is >= 0 and <= 1, $"a share of {share} of a bill; allowed: [0, 1]");
        var part = new TaskBill(_rates);
        foreach (var (payee, due) in _dues)
        {
            part.Add(payee, share == 1 ? due : new((long)Math.Floor(due.Micro * share)));
        }

        return part;
    }

    /// <summary>Moves the total into the contract and from there to the payees; nothing moves when that is refused.</summary>
    /// <param name="ledger">Where to book.</param>
    /// <param name="payer">Who pays.</param>
    /// <param name="contract">The account of the contract; no payee of this bill.</param>
    /// <returns>The reply to the first transfer; the others cannot fail.</returns>
    public LedgerReply Settle(TokenLedger ledger, Account payer, Account contract)
    {
        Require.That(!_dues.ContainsKey(contract), $"{contract} is a payee of its own bill");
        var reply = ledger.Transfer(payer, contract, Total);
        if (reply == LedgerReply.Accepted)
        {
            foreach (var (payee, due) in _dues)
            {
                var paid = ledger.Transfer(contract, payee, due);
                Require.That(paid == LedgerReply.Accepted, $"{payee} was not paid {due}: {paid}");
            }
        }

        return reply;
    }

    private void Add(Account payee, Tokens amount)
    {
        Require.That(amount >= Tokens.Zero, $"{payee} would be due {amount}");
        if (amount > Tokens.Zero)
        {
            _dues[payee] = _dues.GetValueOrDefault(payee) + amount;
            Total += amount;
        }
    }
}
