using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Payments;

namespace TwoLayerChainSim.Tests.Incentives.Payments;

public class TaskBillTests
{
    private static readonly Account Requestor = new(AccountOwner.Requestor, 0);
    private static readonly Account Contract = new(AccountOwner.Contract, 0);

    [Fact]
    public void A_bill_is_the_formula_of_sensing_learning_aggregation_and_blocks()
    {
        // W = 2 (v+s) + w_l E rounds + w_a rounds + w_b blocks with E = 3 servers, 2 rounds and 4 blocks.
        var bill = Bill(servers: 3, rounds: 2, blocks: 4, sensing: 2.5);
        Assert.Equal(Tokens.FromTokens((2 * 2.5) + (0.1 * 3 * 2) + (0.2 * 2) + (0.3 * 4)), bill.Total);
    }

    [Fact]
    public void Settling_pays_each_payee_its_due_and_leaves_the_contract_empty() =>
        Prop.ForAll(
            Arb.From(Gen.Choose(1, 6).Three()),
            Arb.From(Gen.Choose(1, 5_000_000)),
            (counts, micro) =>
            {
                var bill = Bill(counts.Item1, counts.Item2, counts.Item3, micro * 1e-6);
                var ledger = new TokenLedger();
                ledger.Mint(Requestor, bill.Total + new Tokens(7));
                var reply = bill.Settle(ledger, Requestor, Contract);
                return reply == LedgerReply.Accepted
                    && bill.Dues.All(due => ledger.Balance(due.Key) == due.Value)
                    && ledger.Balance(Contract) == Tokens.Zero
                    && ledger.Balance(Requestor) == new Tokens(7)
                    && TokenAudit.Problem(ledger) is null;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_requestor_one_micro_token_short_pays_nothing()
    {
        var bill = Bill(servers: 2, rounds: 1, blocks: 1, sensing: 1);
        var ledger = new TokenLedger();
        ledger.Mint(Requestor, bill.Total - new Tokens(1));
        Assert.Equal(LedgerReply.InsufficientBalance, bill.Settle(ledger, Requestor, Contract));
        Assert.Equal([new(Requestor, bill.Total - new Tokens(1))], ledger.Balances);
    }

    [Fact]
    public void A_negative_due_ends_the_run_instead_of_being_left_out() =>
        Assert.Throws<InvariantException>(() => new TaskBill(new()).AddSensing(Requestor, new Tokens(-1)));

    [Fact]
    public void Bad_rates_are_named_with_what_is_allowed()
    {
        var rates = new TaskRates { LearningPerRound = -1, AggregationPerRound = double.NaN, PerBlock = 1e7 };
        Assert.Equal(
            [
                "reward per round of learning is -1 tokens; allowed: [0, 9000000]",
                "reward per aggregation is NaN tokens; allowed: [0, 9000000]",
                "reward per block is 10000000 tokens; allowed: [0, 9000000]",
            ],
            rates.Problems());
        Assert.Empty(new TaskRates().Problems());
        Assert.Throws<InvariantException>(() => new TaskBill(rates));
    }

    [Fact]
    public void A_part_of_a_bill_is_rounded_down_payee_by_payee_and_its_total_is_their_sum() =>
        Prop.ForAll(
            Arb.From(Gen.Choose(1, 6).Three()),
            Arb.From(Gen.Choose(0, 1000)),
            (counts, thousandths) =>
            {
                var bill = Bill(counts.Item1, counts.Item2, counts.Item3, 1.234567);
                var part = bill.Part(thousandths / 1000.0);
                return part.Total == new Tokens(part.Dues.Values.Sum(due => due.Micro))
                    && bill.Dues.All(due => part.Dues.GetValueOrDefault(due.Key) is var paid
                        && due.Value.Micro * (long)thousandths / 1000 - paid.Micro is 0 or 1)
                    && bill.Part(1).Total == bill.Total
                    && bill.Part(0).Dues.Count == 0;
            }).QuickCheckThrowOnFailure();

    private static TaskBill Bill(int servers, int rounds, int blocks, double sensing)
    {
        var bill = new TaskBill(new() { LearningPerRound = 0.1, AggregationPerRound = 0.2, PerBlock = 0.3 });
        bill.AddSensing(new(AccountOwner.EdgeServer, 0), Tokens.FromTokens(sensing));
        bill.AddSensing(new(AccountOwner.EdgeServer, servers - 1), Tokens.FromTokens(sensing));
        for (var round = 0; round < rounds; round++)
        {
            for (var server = 0; server < servers; server++)
            {
                bill.AddLearning(new(AccountOwner.EdgeServer, server));
            }

            bill.AddAggregation(new(AccountOwner.BlockchainNode, round % 2));
        }

        for (var block = 0; block < blocks; block++)
        {
            bill.AddBlock(new(AccountOwner.BlockchainNode, block % 3));
        }

        return bill;
    }
}
