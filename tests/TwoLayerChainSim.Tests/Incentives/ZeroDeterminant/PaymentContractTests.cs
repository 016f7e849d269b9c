using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Incentives.ZeroDeterminant;

/// <summary>The simulated game beside its closed forms, and the state that outlives the leaders.</summary>
public class PaymentContractTests
{
    private const int Rounds = 3000;
    private static readonly PaymentGameOptions Game = new();
    private static readonly LeaderStrategy ZeroDeterminant = new ZeroDeterminantOptions().Strategy(Game);
    private static readonly double[] Starts = [0.1, 0.3, 0.5, 0.7, 0.9];

    public static TheoryData<string> LeaderNames => ["ZD", "TFT", "WSLS", "random", "all c", "all d"];

    [Theory]
    [MemberData(nameof(LeaderNames))]
    public void Simulated_outcomes_follow_the_stationary_law(string name)
    {
        var mix = new RequestorMix(0.2, 0.6);
        var law = LongRunPayoffs.Of(Game, Leader(name), mix)!.Value.Law;
        var references = Enum.GetValues<PaymentOutcome>().Select(outcome => new ReferenceMean($"{name} {outcome}", law[outcome], 0));
        TwoStage.Means([.. references], replications: 60, index =>
        {
            var contract = Contract(Leader(name), new FixedMix(), mix, index);
            var counts = new double[4];
            for (var round = 0; round < 700; round++)
            {
                var outcome = contract.Play(0).Outcome;
                counts[(int)outcome] += round < 100 ? 0 : 1.0 / 600;
            }

            return counts;
        });
    }

    [Fact]
    public void Realised_payoffs_are_on_the_enforced_line_within_the_bound_of_a_finite_run() =>
        TwoStage.Mean("(mean x - 6) - chi (mean y - 6)", mean: 0, ci95: 1 / (0.1 * 2000), replications: 60, index =>
        {
            var contract = Contract(ZeroDeterminant, new FixedMix(), new(0.3, 0.5), index);
            var rounds = Play(contract, 2000);
            return rounds.Average(round => round.LeaderPayoff) - 6 - (2 * (rounds.Average(round => round.RequestorPayoff) - 6));
        });

    [Fact]
    public void A_fair_requestor_comes_to_full_cooperation_with_a_ZD_leader_from_every_start()
    {
        foreach (var (start, seed) in Runs())
        {
            var contract = Contract(ZeroDeterminant, new FairnessAdaptive(), new(start, start), seed);
            var last = Play(contract, Rounds)[^500..];
            Assert.InRange(contract.StateOf(0).Mix.AfterCooperation, 1 - 1e-9, 1);
            Assert.InRange(last.Average(round => round.LeaderPayoff), 5.95, 6.05);
            Assert.InRange(last.Average(round => round.RequestorPayoff), 5.95, 6.05);
        }
    }

    [Fact]
    public void A_fair_requestor_never_goes_far_from_its_start_with_a_TFT_leader()
    {
        foreach (var (start, seed) in Runs())
        {
            var contract = Contract(LeaderStrategy.TitForTat, new FairnessAdaptive(), new(start, start), seed);
            for (var round = 0; round < Rounds; round++)
            {
                contract.Play(0);
                Assert.InRange(contract.StateOf(0).Mix.AfterCooperation, start - 0.1 - 1e-9, start + 0.1 + 1e-9);
            }
        }
    }

    [Fact]
    public void A_fair_requestor_comes_to_one_half_with_a_WSLS_leader()
    {
        var means = Runs().Select(run =>
        {
            var contract = Contract(LeaderStrategy.WinStayLoseShift, new FairnessAdaptive(), new(run.Start, run.Start), run.Seed);
            Play(contract, Rounds - 500);
            return Enumerable.Range(0, 500).Average(_ =>
            {
                contract.Play(0);
                return contract.StateOf(0).Mix.AfterCooperation;
            });
        });

        // The band of the reference over 10 seeds; q moves in a cloud, so that it is not exactly 1/2.
        Assert.InRange(means.Average(), 0.47, 0.52);
    }

