using TwoLayerChainSim.Model.Incentives.Shapley;
using TwoLayerChainSim.Model.Incentives.Stackelberg;
using TwoLayerChainSim.Tests.Support;
using static TwoLayerChainSim.Tests.Incentives.Stackelberg.StackelbergCases;

namespace TwoLayerChainSim.Tests.Incentives.Stackelberg;

/// <summary>Whole rounds of the game: Fig. 2 of the paper, and what happens to clients that prices do not suit.</summary>
public class StackelbergGameTests
{
    [Fact]
    public void The_setting_of_Fig_2_gives_the_reference_totals_under_published_and_exact_play()
    {
        foreach (var row in Reference.At("fig2").EnumerateArray())
        {
            var clients = Enumerable.Repeat(Client(10, row.Number("psi")), row.GetProperty("N").GetInt32()).ToArray();
            var options = new StackelbergOptions { MiningBudget = 5 * clients.Length, IsSelective = false };
            var published = Play(options with { Client = new PublishedReply(), Leader = new PublishedCompletePricing() });
            AssertClose(row.Number("Rt"), published.Clients[0].Bounds.Training);
            AssertClose(row.Number("pt"), published.Clients[0].Prices!.Value.TrainingPerMinute);
            AssertClose(row.Number("clients_total_published"), published.ClientUtility);
            AssertClose(row.Number("mo_published_f_identity"), published.ModelOwnerUtility);

            var incomplete = Play(options with { Client = new PublishedReply(), Leader = new PublishedIncompletePricing() });
            AssertClose(row.Number("mo_incomplete_f_identity"), incomplete.ModelOwnerUtility);

            var capped = Play(options with { Client = new CappedReply(), Leader = new PublishedCompletePricing() });
            AssertClose(row.Number("clients_total_capped_exact"), capped.ClientUtility);

            var exact = Play(options with { Leader = new ExactPricing(margin: 0) });
            AssertClose(row.Number("mo_leader_optimum_f_identity"), exact.ModelOwnerUtility);
            AssertClose(row.Number("clients_total_at_leader_optimum"), exact.ClientUtility);

            StackelbergOutcome Play(StackelbergOptions game) => new StackelbergGame(game).Play(clients, Draws);
        }
    }

    [Fact]
    public void A_client_that_the_posted_price_does_not_suit_is_quoted_anew()
    {
        var outcome = Play(new() { Leader = new PostedPricing(8) }, Client(5), Client(10));
        Assert.Equal([ClientDecision.AsQuoted, ClientDecision.Requoted], outcome.Clients.Select(client => client.Decision));
        Assert.Contains("do not suit: OutOfTime", outcome.Clients[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_share_of_a_client_that_abstains_goes_to_the_others()
    {
        var outcome = Play(new(), Client(10), Client(10), Client(10, deadline: 2, limit: 3));
        Assert.Equal(ClientDecision.Abstained, outcome.Clients[2].Decision);
        Assert.Contains("within the deadline of 2 min", outcome.Clients[2].Reason, StringComparison.Ordinal);
        AssertClose(1250.0 / 2, outcome.Clients[0].Bounds.Training);
        AssertClose(1250.0 / 3, outcome.Clients[2].Bounds.Training);
    }

    [Fact]
    public void A_client_that_has_no_time_for_all_its_work_trains_the_largest_part_that_fits()
    {
        var outcome = Play(new() { WorkShareMin = 0.1, IsSelective = false }, Client(10), Client(10, 2, deadline: 3, limit: 2));
        Assert.Equal(ClientDecision.WorkCut, outcome.Clients[1].Decision);
        AssertClose(4, outcome.Clients[1].Work.TrainingGhzMinutes);
        AssertClose(2, outcome.Clients[1].Reply.TrainingGhz);
    }

    [Fact]
    public void A_client_that_costs_more_than_it_adds_is_not_taken()
    {
        var outcome = Play(new() { Reading = ContributionReading.Sum }, Client(10), Client(5), Client(1.4));
        Assert.Equal(
            [ClientDecision.AsQuoted, ClientDecision.AsQuoted, ClientDecision.NotTaken],
            outcome.Clients.Select(client => client.Decision));
        Assert.Contains("adds 1.4 to the value and costs 1.5", outcome.Clients[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void M56_without_a_budget_everyone_takes_the_outside_option()
    {
        var outcome = Play(new() { Budget = 0, MiningBudget = 0, WorkShareMin = 0.1 }, Client(10), Client(5));
        Assert.All(outcome.Clients, client => Assert.Equal(ClientDecision.Abstained, client.Decision));
        Assert.All(outcome.Clients, client => Assert.False(client.Reply.TakesPart));
        Assert.Equal((0, 0, 0), (outcome.Payment, outcome.ClientUtility, outcome.ModelOwnerUtility));
    }

    [Fact]
    public void M56_at_price_0_every_strategy_takes_the_outside_option()
    {
        foreach (var strategy in (IClientStrategy[])[new ExactReply(), new JointReply(), new CappedReply(), new PublishedReply()])
        {
            var reply = strategy.Reply(Client(), new(0, 0), new(25, 5));
            Assert.Equal((false, 0.0), (reply.TakesPart, reply.Utility));
        }
    }

    [Fact]
    public void Bad_input_is_named_all_at_once_with_the_feasible_region()
    {
        var errors = new StackelbergOptions { Budget = 0 }.Errors(
            [Client(chip: 0), Client(deadline: 4, limit: 2.5), Client(0, 0), Client(double.NaN)]);
        Assert.Equal(
            [
                "budget is 0, must be greater than 0: with 0 everybody takes the outside option",
                "mining budget is 250, must be at least 0 and at most the budget",
                "client 0: chip constant is 0, must be greater than 0",
                "client 1: deadline is 4 min, must be at least 6 to do 10 + 5 GHz min at up to 2.5 GHz",
                "client 2: works are 0 and 0 GHz min, must be at least 0 and not both 0",
                "client 3: works are NaN and 5 GHz min, must be at least 0 and not both 0",
            ],
            errors);
        Assert.Equal(["number of clients is 0, must be at least 1"], new StackelbergOptions().Errors([]));
        Assert.Empty(new StackelbergOptions().Errors([Client()]));
    }

    private static StackelbergOutcome Play(StackelbergOptions options, params ClientWork[] clients) =>
        new StackelbergGame(options).Play(clients, Draws);
}
