using TwoLayerChainSim.Experiments.Reproduction;
using TwoLayerChainSim.Model.Incentives.Contracts;
using TwoLayerChainSim.Model.Incentives.ReputationTrials;

namespace TwoLayerChainSim.Tests.Reproduction;

/// <summary>No verdict is fixed: other inputs, with which the formulas say something else, change it.</summary>
public class ClaimCanaryTests
{
    private static readonly ReproductionSettings Few = new() { Replications = 10 };

    [Fact]
    public void A_published_client_beats_random_ones_when_mining_pays_more_than_training()
    {
        var usual = new Experiments.Reproduction.Wang2022.Fig2();
        var mining = new Experiments.Reproduction.Wang2022.Fig2 { Setting = usual.Setting with { MiningBound = 28, Training = 20 } };
        Assert.Equal(ClaimVerdict.Contradicted, Verdict(usual, "optimal strategy of a client", Finding.AsPublished));
        Assert.Equal(ClaimVerdict.Reproduced, Verdict(mining, "optimal strategy of a client", Finding.AsPublished));
    }

    [Fact]
    public void Frequencies_of_exact_clients_rise_with_the_price_while_it_is_below_that_of_mining()
    {
        var usual = new Experiments.Reproduction.Wang2022.Fig6();
        var dearMining = new Experiments.Reproduction.Wang2022.Fig6 { MiningPrice = 30 };
        Assert.Equal(ClaimVerdict.Contradicted, Verdict(usual, "frequency of training rises", Finding.Exact));
        Assert.Equal(ClaimVerdict.Reproduced, Verdict(dearMining, "frequency of training rises", Finding.Exact));
    }

    [Fact]
    public void The_axis_of_Fig_6_fits_or_not_by_the_chip_constant()
    {
        var other = new Experiments.Reproduction.Wang2022.Fig6 { SecondChipConstant = 0.02 };
        Assert.Equal(
            ClaimVerdict.Reproduced, Verdict(new Experiments.Reproduction.Wang2022.Fig6(), "within the axis", "as published, ρ = 0.1"));
        Assert.Equal(ClaimVerdict.Contradicted, Verdict(other, "within the axis", "as published, ρ = 0.02"));
    }

    [Fact]
    public void The_device_does_not_fall_to_zero_when_a_unit_of_value_costs_little()
    {
        const string claim = "utility of the device falls";
        var usual = new Experiments.Reproduction.Hu2021.Fig4();
        var cheap = new Experiments.Reproduction.Hu2021.Fig4 { Losses = [1.5, 50] };
        Assert.Equal(ClaimVerdict.Reproduced, Verdict(usual, claim, "exact, ηξ = 100"));
        Assert.Equal(ClaimVerdict.Contradicted, Verdict(cheap, claim, "exact, ηξ = 1.5"));
    }

    [Fact]
    public void Quorums_of_2f_and_1_are_enough_only_for_3f_and_1_nodes()
    {
        const string reading = "2f + 1 votes, as in PBFT";
        var others = new Experiments.Reproduction.Hu2021.Fig6 { Nodes = [4, 5, 6] };
        Assert.Equal(ClaimVerdict.Reproduced, Verdict(new Experiments.Reproduction.Hu2021.Fig6(), "enough to agree", reading));
        Assert.Equal(ClaimVerdict.Contradicted, Verdict(others, "enough to agree", reading));
    }

    [Fact]
    public void ZD_without_a_way_out_of_defection_is_not_stable()
    {
        const string claim = "stable state for every";
        var fair = new Experiments.Reproduction.Hu2021.Fig7 { ZeroDeterminant = new() { Slope = 1, Scale = 0.1 }, Rounds = 80 };
        var steep = new Experiments.Reproduction.Hu2021.Fig7 { ZeroDeterminant = new() { Slope = 3, Scale = 0.05 }, Rounds = 80 };
        Assert.Equal(ClaimVerdict.Contradicted, Verdict(fair, claim, "χ = 1"));
        Assert.Equal(ClaimVerdict.Reproduced, Verdict(steep, claim, "χ = 3"));
    }

    [Fact]
    public void Full_cooperation_takes_rounds()
    {
        var usual = new Experiments.Reproduction.Hu2021.Fig7();
        var hasty = new Experiments.Reproduction.Hu2021.Fig7 { Rounds = 80 };
        Assert.Equal(ClaimVerdict.Reproduced, Verdict(usual, "ZD drives", "rule: fairness"));
        Assert.Equal(ClaimVerdict.Contradicted, Verdict(hasty, "ZD drives", "rule: fairness"));
    }

    [Fact]
    public void Final_utilities_are_those_of_the_payoffs()
    {
        var usual = new Experiments.Reproduction.Hu2021.Fig8();
        var hasty = new Experiments.Reproduction.Hu2021.Fig8 { Rounds = 80 };
        Assert.Equal(ClaimVerdict.Reproduced, Verdict(usual, "In the stable state", "rule: fairness"));
        Assert.Equal(ClaimVerdict.Contradicted, Verdict(hasty, "In the stable state", "rule: fairness"));
    }

    [Fact]
    public void Workers_that_hardly_misbehave_are_still_chosen()
    {
        var few = new Experiments.Reproduction.Kang2019.ReputationFigure
        {
            Episode = ReputationTrialOptions.OnAndOff with { Weeks = 2 },
            Steady = new() { Weeks = 3 },
        };
        var harmless = new Experiments.Reproduction.Kang2019.ReputationFigure
        {
            Episode = few.Episode,
            Steady = few.Steady with { FlipProbability = few.Steady.HonestRejection },
        };
        Assert.Equal(ClaimVerdict.Reproduced, Verdict(few, "that flip labels are no longer", "threshold 0.5"));
        Assert.NotEqual(ClaimVerdict.Reproduced, Verdict(harmless, "that flip labels are no longer", "threshold 0.5"));
    }

    [Fact]
    public void Published_contracts_are_in_order_for_better_data_only()
    {
        const string reading = "as published, ln";
        var better = new Experiments.Reproduction.Kang2019.ContractFigure
        {
            Setting = new() { Types = ContractOptions.EvenTypes(10, 0.5) },
        };
        Assert.Equal(
            ClaimVerdict.Contradicted, Verdict(new Experiments.Reproduction.Kang2019.ContractFigure(), "Frequencies do not fall", reading));
        Assert.Equal(ClaimVerdict.Reproduced, Verdict(better, "Frequencies do not fall", reading));
    }

    private static ClaimVerdict Verdict(IReproduction reproduction, string says, string reading) => reproduction.Run(Few).Claims
        .First(claim => claim.Says.Contains(says, StringComparison.Ordinal)).Findings
        .First(finding => finding.Reading == reading).Verdict;
}