    [Fact]
    public void A_myopic_requestor_ends_in_defection_whoever_leads()
    {
        foreach (var leader in (LeaderStrategy[])[ZeroDeterminant, LeaderStrategy.TitForTat, LeaderStrategy.WinStayLoseShift])
        {
            var contract = Contract(leader, new Myopic(Game), new(0.9, 0.9), 0);
            Play(contract, 100);
            Assert.Equal(new RequestorMix(0, 0), contract.StateOf(0).Mix);
        }
    }

    [Fact]
    public void A_requestor_that_climbs_its_long_run_payoff_reaches_six_with_a_ZD_leader()
    {
        foreach (var (start, seed) in Runs())
        {
            var contract = Contract(ZeroDeterminant, new LongRunGradient(Game, ZeroDeterminant), new(start, start), seed);
            var last = Play(contract, 1000)[^500..];
            Assert.InRange(last.Average(round => round.LeaderPayoff), 5.95, 6.05);
            Assert.InRange(last.Average(round => round.RequestorPayoff), 5.95, 6.05);
        }
    }

    [Fact]
    public void It_does_not_matter_whether_one_leader_runs_the_contract_or_a_new_one_every_block()
    {
        PaymentContract New() => Contract(ZeroDeterminant, new FairnessAdaptive(), new(0.4, 0.4), 3);
        var one = New();
        var state = one.StateOf(5);
        for (var block = 0; block < 200; block++)
        {
            var next = New();
            next.Resume(5, state);
            Assert.Equal(one.Play(5), next.Play(5));
            state = next.StateOf(5);
        }

        Assert.Equal(one.StateOf(5), state);
    }

    [Fact]
    public void Requestors_do_not_disturb_each_other()
    {
        var (alone, among) = (
            Contract(ZeroDeterminant, new FairnessAdaptive(), new(0.4, 0.4), 1),
            Contract(ZeroDeterminant, new FairnessAdaptive(), new(0.4, 0.4), 1));
        for (var round = 0; round < 50; round++)
        {
            among.Play(1);
            Assert.Equal(alone.Play(2), among.Play(2));
        }

        Assert.NotEqual(among.StateOf(1), among.StateOf(2));
    }

    [Fact]
    public void The_first_move_of_a_ZD_leader_is_cooperation()
    {
        var first = Enumerable.Range(0, 50).Select(
            seed => Contract(ZeroDeterminant, new FixedMix(), new(0.5, 0.5), seed).Play(0).Outcome);
        Assert.All(first, outcome => Assert.True(outcome is PaymentOutcome.Cc or PaymentOutcome.Cd));
    }

    [Fact]
    public void Payoffs_of_a_round_are_those_of_its_outcome()
    {
        foreach (var round in Play(Contract(LeaderStrategy.Random, new FixedMix(), new(0.5, 0.5), 0), 50))
        {
            Assert.Equal(
                (Game.Leader[round.Outcome], Game.Requestor[round.Outcome]), (round.LeaderPayoff, round.RequestorPayoff));
        }
    }

    private static IEnumerable<(double Start, int Seed)> Runs() =>
        from start in Starts from seed in Enumerable.Range(0, 10) select (start, seed);

    private static LeaderStrategy Leader(string name) => name switch
    {
        "ZD" => ZeroDeterminant,
        "TFT" => LeaderStrategy.TitForTat,
        "WSLS" => LeaderStrategy.WinStayLoseShift,
        "random" => LeaderStrategy.Random,
        "all c" => LeaderStrategy.AlwaysCooperate,
        _ => LeaderStrategy.AlwaysDefect,
    };

    private static PaymentContract Contract(LeaderStrategy leader, IRequestorRule rule, RequestorMix mix, int replication) =>
        new(Game, leader, rule, mix, new RandomStreams(7, replication));

    private static PaymentRound[] Play(PaymentContract contract, int rounds) =>
        [.. Enumerable.Range(0, rounds).Select(_ => contract.Play(0))];
}
