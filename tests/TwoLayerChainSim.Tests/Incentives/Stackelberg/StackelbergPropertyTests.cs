using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Model.Incentives.Stackelberg;
using static TwoLayerChainSim.Tests.Incentives.Stackelberg.StackelbergCases;

namespace TwoLayerChainSim.Tests.Incentives.Stackelberg;

/// <summary>What the game promises, over random clients, prices and bounds.</summary>
public class StackelbergPropertyTests
{
    private static readonly IClientStrategy[] Strategies = [new ExactReply(), new JointReply(), new CappedReply(), new PublishedReply()];

    private static readonly ILeaderPricing[] Pricings =
        [new ExactPricing(), new ExactPricing(0), new PublishedCompletePricing(), new PublishedIncompletePricing(), new PostedPricing(8)];

    [Fact]
    public void No_deviation_on_a_fine_grid_pays() => ForOffers((work, prices, bounds) =>
        HasNoBetterDeviation(work, new ExactReply().Reply(work, prices, bounds), prices, Unbounded)
        && HasNoBetterDeviation(work, new CappedReply().Reply(work, prices, bounds), prices, bounds));

    [Fact]
    public void The_published_reply_is_caught_by_the_same_grid()
    {
        var (work, prices) = (Client(12, 7.123, 6.037, 0.002979), new Prices(5.699, 0.07531));
        Assert.False(HasNoBetterDeviation(work, new PublishedReply().Reply(work, prices, Unbounded), prices, Unbounded));
    }

    [Fact]
    public void Who_takes_part_meets_the_deadline_and_loses_nothing() => ForOffers((work, prices, bounds) =>
        Array.TrueForAll(Strategies, strategy =>
        {
            var reply = strategy.Reply(work, prices, bounds);
            return !reply.TakesPart
                || (reply.Utility >= -1e-9 * Math.Max(1, reply.Payment)
                    && reply.TrainingMinutes + reply.MiningMinutes <= work.DeadlineMinutes * (1 + 1e-9)
                    && Math.Max(reply.TrainingGhz, reply.MiningGhz) <= work.FrequencyMaxGhz * (1 + 1e-9));
        }));

    [Fact]
    public void Prices_are_finite_and_not_negative_and_no_amount_is_undefined() => ForOffers((work, prices, bounds) =>
        Array.TrueForAll(Pricings, pricing => pricing.Quote(work, bounds) is not { } quote
            || (quote.TrainingPerMinute >= 0 && quote.MiningPerMinute >= 0
                && double.IsFinite(quote.TrainingPerMinute + quote.MiningPerMinute)
                && Array.TrueForAll(Strategies, strategy => double.IsFinite(strategy.Reply(work, quote, bounds).Utility)))));

    [Fact]
    public void No_prices_bring_a_rational_client_to_work_for_less_than_the_optimum() => ForOffers((work, prices, bounds) =>
    {
        var reply = new ExactReply().Reply(work, prices, Unbounded);
        return !reply.TakesPart || reply.Payment >= LeaderOptimum.Of(work, Unbounded)!.Value.Payment * (1 - 1e-9);
    });

    [Fact]
    public void At_exact_prices_a_rational_client_works_within_the_bounds() => ForOffers((work, prices, bounds) =>
        Array.TrueForAll([new ExactPricing(), new ExactPricing(0)], pricing =>
        {
            if (pricing.Quote(work, bounds) is not { } quote)
            {
                return LeaderOptimum.Of(work, bounds) is null;
            }

            var reply = new ExactReply().Reply(work, quote, bounds);
            return reply.TakesPart
                && reply.TrainingPaid <= bounds.Training * (1 + 1e-9)
                && reply.MiningPaid <= bounds.Mining * (1 + 1e-9);
        }));

