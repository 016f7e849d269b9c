using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Games;
using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

namespace TwoLayerChainSim.Experiments.Reproduction.Hu2021;

/// <summary>Fig. 8: utilities of leader and requestor when the leader plays ZD.</summary>
public sealed class Fig8 : IReproduction
{
    private const double Tolerance = 0.05;
    private const int Grid = 20;

    /// <summary>Payoffs. Default: those of the paper.</summary>
    public PaymentGameOptions Game { get; init; } = new();

    /// <summary>The ZD strategy. Default χ = 2, φ = 0.1; the paper states neither.</summary>
    public ZeroDeterminantOptions ZeroDeterminant { get; init; } = new();

    /// <summary>Initial cooperation probabilities. Default 0.1, 0.3, 0.5, 0.7, 0.9.</summary>
    public IReadOnlyList<double> Starts { get; init; } = [0.1, 0.3, 0.5, 0.7, 0.9];

    /// <summary>Rounds of a run, at least 40. Default 800.</summary>
    public int Rounds { get; init; } = 800;

    /// <inheritdoc/>
    public string Id => "hu2021/fig8";

    /// <inheritdoc/>
    public string Title => "Utilities of leader and requestor when the leader plays ZD";

    /// <inheritdoc/>
    public string Source => $"{HuSetting.Paper}, Fig. 8";

    /// <inheritdoc/>
    public ReproductionResult Run(ReproductionSettings settings)
    {
        var leader = ZeroDeterminant.Strategy(Game);
        var plays = RequestorRules.All
            .Select(rule => Starts
                .Select(start => Adaptation.Of(
                    Game, leader, rule.Create(Game, leader), new(start, start), Rounds, settings.Seed, settings.Replications))
                .ToArray())
            .ToArray();
        return new()
        {
            Figures = [.. RequestorRules.All.Select((rule, i) => Figure(rule.Name, plays[i]))],
            Claims = [Stable(plays), Fair(plays), Faster(plays), Line(leader)],
            Choices =
            [
                RequestorRules.Choice,
                FormattableString.Invariant(
                    $"χ = {ZeroDeterminant.Slope}, φ = {ZeroDeterminant.Scale}; steps of 0.02; {Rounds} rounds, drawn in 40 windows."),
            ],
        };
    }

    private static LineFigure Figure(string rule, Adaptation[] plays) => CurveChart.Of(
        $"hu2021-fig8-{rule.Replace(' ', '-')}",
        $"Utilities under ZD, rule: {rule}",
        $"Utilities of leader and requestor against the round from a low and from a high initial cooperation; the requestor adapts by the "
            + $"rule {rule}. Bands are 95 % intervals of the mean over replications.",
        HuSetting.Round,
        new("utility", "Utility per round", "1"),
        new[] { (Play: plays[0], Line: CurveLine.Solid), (Play: plays[^1], Line: CurveLine.Dotted) }.SelectMany(one => new[]
        {
            CurveChart.Curve(
                FormattableString.Invariant($"leader from {one.Play.Start}"), 0, one.Line,
                one.Play.Windows.Select(window => (window.Round, window.Means.Leader))),
            CurveChart.Curve(
                FormattableString.Invariant($"requestor from {one.Play.Start}"), 1, one.Line,
                one.Play.Windows.Select(window => (window.Round, window.Means.Requestor))),
        }));

    private Claim Stable(Adaptation[][] plays) => new(
        "Fig. 8, left",
        "In the stable state both have the utility of mutual cooperation, 6, whatever the start",
        "utilities in the last quarter of the rounds, farthest from it over the starts, with 95 % interval: within 0.05",
        [
            .. RequestorRules.All.Select((rule, i) =>
            {
                var aim = (Leader: Game.Leader.Cc, Requestor: Game.Requestor.Cc);
                var (aimed, farthest) = plays[i]
                    .SelectMany(play => new[] { (aim.Leader, play.Final.Leader), (aim.Requestor, play.Final.Requestor) })
                    .MaxBy(pair => Math.Abs(pair.Item2.Mean!.Value - pair.Item1));
                var isInside = Math.Max(aimed - farthest.Low!.Value, farthest.High!.Value - aimed) <= Tolerance;
                return Judge.That($"rule: {rule.Name}", isInside, Judge.Text(farthest));
            }),
        ]);

    private static Claim Fair(Adaptation[][] plays) => new(
        "Sec. V-C",
        "The scheme is fair: both end with similar utilities",
        "utility of the leader less that of the requestor in the last quarter, greatest over the starts: within 0.05",
        [
            .. RequestorRules.All.Select((rule, i) =>
            {
                var gap = plays[i].Max(play => Math.Abs(play.Final.Leader.Mean!.Value - play.Final.Requestor.Mean!.Value));
                return Judge.That($"rule: {rule.Name}", gap <= Tolerance, Judge.Text(gap));
            }),
        ]);

    private Claim Faster(Adaptation[][] plays) => new(
        "Fig. 8, right",
        "The higher the initial cooperation, the faster the greatest utilities are reached",
        "rounds until the cooperation probability is 0.95, mean over replications, against the start",
        [
            .. RequestorRules.All.Select((rule, i) =>
            {
                var isReached = plays[i].All(play => play.RoundsToCooperate.High < Rounds);
                var shape = new Shape(plays[i].Select(play => (play.Start, play.RoundsToCooperate.Mean!.Value)));
                return isReached
                    ? shape.Judge($"rule: {rule.Name}", Course.Falls)
                    : new Finding($"rule: {rule.Name}", ClaimVerdict.Contradicted, $"not reached in {Rounds} rounds from some start");
            }),
        ]);

    /// <summary>The identity that the theorem promises against any requestor, on a grid of its mixes.</summary>
    private Claim Line(LeaderStrategy leader)
    {
        var deviations =
            from first in Enumerable.Range(0, Grid + 1)
            from second in Enumerable.Range(0, Grid + 1)
            let payoffs = LongRunPayoffs.Of(Game, leader, new((double)first / Grid, (double)second / Grid))
            where payoffs is not null
            select Math.Abs(
                payoffs.Value.Leader - Game.Leader.Cc - (ZeroDeterminant.Slope * (payoffs.Value.Requestor - Game.Requestor.Cc)));
        var greatest = deviations.Max();
        return new(
            "Theorem IV.2",
            "ZD enforces E_b − 6 = χ (E_r − 6) whatever the requestor does",
            "greatest deviation of the long-run utilities over a grid of q1 and q2: at most 1e-9",
            Judge.That(Finding.AsPublished, greatest <= 1e-9, Judge.Text(greatest)));
    }
}
