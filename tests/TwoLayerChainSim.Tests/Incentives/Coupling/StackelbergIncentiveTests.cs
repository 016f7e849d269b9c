using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.Payments;
using TwoLayerChainSim.Model.Incentives.Stackelberg;
using TwoLayerChainSim.Model.Schemes.Incentives;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Incentives.Coupling;

/// <summary>The Stackelberg game at the boundary of the network: Hz and seconds in, frequencies and tokens out.</summary>
public class StackelbergIncentiveTests
{
    private static readonly StackelbergIncentiveOptions Defaults = new() { ChipConstant = 10 };

    /// <summary>Equal work, chips of 1 to 3 GHz: the first is too slow for 1.5 GHz.</summary>
    private static readonly DeviceJob[] Jobs =
        [.. new[] { 1.4e9, 1.6e9, 2e9, 3e9 }.Select((hz, device) => new DeviceJob(device, 4e8, 8e8, hz))];

    [Fact]
    public void The_optimum_is_one_frequency_for_both_tasks_that_just_meets_the_deadline()
    {
        var terms = Offer(Defaults);

        Assert.All(terms.Skip(1), device =>
        {
            Assert.Equal(1.5e9, device.TrainingHz!.Value, 1.5e9 * 1e-9);
            Assert.Equal(1.5e9, device.ConsensusHz!.Value, 1.5e9 * 1e-9);
            Assert.Equal(12e8 / 1.5e9, device.DeadlineSeconds!.Value, 1e-9);
        });
    }

    [Fact]
    public void A_device_pays_its_energy_and_gains_the_margin()
    {
        var (incentive, _) = Offered(Defaults with { Margin = 0.1 });
        var paid = incentive.Settle(new(1, [1], []));

        // rho w q^2 with w = 0.02 GHz min at 1.5 GHz (incentives.md A3).
        Assert.Equal(1.1 * 10 * 0.02 * 1.5 * 1.5, Tokens(paid), 1e-5);
    }

    [Fact]
    public void A_chip_that_is_too_slow_stands_aside_and_says_why()
    {
        var terms = Offer(Defaults);

        Assert.False(terms[0].TakesPart);
        Assert.Contains("highest frequency 1.4 GHz", terms[0].Reason, StringComparison.Ordinal);
        Assert.All(terms.Skip(1), device => Assert.True(device is { TakesPart: true, Reason: "" }));
    }

    /// <summary>Errata E2 and E6: with equal prices speeds do not depend on their level, only money changes hands.</summary>
    [Fact]
    public void A_higher_price_level_is_a_pure_transfer()
    {
        var (cheap, low) = Offered(Defaults with { Margin = 0.01 });
        var (dear, high) = Offered(Defaults with { Margin = 0.5 });

        foreach (var (a, b) in low.Zip(high).Skip(1))
        {
            Assert.Equal(a.TrainingHz!.Value, b.TrainingHz!.Value, a.TrainingHz.Value * 1e-9);
            Assert.Equal(a.ConsensusHz!.Value, b.ConsensusHz!.Value, a.ConsensusHz.Value * 1e-9);
        }

        var work = new EpisodeWork(1, [1, 2, 3], []);
        Assert.Equal(1.5 / 1.01, Tokens(dear.Settle(work)) / Tokens(cheap.Settle(work)), 1e-5);
    }

    /// <summary>M53 of TESTING.md: the unit of money.</summary>
    [Fact]
    public void M53_another_unit_of_money_changes_no_decision()
    {
        var options = Defaults with
        {
            Leader = LeaderRule.PublishedComplete,
            Client = ClientRule.Capped,
            Budget = 3,
            MiningBudget = 2,
        };
        var (incentive, before) = Offered(options);
        var (other, after) = Offered(options with
        {
            ChipConstant = 10 * options.ChipConstant,
            Budget = 10 * options.Budget,
            MiningBudget = 10 * options.MiningBudget,
            ModelValue = 10 * options.ModelValue,
        });

        AssertClose(before, after, 1);
        var work = new EpisodeWork(1, [1, 2, 3], []);
        Assert.Equal(10, Tokens(other.Settle(work)) / Tokens(incentive.Settle(work)), 1e-5);
    }

