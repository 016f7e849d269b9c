using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Payments;

namespace TwoLayerChainSim.Model.Schemes.Incentives;

/// <summary>
/// Pays what an incentive owes, from the account of the requestor of its task, who brings the money of each episode. The books
/// are audited after every episode.
/// </summary>
/// <param name="task">The task.</param>
public sealed class Payroll(int task)
{
    private readonly TokenLedger _ledger = new();
    private readonly TokenAuditor _auditor = new();
    private readonly Account _requestor = new(AccountOwner.Requestor, task);

    /// <summary>The books.</summary>
    public ITokenBooks Books => _ledger;

    /// <summary>Pays at once all that is due after an episode.</summary>
    /// <param name="dues">What is due to whom, at least 0 each.</param>
    /// <returns>Those that are not 0.</returns>
    public IReadOnlyList<Payment> Pay(IEnumerable<Payment> dues)
    {
        var positive = dues.Where(due => due.Amount != Tokens.Zero).ToArray();
        var total = positive.Aggregate(Tokens.Zero, (sum, due) => sum + due.Amount);
        if (positive.Length > 0)
        {
            Demand(_ledger.Mint(_requestor, total), _requestor, total);
            foreach (var (payee, amount) in positive)
            {
                Demand(_ledger.Transfer(_requestor, payee, amount), payee, amount);
            }
        }

        var problem = _auditor.Problem(_ledger);
        Require.That(problem is null, $"the books of task {task} are wrong: {problem}");
        Require.That(_ledger.Balance(_requestor) == Tokens.Zero, $"the requestor of task {task} kept money that was due");
        return positive;
    }

    private static void Demand(LedgerReply reply, Account account, Tokens amount) =>
        Require.That(reply == LedgerReply.Accepted, $"{account} did not get {amount}: {reply}");
}