    [Fact]
    public void The_budget_is_never_exceeded_by_exact_prices_or_capped_clients()
    {
        var games =
            from clients in Groups
            from budget in Between(0, 20)
            from share in Between(0, 1)
            from workShare in Gen.Elements(1.0, 0.2)
            select (clients, budget, mining: share * budget, workShare);
        Prop.ForAll(Arb.From(games), game =>
        {
            var options = new StackelbergOptions
            {
                Budget = game.budget,
                MiningBudget = game.mining,
                WorkShareMin = game.workShare,
                IsSelective = false,
            };
            var outcomes = Pricings.Select(pricing => options with { Client = new CappedReply(), Leader = pricing })
                .Append(options)
                .Select(each => new StackelbergGame(each).Play(game.clients, Draws));
            return outcomes.All(outcome => outcome.Payment <= game.budget * (1 + 1e-9) && outcome.ClientUtility >= -1e-9);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void M53_another_unit_of_money_changes_amounts_and_no_decision() => ForOffers((work, prices, bounds) =>
    {
        const double Unit = 8;
        var dear = work with { ChipConstant = Unit * work.ChipConstant };
        var (before, after) = (
            new CappedReply().Reply(work, prices, bounds),
            new CappedReply().Reply(
                dear,
                new(Unit * prices.TrainingPerMinute, Unit * prices.MiningPerMinute),
                new(Unit * bounds.Training, Unit * bounds.Mining)));
        return before.Kind == after.Kind
            && IsClose(before.TrainingGhz, after.TrainingGhz)
            && IsClose(before.MiningGhz, after.MiningGhz)
            && IsClose(Unit * before.Payment, after.Payment);
    });

    [Fact]
    public void M54_all_works_and_times_longer_changes_payments_in_proportion_and_no_speed() => ForOffers((work, prices, bounds) =>
    {
        const double Longer = 3;
        var big = work with
        {
            TrainingGhzMinutes = Longer * work.TrainingGhzMinutes,
            MiningGhzMinutes = Longer * work.MiningGhzMinutes,
            DeadlineMinutes = Longer * work.DeadlineMinutes,
        };
        var (small, large) = (LeaderOptimum.Of(work, Unbounded), LeaderOptimum.Of(big, Unbounded));
        return small is null
            ? large is null
            : IsClose(Longer * small.Value.Payment, large!.Value.Payment)
                && IsClose(Longer * small.Value.TrainingMinutes, large.Value.TrainingMinutes);
    });

    private static bool IsClose(double one, double other) => Math.Abs(one - other) <= 1e-9 * Math.Max(1, Math.Abs(one));

    private static void ForOffers(Func<ClientWork, Prices, PaymentBounds, bool> holds)
    {
        var offers =
            from work in Clients
            from prices in SomePrices
            from bounds in SomeBounds
            select (work, prices, bounds);
        Prop.ForAll(Arb.From(offers), offer => holds(offer.work, offer.prices, offer.bounds)).QuickCheckThrowOnFailure();
    }

    // The grid covers all pairs of durations, also those that do not use the whole deadline.
    private static bool HasNoBetterDeviation(ClientWork work, ClientReply reply, Prices prices, PaymentBounds bounds)
    {
        const int Steps = 60;
        for (var i = 1; i < Steps; i++)
        {
            for (var j = 1; i + j <= Steps; j++)
            {
                var (training, mining) = (work.DeadlineMinutes * i / Steps, work.DeadlineMinutes * j / Steps);
                var payoffs = (
                    Training: Math.Min(prices.TrainingPerMinute * training, bounds.Training) - work.TrainingCost(training),
                    Mining: Math.Min(prices.MiningPerMinute * mining, bounds.Mining) - work.MiningCost(mining));
                var isFeasible = payoffs is { Training: >= 0, Mining: >= 0 }
                    && work.TrainingGhzMinutes / training <= work.FrequencyMaxGhz
                    && work.MiningGhzMinutes / mining <= work.FrequencyMaxGhz;
                if (isFeasible && payoffs.Training + payoffs.Mining > reply.Utility + 1e-9)
                {
                    return false;
                }
            }
        }

        return true;
    }
}
