namespace TwoLayerChainSim.Tests.Games;

/// <summary>Bad game files: every error with its place and the feasible region, never an exception.</summary>
public class GameErrorTests
{
    [Theory]
    [InlineData(
        "kind: stackelberg|clients:|  - {rho: 0}",
        "my.yaml:3:11: clients[0].rho: found '0' (out of range); allowed: a number from 1E-09")]
    [InlineData(
        "kind: stackelberg|clients:|  - {rho: -1}",
        "my.yaml:3:11: clients[0].rho: found '-1' (out of range); allowed: a number from")]
    [InlineData("kind: stackelberg|deadline: 1 s|clients: [{}]", "my.yaml:2:11: deadline: found '1 s'; allowed: at least 0.1602 min")]
    [InlineData(
        "kind: stackelberg|deadline: 1 min|clients:|  - {frequency-max: 2 GHz}",
        "my.yaml:4:5: clients[0]: deadline is 1 min, must be at least 7.5 to do 10 + 5 GHz min at up to 2 GHz")]
    [InlineData("kind: stackelberg|deadline: 15|clients: [{}]", "my.yaml:2:11: deadline: found '15' (the unit is missing)")]
    [InlineData(
        "kind: stackelberg|budget: 0|clients: [{}]",
        "my.yaml:2:9: budget: found '0' (out of range); allowed: a number from 1E-06")]
    [InlineData(
        "kind: stackelberg|mining-budget: 2000|clients: [{}]",
        "my.yaml:2:16: mining-budget: mining budget is 2000, must be at least 0 and at most the budget")]
    [InlineData(
        "kind: stackelberg|clients: []",
        "my.yaml:2:10: clients: found an empty or too long list; allowed: a list of one or more")]
    [InlineData("kind: stackelberg", "my.yaml:1:1: clients: is missing; allowed: a list of one or more clients")]
    [InlineData("kind: shapley|clients: 5", "my.yaml:2:10: clients: found '5'; allowed: a list of one or more clients")]
    [InlineData(
        "kind: stackelberg|clients: [{training-ghz-min: 0, mining-ghz-min: 0}]",
        "works are 0 and 0 GHz min, must be at least 0 and not both 0")]
    [InlineData(
        "kind: stackelberg|clients: [{training-ghz-mn: 3}]",
        "clients[0].training-ghz-mn: unknown key; did you mean 'training-ghz-min'?")]
    [InlineData("kind: stackelberg|clients: [3]", "my.yaml:2:11: clients[0]: found '3'; allowed: fields count, training-ghz-min")]
    [InlineData("kind: stackelberg|budgett: 3|clients: [{}]", "my.yaml:2:1: budgett: unknown key; did you mean 'budget'?")]
    [InlineData("kind: stackelberg|budget: 3|budget: 4|clients: [{}]", "my.yaml:3:1: budget: duplicate key, first at my.yaml:2:1")]
    [InlineData("kind: data-submission|loss-per-value: 0.9", "my.yaml:2:17: loss-per-value: found '0.9'; allowed: greater than 1")]
    [InlineData("kind: data-submission|loss-per-value: 1", "my.yaml:2:17: loss-per-value: found '1'; allowed: greater than 1")]
    [InlineData("kind: zero-determinant|chi: 0.5", "my.yaml:2:6: chi: chi is 0.5; allowed: chi >= 1")]
    [InlineData("kind: zero-determinant|phi: 0.2", "my.yaml:2:6: phi: phi is 0.2; allowed for chi = 2: 0 < phi <= 0.125")]
    [InlineData("kind: zero-determinant|phi: 0", "my.yaml:2:6: phi: phi is 0; allowed for chi = 2: 0 < phi <= 0.125")]
    [InlineData("kind: zero-determinant|leader-payoffs: {cc: 9}", "my.yaml:2:22: leader-payoffs.cc: payoffs of the leader are cc 9")]
    [InlineData("kind: zero-determinant|leader-payoffs: {xx: 9}", "my.yaml:2:18: leader-payoffs.xx: unknown key")]
    [InlineData("kind: contract|types: 2|budget: 100", "my.yaml:3:9: budget: budget is 100, must be greater than 2388.32")]
    [InlineData(
        "kind: contract|accuracy-high: 0.1",
        "my.yaml:2:16: accuracy-high: found '0.1'; allowed: greater than accuracy-low = 0.2")]
    [InlineData(
        "kind: pbft-timing|nodes: [3]",
        "my.yaml:2:9: nodes: found '3' (out of range); allowed: a list [a, b] of growing whole numbers from 4")]
    [InlineData("kind: stackelbreg", "my.yaml:1:7: kind: found 'stackelbreg'; allowed: stackelberg, shapley")]
    [InlineData("budget: 1", "my.yaml:1:1: kind: is missing; allowed: stackelberg")]
    [InlineData("", "is empty; allowed: keys such as 'kind: stackelberg'")]
    [InlineData("kind: [", "not YAML")]
    [InlineData(
        "kind: shapley|clients: [{training-ghz-min: 4, training-to-ghz-min: 2}]",
        "found '2'; allowed: 0, or at least training-ghz-min = 4")]
    [InlineData("kind: shapley|clients: [{count: 9000}, {count: 9000}]", "found 18000 clients; allowed: at most 10000 in sum")]
    public void A_mistake_is_told_with_its_place_and_what_is_allowed(string text, string expected) =>
        Assert.Contains(GameFileTests.Errors(text.Replace('|', '\n')), error => error.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var errors = GameFileTests.Errors(
            "kind: stackelberg\nxi: many\nleader: best\nclients:\n  - {rho: 0, count: 0}\n  - {training-ghz-min: -1, watts: 3}\n");
        Assert.Equal(6, errors.Length);
    }
}
