using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.ReputationTrials;

namespace TwoLayerChainSim.Tests.Incentives.ReputationTrials;

/// <summary>Reputation, selection and income of honest and unreliable workers in the setting of Kang et al. 2019, Table II.</summary>
public class ReputationTrialTests
{
    [Fact]
    public void Unreliable_workers_are_found_out_and_earn_less_than_honest_ones_week_by_week()
    {
        var weeks = Run(new(), ReputationScheme.MultiWeight);
        Assert.Equal(1, weeks[0].LabelFlipper.SelectionRate);
        Assert.True(weeks[0].LabelFlipper.Income < weeks[0].LowQuality.Income);
        Assert.All(weeks, week => Assert.True(week.LowQuality.Income < 0.7 * week.Honest.Income));
        Assert.All(weeks.Skip(1), week => Assert.Equal(0, week.LabelFlipper.Income));
        Assert.All(weeks.Skip(1), week => Assert.True(week.Honest.SelectionRate > 0.99 && week.LowQuality.SelectionRate < 0.2));
    }

    [Fact]
    public void Where_everybody_is_taken_flippers_go_on_earning()
    {
        var weeks = Run(new() { SelectionThreshold = 0 }, ReputationScheme.MultiWeight);
        Assert.All(weeks, week => Assert.True(week.LabelFlipper is { SelectionRate: 1, Income: > 0 }));
    }

    [Fact]
    public void Flippers_lose_their_reputation_when_they_flip_and_win_it_back_later()
    {
        var weeks = Run(ReputationTrialOptions.OnAndOff, ReputationScheme.MultiWeight);
        Assert.True(weeks[5].LabelFlipper.Reputation > 0.85);
        Assert.True(weeks[9].LabelFlipper.Reputation < 0.5);
        Assert.True(weeks[19].LabelFlipper.Reputation > 0.8);
        Assert.All(weeks, week => Assert.True(week.Honest.Reputation > 0.85));
    }

    [Fact]
    public void Fake_opinions_spare_flippers_unless_recommenders_are_weighed()
    {
        var after = Run(ReputationTrialOptions.OnAndOff, ReputationScheme.MultiWeight)[9];
        var unweighted = Run(ReputationTrialOptions.OnAndOff, ReputationScheme.Unweighted)[9];
        Assert.True(after.LabelFlipper.Reputation < unweighted.LabelFlipper.Reputation - 0.1);
        Assert.True(after.Honest.Reputation > unweighted.Honest.Reputation + 0.1);
    }

    [Fact]
    public void Recommendations_make_publishers_agree_more_closely_with_the_truth_when_few_have_seen_a_worker()
    {
        var options = new ReputationTrialOptions { TasksMin = 1, TasksMax = 2, Weeks = 10 };
        var (all, direct) = (Run(options, ReputationScheme.MultiWeight), Run(options, ReputationScheme.DirectOnly));
        Assert.True(all[^1].Honest.SelectionRate > direct[^1].Honest.SelectionRate);
    }

    [Fact]
    public void Schemes_meet_the_same_workers_in_the_first_week()
    {
        var incomes = ReputationScheme.All.Select(scheme => Run(new() { Weeks = 1 }, scheme)[0].LowQuality.Income);
        Assert.Single(incomes.Distinct());
    }

    [Fact]
    public void The_same_seed_gives_the_same_trial_and_another_seed_another() => Assert.Multiple(
        () => Assert.Equal(Run(new(), ReputationScheme.MultiWeight), Run(new(), ReputationScheme.MultiWeight)),
        () => Assert.NotEqual(Run(new(), ReputationScheme.MultiWeight), Run(new(), ReputationScheme.MultiWeight, seed: 2)));

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var options = new ReputationTrialOptions { CompromisedPublishers = 20, LabelFlippers = 92, TasksMax = 3, FlipProbability = 1.5 };
        var message = Assert.Throws<ArgumentException>(() => Run(options, ReputationScheme.MultiWeight)).Message;
        Assert.Contains("compromised publishers are 20, must be at least 0 and less than all 20", message, StringComparison.Ordinal);
        Assert.Contains("tasks are 15 to 3 a week", message, StringComparison.Ordinal);
        Assert.Equal(4, options.Problems().Count);
    }

    private static IReadOnlyList<ReputationWeek> Run(ReputationTrialOptions options, ReputationScheme scheme, ulong seed = 1) =>
        new ReputationTrial(options, scheme, new RandomStreams(seed, 0)).Run();
}