    /// <summary>M54 of TESTING.md: work and deadline times c leave the speeds and multiply the payment.</summary>
    [Fact]
    public void M54_more_work_in_more_time_is_done_at_the_same_speed()
    {
        DeviceJob[] larger = [.. Jobs.Select(job => job with
        {
            TrainingCycles = 3 * job.TrainingCycles,
            ConsensusCycles = 3 * job.ConsensusCycles,
        })];
        var options = Defaults with { DeadlineSeconds = 0.8 };
        var (incentive, before) = Offered(options);
        var (other, after) = Offered(options with { DeadlineSeconds = 2.4 }, larger);

        AssertClose(before, after, 1);
        var work = new EpisodeWork(1, [1, 2, 3], []);
        Assert.Equal(3, Tokens(other.Settle(work)) / Tokens(incentive.Settle(work)), 1e-5);
    }

    /// <summary>M56 of TESTING.md: whoever cannot be paid takes the outside option.</summary>
    [Fact]
    public void M56_without_money_everybody_stands_aside()
    {
        var (incentive, terms) = Offered(Defaults with { Budget = 1e-6, MiningBudget = 0 });

        Assert.All(terms, device => Assert.False(device.TakesPart));
        Assert.Empty(incentive.Settle(new(1, [], [])));
    }

