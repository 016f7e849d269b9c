using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Payments;
using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;
using TwoLayerChainSim.Model.Ledger;
using TwoLayerChainSim.Model.Schemes.Crowdsensing;

namespace TwoLayerChainSim.Tests.Schemes.Crowdsensing;

/// <summary>The settlement of a task (incentives.md B2 and B4).</summary>
public class TaskPaymentsTests
{
    private static readonly string[] Market =
    [
        "crowdsensing.max-value=2", "crowdsensing.max-profit=20", "episodes=15", "payment-game.learning-reward=0.1",
        "payment-game.aggregation-reward=0.7", "payment-game.block-reward=0.01", "payment-game.defection-share=0.3",
    ];

    [Fact]
    public void What_is_billed_is_W_to_the_last_micro_token()
    {
        // W = sum (v+s) + w_l E rounds + w_a rounds + w_b blocks, E being those with a valid update.
        var run = SchemeRuns.Run("crowdsensing", Market);
        long sensing = 0, expected = 0;
        foreach (var report in run.Reports)
        {
            sensing += report.Crowdsensing!.SensingPayment.Micro;
            expected += report.Crowdsensing.SensingPayment.Micro + (100_000 * report.Counts.Aggregated) + 700_000 + 10_000;
        }

        Assert.True(sensing > 0);
        Assert.Equal(expected, run.Reports.Sum(report => report.Crowdsensing!.Settlement!.Billed.Micro));
    }

    [Fact]
    public void Money_is_neither_made_nor_lost()
    {
        var run = SchemeRuns.Run("crowdsensing", Market);
        var books = Books(run);
        var paid = new Tokens(run.Reports.Sum(report => report.Crowdsensing!.Settlement!.Paid.Micro));
        var sensing = new Tokens(run.Reports.Sum(report => report.Crowdsensing!.SensingPayment.Micro));
        Assert.Null(TokenAudit.Problem(books));
        Assert.Equal(Tokens.FromTokens(100_000 + (3 * 1_000)), books.Supply);
        Assert.Equal(Tokens.FromTokens(100_000) - paid, books.Balances[new(AccountOwner.Requestor, 0)]);
        Assert.Equal(Tokens.Zero, books.Balances[new(AccountOwner.Contract, 0)]);
        Assert.Equal(
            sensing.Micro, books.Balances.Where(account => account.Key.Owner == AccountOwner.Device).Sum(account => account.Value.Micro));
    }

    [Fact]
    public void The_income_of_a_group_is_what_servers_paid_to_it()
    {
        var run = SchemeRuns.Run("crowdsensing", [.. Market, "attacks.malicious-fraction=0.25"]);
        Assert.All(run.Reports, report => Assert.Equal(
            report.Crowdsensing!.SensingPayment.Micro * 1e-6,
            (9 * report.Incentive.Honest!.Value.Income) + (3 * report.Incentive.Malicious!.Value.Income), 1e-9));
        Assert.All(run.Reports, report => Assert.Equal(
            (1.0, 1.0), (report.Incentive.Honest!.Value.SelectionRate, report.Incentive.Malicious!.Value.SelectionRate)));
        Assert.Equal(
            run.Reports.Select(report => report.Crowdsensing!.Settlement!.Paid), run.Reports.Select(report => report.Incentive.Payment));
    }

    [Fact]
    public void Every_payment_is_in_a_block_once()
    {
        var run = SchemeRuns.Run("crowdsensing", Market);
        var recorded = run.Run.Tasks[0].Scheme.Chains[0].Chain.Blocks.SelectMany(block => block.Transactions)
            .Count(entry => entry.Kind == TransactionKind.Payment);
        Assert.Equal(Books(run).Journal.Count(entry => entry.From is not null), recorded);
        Assert.All(run.Verdicts, verdict => Assert.Null(verdict.Problem));
    }

