using TwoLayerChainSim.Engine;
using Xunit.Sdk;

namespace TwoLayerChainSim.Tests.Support;

/// <summary>Each comparison accepts the truth and, as its canary, rejects a planted deviation.</summary>
public class TwoStageTests
{
    private static double Normal(int index, double shift = 0) =>
        shift + new RandomStreams(7, index).Stream("two-stage").NextNormal();

    private static double OtherNormal(int index) => new RandomStreams(8, index).Stream("two-stage").NextNormal();

    [Fact]
    public void A_right_mean_passes() => TwoStage.Mean("normal", 0, 0, 400, index => Normal(index));

    [Fact]
    public void A_shift_of_half_a_deviation_is_red() =>
        Red(() => TwoStage.Mean("normal", 0, 0, 400, index => Normal(index, 0.5)));

    [Fact]
    public void The_error_of_the_reference_counts() =>
        TwoStage.Mean("normal", 0.5, 0.5, 400, index => Normal(index));

    [Fact]
    public void A_deviation_in_opposite_directions_is_not_confirmed() =>
        TwoStage.Mean("flips", 0, 0, 100, index => Normal(index, index < 100 ? 1 : -1));

    [Fact]
    public void A_right_probability_passes() => TwoStage.Probability("sign", 0.5, 500, index => Normal(index) > 0);

    [Fact]
    public void A_wrong_probability_is_red() =>
        Red(() => TwoStage.Probability("sign", 0.6, 500, index => Normal(index) > 0));

    [Fact]
    public void A_right_law_passes() =>
        TwoStage.Law("normal", x => MathNet.Numerics.Distributions.Normal.CDF(0, 1, x), 500, index => Normal(index));

    [Fact]
    public void A_law_of_twice_the_deviation_is_red() => Red(() => TwoStage.Law(
        "normal", x => MathNet.Numerics.Distributions.Normal.CDF(0, 2, x), 500, index => Normal(index)));

    [Fact]
    public void Two_samples_of_one_law_pass() =>
        TwoStage.SameLaw("normal", 500, index => Normal(index), OtherNormal);

    [Fact]
    public void Two_samples_with_equal_means_and_other_deviations_are_red() =>
        Red(() => TwoStage.SameLaw("normal", 500, index => Normal(index), index => 2 * OtherNormal(index)));

    private static void Red(Action comparison) => Assert.ThrowsAny<XunitException>(comparison);
}