    [Fact]
    public void Who_costs_more_than_it_adds_is_not_taken()
    {
        var terms = Offer(Defaults with { ModelValue = 0.3, ModelValueDevices = 1 });

        Assert.Equal([true, true, false], terms.Skip(1).Select(device => device.TakesPart));
        Assert.StartsWith("adds ", terms[3].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_chip_may_train_on_fewer_samples_instead()
    {
        DeviceJob[] jobs = [new(0, 8e8, 4e8, 1.4e9), new(1, 8e8, 4e8, 3e9)];
        var terms = Offered(Defaults with { WorkShareMin = 0.5 }, jobs).Terms[0];

        // What 1.4 GHz does by the deadline of 0.8 s, less the consensus.
        Assert.True(terms.TakesPart);
        Assert.Equal(((1.4e9 * 0.8) - 4e8) / 8e8, terms.TrainingShare, 1e-6);
        Assert.Equal(1.4e9, terms.TrainingHz!.Value, 1.4e9 * 1e-6);
    }

    [Fact]
    public void Only_used_updates_are_paid_and_the_books_hold()
    {
        var (incentive, _) = Offered(Defaults);
        var one = incentive.Settle(new(1, [2], [1]));
        Offer(incentive);
        var two = incentive.Settle(new(2, [3, 2], []));

        Assert.Equal(2 * Micro(one), Micro(two));
        Assert.Null(TokenAudit.Problem(incentive.Books));
        Assert.Equal(Micro(one) + Micro(two), incentive.Books.Supply.Micro);
        Assert.Equal(
            [new Account(AccountOwner.Device, 2), new Account(AccountOwner.Device, 3)],
            incentive.Books.Balances.Where(balance => balance.Value.Micro > 0).Select(balance => balance.Key));
    }

    [Fact]
    public void Whatever_is_asked_no_frequency_or_payment_is_absurd_and_the_budget_holds() => Prop.ForAll(
        Gen.Choose(1, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var stream = new RandomStreams((ulong)seed, 0).Stream("jobs");
            double Draw(double low, double high) => low * Math.Pow(high / low, stream.NextDouble());
            DeviceJob[] jobs = [.. Enumerable.Range(0, 1 + (seed % 12)).Select(device => new DeviceJob(
                device, Draw(1e6, 1e10), device % 3 == 0 ? 0 : Draw(1e6, 1e10), Draw(1e8, 1e10)))];
            var options = new StackelbergIncentiveOptions
            {
                Leader = (LeaderRule)(seed % 5),
                Client = (ClientRule)(seed / 5 % 4),
                ChipConstant = Draw(1e-3, 1e3),
                Budget = Draw(1e-3, 1e3),
                MiningBudget = 0,
                PaceHz = Draw(1e8, 1e10),
                WorkShareMin = seed % 2 == 0 ? 1 : 0.1,
            };
            options = options with { MiningBudget = 0.5 * options.Budget };
            var (incentive, terms) = Offered(options, jobs);
            var paid = Tokens(incentive.Settle(new(1, [.. terms.Where(device => device.TakesPart).Select(device => device.Device)], [])));

            Assert.All(terms.Where(device => device.TakesPart), device =>
            {
                var limit = jobs[device.Device].FrequencyMaxHz * (1 + 1e-6);
                Assert.True(device.TrainingHz is null || (device.TrainingHz > 0 && device.TrainingHz <= limit), $"{device}");
                Assert.True(device.ConsensusHz is null || (device.ConsensusHz > 0 && device.ConsensusHz <= limit), $"{device}");
                Assert.InRange(device.TrainingShare, 0.1, 1);
            });
            Assert.All(terms.Where(device => !device.TakesPart), device => Assert.NotEmpty(device.Reason));
            Assert.True(paid >= 0);
            if (options.Client == ClientRule.Capped || options is { Leader: LeaderRule.Exact, Client: ClientRule.Exact })
            {
                Assert.InRange(paid, 0, (options.Budget * (1 + 1e-6)) + (1e-6 * jobs.Length));
            }
        }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(EngagementTests.Schemes), MemberType = typeof(EngagementTests))]
    public void What_a_run_reports_is_what_its_books_say(string scheme)
    {
        var run = SchemeRuns.Run(scheme, "incentive=stackelberg", "episodes=3");
        var books = ((StackelbergIncentive)run.Run.Tasks[0].Task.Incentive).Books;

        Assert.Null(TokenAudit.Problem(books));
        Assert.Equal(books.Supply.Micro, run.Reports.Sum(report => report.Incentive.Payment.Micro));
        Assert.Equal(books.Supply.Micro, books.Balances.Sum(balance => balance.Value.Micro));
        Assert.True(books.Supply.Micro > 0);
        Assert.All(run.Reports, report => Assert.Equal(12, report.Counts.Selected + report.Incentive.Abstaining));
    }

    [Fact]
    public void A_device_that_a_fault_slows_down_is_late_and_not_paid()
    {
        string[] settings = ["incentive=stackelberg", "devices.cpu-min=2 GHz", "episodes=1"];
        var quick = SchemeRuns.Run("two-layer", settings);
        var slowed = SchemeRuns.Run("two-layer", [.. settings, "faults=[{kind: slow-device, on: devices, nodes: [3], factor: 3}]"]);

        Assert.Equal((0, 1), (quick.First.Incentive.Late, slowed.First.Incentive.Late));
        Assert.Equal(11.0 / 12, (double)slowed.First.Incentive.Payment.Micro / quick.First.Incentive.Payment.Micro, 1e-3);
    }

    private static void AssertClose(IReadOnlyList<DeviceTerms> before, IReadOnlyList<DeviceTerms> after, double factor) =>
        Assert.All(before.Zip(after), pair =>
        {
            var (a, b) = pair;
            Assert.Equal(a.TakesPart, b.TakesPart);
            Assert.Equal((a.TrainingHz ?? 0) * factor, b.TrainingHz ?? 0, 1);
            Assert.Equal((a.ConsensusHz ?? 0) * factor, b.ConsensusHz ?? 0, 1);
        });

    private static double Tokens(IReadOnlyList<Payment> payments) => (double)Micro(payments) / 1_000_000;

    private static long Micro(IReadOnlyList<Payment> payments) => payments.Sum(payment => payment.Amount.Micro);

    private static IReadOnlyList<DeviceTerms> Offer(StackelbergIncentiveOptions options) => Offered(options).Terms;

    private static void Offer(StackelbergIncentive incentive) => incentive.Offer(2, Jobs);

    private static (StackelbergIncentive Incentive, IReadOnlyList<DeviceTerms> Terms) Offered(
        StackelbergIncentiveOptions options, DeviceJob[]? jobs = null)
    {
        var incentive = new StackelbergIncentive(0, options, new RandomStreams(1, 0));
        return (incentive, incentive.Offer(1, jobs ?? Jobs));
    }
}