    [Fact]
    public void Whatever_is_sold_settled_or_taken_back_the_books_are_right_and_every_block_records_them() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, 4).ListOf(40)), Arb.From(Gen.Choose(0, 100)), (steps, share) =>
        {
            var payments = Payments(new() { DefectionShare = share / 100.0, Budget = 9 });
            var (supply, blocks) = (payments.Books.Supply, new List<Block>());
            foreach (var step in steps)
            {
                if (step < 3 && payments.Reserve(step, new Tokens(777_777)))
                {
                    payments.PayDevice(step, device: step, new Tokens(777_777));
                }
                else if (step >= 3)
                {
                    var settlement = payments.Prepare(leader: 1, learners: [0, 2]);
                    if (step == 3)
                    {
                        payments.Cancel(settlement);
                        continue;
                    }

                    var block = Block.Propose("chain", blocks.LastOrDefault(), 1, SimTime.Zero, payments.Entries(settlement));
                    payments.Book(settlement);
                    blocks.Add(block);
                    if (payments.Problem(block) is not null)
                    {
                        return false;
                    }
                }
            }

            return payments.Books.Supply == supply && TokenAudit.Problem(payments.Books) is null;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_block_that_records_other_payments_than_the_books_is_found()
    {
        // The canary of the check after every commit.
        var (payments, settlement) = Prepared();
        var entries = payments.Entries(settlement);
        payments.Book(settlement);
        Assert.Equal(
            "the payments in the block are not those in the books",
            payments.Problem(Block.Propose("chain", null, 0, SimTime.Zero, [.. entries.Skip(1)])));

        (payments, settlement) = Prepared();
        entries = payments.Entries(settlement);
        payments.Book(settlement);
        Assert.Null(payments.Problem(Block.Propose("chain", null, 0, SimTime.Zero, entries)));
    }

    [Fact]
    public void A_requestor_that_defects_pays_its_share_and_one_that_cooperates_all()
    {
        var run = SchemeRuns.Run("crowdsensing", Market);
        var settlements = run.Reports.Select(report => report.Crowdsensing!.Settlement!).ToArray();
        Assert.Equal(2, settlements.Select(Pays).Distinct().Count());
        Assert.All(settlements.Where(Pays), settlement => Assert.Equal(settlement.Billed, settlement.Paid));
        Assert.All(settlements.Where(settlement => !Pays(settlement)), settlement => Assert.InRange(
            settlement.Paid.Micro / (double)settlement.Billed.Micro, 0.2999, 0.3));

        static bool Pays(SettlementReport settlement) => settlement.Game.Outcome is PaymentOutcome.Cc or PaymentOutcome.Dc;
    }

    [Fact]
    public void The_game_goes_on_from_leader_to_leader_as_if_one_had_played_it()
    {
        // Leaders change with every block; the contract alone, with the same streams, plays the same rounds.
        var run = SchemeRuns.Run("crowdsensing", Market);
        var game = new PaymentGameOptions();
        var leader = new ZeroDeterminantOptions().Strategy(game);
        var contract = new PaymentContract(game, leader, new LongRunGradient(game, leader), new(0.5, 0.5), new RandomStreams(1, 0));
        Assert.Equal(3, run.Run.Tasks[0].Scheme.Chains[0].Chain.Blocks.Select(block => block.Header.Proposer).Distinct().Count());
        foreach (var settlement in run.Reports.Select(report => report.Crowdsensing!.Settlement!))
        {
            Assert.Equal(contract.Play(0), settlement.Game);
            Assert.Equal(contract.StateOf(0).Mix, settlement.Mix);
            Assert.Equal(LongRunPayoffs.Of(game, leader, settlement.Mix), settlement.LongRun);
            Assert.Equal(settlement.Game.Outcome is PaymentOutcome.Cc or PaymentOutcome.Cd, settlement.IsDelivered);
        }
    }

    [Fact]
    public void A_round_without_a_block_is_not_settled_and_its_data_are_paid_with_the_next_block()
    {
        // Two silent servers of four: no quorum in the second episode.
        string[] four = [.. Market, "network.mec-nodes=4", "episodes=3"];
        var run = SchemeRuns.Run(
            "crowdsensing", [.. four, "faults=[{kind: silent, on: mec-nodes, count: 2, from-episode: 2, to-episode: 2}]"]);
        var own = run.Reports.Select(report => report.Crowdsensing!).ToArray();
        Assert.Null(own[1].Settlement);
        Assert.True(own[1].SensingPayment > Tokens.Zero);
        Assert.Equal(
            own[1].SensingPayment + own[2].SensingPayment
                + new Tokens((100_000 * run.Reports[2].Counts.Aggregated) + 710_000),
            own[2].Settlement!.Billed);
        Assert.Null(TokenAudit.Problem(Books(run)));

        // The round of the game that was taken back is played again.
        var undisturbed = SchemeRuns.Run("crowdsensing", four).Reports.Select(report => report.Crowdsensing!.Settlement!).ToArray();
        Assert.Equal([undisturbed[0].Game, undisturbed[1].Game], [own[0].Settlement!.Game, own[2].Settlement!.Game]);
    }

    [Fact]
    public void A_requestor_without_money_pays_nothing_and_servers_run_out_of_capital()
    {
        string[] poor = [.. Market, "crowdsensing.server-capital=40", "payment-game.budget=0.1"];
        var unpaid = SchemeRuns.Run("crowdsensing", poor);
        var paid = SchemeRuns.Run("crowdsensing", [.. poor, "payment-game.budget=9000"]);
        Assert.All(unpaid.Reports, report => Assert.Equal(Tokens.Zero, report.Crowdsensing!.Settlement!.Paid));
        Assert.Equal(0, unpaid.Last.Crowdsensing!.DataSubmitted);
        Assert.True(unpaid.Last.Crowdsensing.SamplesHeld < paid.Last.Crowdsensing!.SamplesHeld);
    }

    private static (TaskPayments Payments, RoundSettlement Settlement) Prepared()
    {
        var payments = Payments(new() { FirstMix = new(1, 1), Requestor = RequestorPolicy.Fixed });
        Assert.True(payments.Reserve(1, new Tokens(5)));
        payments.PayDevice(1, device: 4, new Tokens(5));
        return (payments, payments.Prepare(leader: 0, learners: [1]));
    }

    private static TaskPayments Payments(SettlementOptions settlement)
    {
        var run = SchemeRuns.Create("crowdsensing");
        return new(run.World, run.Tasks[0].Task, new() { ServerCapital = 5, Settlement = settlement });
    }

    private static ITokenBooks Books(FinishedRun run) => ((CrowdsensingFl)run.Run.Tasks[0].Scheme).Books;
}
