using TwoLayerChainSim.Model.Incentives.Payments;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Tests.Schemes.Incentives;

/// <summary>
/// The contract on the network: what honest and malicious devices earn in two-layer runs that really train, where the quality
/// check finds tampered labels.
/// </summary>
public class ContractRunTests
{
    private static readonly string[] Attacked =
    [
        SchemeRuns.Training, "incentive=contract", "episodes=5", "attacks.malicious-fraction=0.3", "two-layer.roni-tolerance=0.1",
    ];

    [Fact]
    public void Malicious_devices_earn_less_than_honest_ones_over_the_episodes()
    {
        var run = SchemeRuns.Run("two-layer", Attacked);
        Assert.True(Earned(run, Malicious) < 0.5 * Earned(run, Honest));
        Assert.True(Malicious(run.Last).Income < Honest(run.Last).Income);
    }

    [Fact]
    public void Malicious_devices_are_chosen_less_often_than_honest_ones()
    {
        var run = SchemeRuns.Run("two-layer", Attacked);
        Assert.True(Malicious(run.Last).SelectionRate < 0.5 * Honest(run.Last).SelectionRate);
    }

    [Fact]
    public void Where_updates_are_not_judged_malicious_devices_earn_as_much()
    {
        // The canary of the tests above.
        var run = SchemeRuns.Run("two-layer", [.. Attacked, "two-layer.quality-check=none"]);
        Assert.True(Earned(run, Malicious) > 0.5 * Earned(run, Honest));
        Assert.True(Malicious(run.Last).SelectionRate > 0.5 * Honest(run.Last).SelectionRate);
    }

    [Fact]
    public void Payments_are_the_incomes_of_devices_and_block_rewards_of_MEC_nodes_in_books_that_add_up()
    {
        var run = SchemeRuns.Run("two-layer", Attacked);
        var books = ((ContractIncentive)run.Run.Tasks[0].Task.Incentive).Books;
        Assert.Null(TokenAudit.Problem(books));
        var paid = run.Reports.Aggregate(Tokens.Zero, (sum, report) => sum + report.Incentive.Payment);
        Assert.Equal(paid, books.Supply);
        var devices = books.Balances.Where(account => account.Key.Owner == AccountOwner.Device).Sum(account => account.Value.Micro);
        var malicious = run.Run.World.IsMalicious.Count(isMalicious => isMalicious);
        var honest = run.Run.World.IsMalicious.Length - malicious;
        Assert.Equal(devices / 1e6, (honest * Earned(run, Honest)) + (malicious * Earned(run, Malicious)), 1e-6);
    }

    [Fact]
    public void A_device_that_is_slower_than_agreed_is_late_and_earns_nothing()
    {
        var run = SchemeRuns.Run("two-layer", "incentive=contract", "episodes=1", "faults=[{kind: slow-device, fraction: 1, factor: 2.5}]");
        Assert.Equal(run.First.Counts.Selected, run.First.Incentive.Late);
        Assert.Equal(Tokens.Zero, run.First.Incentive.Payment);
    }

    [Theory]
    [InlineData("vanilla-plain")]
    [InlineData("flchain")]
    [InlineData("blockfl-bft")]
    public void Schemes_without_reputations_pay_contracts_too(string scheme)
    {
        var run = SchemeRuns.Run(scheme, "incentive=contract");
        Assert.All(run.Reports, report => Assert.True(report.Incentive.Payment > Tokens.Zero));
    }

    private static GroupFare Honest(EpisodeReport report) => report.Incentive.Honest!.Value;

    private static GroupFare Malicious(EpisodeReport report) => report.Incentive.Malicious!.Value;

    private static double Earned(FinishedRun run, Func<EpisodeReport, GroupFare> group) =>
        run.Reports.Sum(report => group(report).Income);
}
