using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Tests.Scenario;

/// <summary>What the scheme crowdsensing and its payment game refuse, with the region that is allowed.</summary>
public class CrowdsensingRulesTests
{
    private const string Region = "0 < phi <= 1/(2 + 3 chi)";

    [Theory]
    [InlineData("payment-game: { chi: 0.9 }", "payment-game.chi", "found 0.9", "chi >= 1, and then " + Region)]
    [InlineData("payment-game: { phi: 0.126 }", "payment-game.phi", "found 0.126", Region + ", which is 0.125 at chi = 2")]
    [InlineData("payment-game: { phi: 0 }", "payment-game.phi", "found 0", Region + ", which is 0.125 at chi = 2")]
    [InlineData("payment-game: { chi: 6 }", "payment-game.phi", "found 0.1", Region + ", which is 0.05 at chi = 6")]
    [InlineData("crowdsensing: { solution: published, loss-per-value: 1 }", "crowdsensing.loss-per-value", "found 1", "above 1")]
    [InlineData("crowdsensing: { solution: published, value-weight: 0 }", "crowdsensing.value-weight", "found 0", "above 0")]
    [InlineData("payment-game: { budget: 0 }", "payment-game.budget", "0", "from 0.001 to 9000000")]
    public void What_has_no_strategy_or_optimum_is_an_error_at_the_line_that_was_written(
        string yaml, string key, string found, string allowed)
    {
        var result = ScenarioReader.ReadText("name: study\n" + yaml, "study.yaml");

        Assert.Null(result.Scenario);
        var error = Assert.Single(result.Diagnostics, item => item.Severity == Severity.Error);
        Assert.Equal((key, "study.yaml", 2), (error.Key, error.Origin.Source, error.Origin.Line));
        Assert.Contains(found, error.ToString(), StringComparison.Ordinal);
        Assert.Contains(allowed, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("payment-game: { chi: 1, phi: 0.2 }")]
    [InlineData("payment-game: { chi: 2, phi: 0.125 }")]
    [InlineData("payment-game: { leader: tit-for-tat, chi: 0, phi: 0 }")]
    [InlineData("crowdsensing: { loss-per-value: 0, value-weight: 0 }")]
    public void The_edge_of_the_region_is_accepted(string yaml) =>
        Assert.NotNull(ScenarioReader.ReadText(yaml, "study.yaml").Scenario);

    [Theory]
    [InlineData("crowdsensing", 1)]
    [InlineData("two-layer", 0)]
    public void An_incentive_for_learning_devices_is_a_warning_where_none_learn(string scheme, int warnings)
    {
        var result = ScenarioReader.ReadText($"scheme: {scheme}\nincentive: stackelberg", "study.yaml");

        Assert.Equal(warnings, result.Diagnostics.Count(item => item.Key == "incentive"));
    }

    [Theory]
    [InlineData("scheme: crowdsensing\ncrowdsensing: { loss-per-value: 1 }", 1)]
    [InlineData("scheme: crowdsensing\ncrowdsensing: { loss-per-value: 1.01 }", 0)]
    [InlineData("scheme: crowdsensing\ncrowdsensing: { loss-per-value: 1, max-value: 14 }", 0)]
    [InlineData("scheme: two-layer\ncrowdsensing: { loss-per-value: 1 }", 0)]
    public void Servers_that_would_never_answer_are_a_warning_where_the_scheme_is_used(string yaml, int warnings)
    {
        var result = ScenarioReader.ReadText(yaml, "study.yaml");

        Assert.NotNull(result.Scenario);
        Assert.Equal(warnings, result.Diagnostics.Count(item => item.Key == "crowdsensing.loss-per-value"));
    }
}
