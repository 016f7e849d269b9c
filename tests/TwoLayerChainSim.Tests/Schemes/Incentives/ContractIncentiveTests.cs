using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Contracts;
using TwoLayerChainSim.Model.Incentives.Payments;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Model.Schemes.Incentives;

namespace TwoLayerChainSim.Tests.Schemes.Incentives;

/// <summary>Terms and payments of the contract by hand, without a network.</summary>
public class ContractIncentiveTests
{
    private static readonly Account Mec = new(AccountOwner.EdgeServer, 0);

    [Fact]
    public void Types_get_their_own_items_by_reputation()
    {
        var terms = Incentive().Offer(1, [Job(0, 0.6), Job(1, 0.9), Job(2, 0.6), Job(3, 0.75)]);
        var items = Items(0.5, 0.25, 0.25);
        Assert.Equal([items[0], items[2], items[0], items[1]], terms.Select(device => device.TrainingHz!.Value / 2e9), Near);
    }

    [Fact]
    public void A_device_that_is_too_slow_for_its_item_takes_the_next_slower_one_and_says_so()
    {
        var terms = Incentive().Offer(1, [Job(0, 0.6), Job(1, 0.9, 1.35e9), Job(2, 0.6), Job(3, 0.75)]);
        Assert.Equal(Items(0.5, 0.25, 0.25)[1] * 2e9, terms[1].TrainingHz!.Value, 1e-3);
        Assert.Contains("needs 1.4 GHz, it can do 1.35 GHz", terms[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_is_too_slow_for_every_item_or_has_no_reputation_stands_aside()
    {
        var terms = Incentive().Offer(1, [Job(0, 0.9), Job(1, 0.6), Job(2, 0.9, 1e9), Job(3, 0.49)]);
        Assert.Equal([true, true, false, false], terms.Select(device => device.TakesPart));
        Assert.Contains("no item is as slow as 1 GHz", terms[2].Reason, StringComparison.Ordinal);
        Assert.Contains("reputation 0.49 is below 0.5", terms[3].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Used_updates_are_paid_the_reward_of_their_item_blocks_and_relays_their_rates()
    {
        var incentive = Incentive();
        incentive.Offer(1, [Job(0, 0.9), Job(1, 0.9)]);
        var payments = incentive.Settle(Work([0], [], new(AccountOwner.Device, 1), Mec) with { D2dBits = [(0, 4_000_000)] });
        var reward = Tokens.FromTokens(0.01 * Contract.Make(new ContractIncentiveOptions().ProblemFor([1], 2)).Items[0].Reward);
        Payment[] expected =
        [
            new(new(AccountOwner.Device, 0), reward), new(new(AccountOwner.Device, 0), new(500_000)),
            new(new(AccountOwner.Device, 1), new(1_000_000)), new(Mec, new(1_000_000)),
        ];
        Assert.Equal(expected, payments);
        Assert.Null(TokenAudit.Problem(incentive.Books));
    }

    [Fact]
    public void Whose_update_was_refused_gets_nothing_not_even_for_a_block()
    {
        var incentive = Incentive();
        incentive.Offer(1, [Job(0, 0.9), Job(1, 0.9)]);
        var payments = incentive.Settle(Work([0], [1], new Account(AccountOwner.Device, 1)) with { D2dBits = [(1, 8_000_000)] });
        Assert.Equal(new(AccountOwner.Device, 0), Assert.Single(payments).Payee);
    }

    [Fact]
    public void A_device_that_was_refused_before_falls_into_a_lower_type_than_one_of_the_same_reputation()
    {
        var incentive = Incentive(types: 2);
        DeviceJob[] jobs = [Job(0, 0.9), Job(1, 0.85), Job(2, 0.9), Job(3, 0.9)];
        Play(incentive, 1, jobs, [0, 2, 3], [1]);
        var terms = incentive.Offer(2, jobs);
        Assert.True(terms[1].TrainingHz < terms[0].TrainingHz);
        Assert.Equal(terms[0].TrainingHz, terms[3].TrainingHz);
    }

    [Fact]
    public void A_device_that_took_longer_than_agreed_is_of_another_type()
    {
        var incentive = Incentive(types: 2);
        DeviceJob[] jobs = [Job(0, 0.9), Job(1, 0.9), Job(2, 0.9)];
        incentive.Offer(1, jobs);
        incentive.Settle(Work([0, 1, 2], []) with { TrainingSeconds = [0.1, 0.15, 0.1] });
        var terms = incentive.Offer(2, jobs);
        Assert.Equal(terms[0].TrainingHz, terms[2].TrainingHz);
        Assert.NotEqual(terms[0].TrainingHz, terms[1].TrainingHz);
    }

    [Fact]
    public void Rounds_beyond_the_window_are_forgotten()
    {
        var incentive = Incentive(types: 2, rounds: 1);
        DeviceJob[] jobs = [Job(0, 0.9), Job(1, 0.9)];
        Play(incentive, 1, jobs, [0], [1]);
        Play(incentive, 2, jobs, [0, 1], []);
        var terms = incentive.Offer(3, jobs);
        Assert.Equal(terms[0].TrainingHz, terms[1].TrainingHz);
    }

    /// <summary>An episode in which devices train as fast as was agreed.</summary>
    private static void Play(ContractIncentive incentive, int episode, DeviceJob[] jobs, int[] used, int[] refused)
    {
        var terms = incentive.Offer(episode, jobs);
        incentive.Settle(Work(used, refused) with
        {
            TrainingSeconds = [.. jobs.Zip(terms, (job, device) => job.TrainingCycles / device.TrainingHz!.Value)],
        });
    }

    private static ContractIncentive Incentive(int types = 3, int rounds = 10) => new(
        0, new() { Clustering = new() { Types = types }, Rounds = rounds }, new RandomStreams(1, 0));

    private static DeviceJob Job(int device, double reputation, double frequencyMaxHz = 3e9) =>
        new(device, 1e8, 0, frequencyMaxHz, reputation);

    private static EpisodeWork Work(int[] used, int[] refused, params Account[] proposers)
    {
        LocalUpdate[] updates = [.. used.Concat(refused).Order().Select(device => LocalUpdate.StandIn(device, 40, 1))];
        return new(1, used, [])
        {
            Refused = refused,
            Updates = updates,
            TrainingSeconds = [.. updates.Select(_ => 0.05)],
            Proposers = proposers,
        };
    }

    private static double[] Items(params double[] shares) =>
        [.. Contract.Make(new ContractIncentiveOptions().ProblemFor(shares, 4)).Items.Select(item => item.Frequency)];

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;
}
