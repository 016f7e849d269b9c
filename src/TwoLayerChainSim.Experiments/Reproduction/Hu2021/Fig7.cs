using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Games;
using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

namespace TwoLayerChainSim.Experiments.Reproduction.Hu2021;

/// <summary>Fig. 7: cooperation probability of the requestor when the leader plays ZD, TFT or WSLS.</summary>
public sealed class Fig7 : IReproduction
{
    /// <summary>Full cooperation: a mean of at least this.</summary>
    private const double Full = 0.99;

    /// <summary>Payoffs. Default: those of the paper.</summary>
    public PaymentGameOptions Game { get; init; } = new();

    /// <summary>The ZD strategy. Default χ = 2, φ = 0.1; the paper states neither.</summary>
    public ZeroDeterminantOptions ZeroDeterminant { get; init; } = new();

    /// <summary>Initial cooperation probabilities. Default 0.1, 0.3, 0.5, 0.7, 0.9.</summary>
    public IReadOnlyList<double> Starts { get; init; } = [0.1, 0.3, 0.5, 0.7, 0.9];

    /// <summary>Rounds of a run, at least 40. Default 800.</summary>
    public int Rounds { get; init; } = 800;

    /// <inheritdoc/>
    public string Id => "hu2021/fig7";

    /// <inheritdoc/>
    public string Title => "Cooperation of the requestor under strategies of the leader";

    /// <inheritdoc/>
    public string Source => $"{HuSetting.Paper}, Fig. 7";

    /// <inheritdoc/>
    public ReproductionResult Run(ReproductionSettings settings)
    {
        (string Name, LeaderStrategy Strategy)[] leaders =
        [
            ("ZD", ZeroDeterminant.Strategy(Game)), ("TFT", LeaderStrategy.TitForTat), ("WSLS", LeaderStrategy.WinStayLoseShift),
        ];
        var plays = RequestorRules.All
            .Select(rule => leaders
                .Select(leader => Starts
                    .Select(start => Adaptation.Of(
                        Game, leader.Strategy, rule.Create(Game, leader.Strategy), new(start, start), Rounds, settings.Seed,
                        settings.Replications))
                    .ToArray())
                .ToArray())
            .ToArray();
        return new()
        {
            Figures = [.. RequestorRules.All.Select((rule, i) => Figure(rule.Name, [.. leaders.Select(leader => leader.Name)], plays[i]))],
            Claims =
            [
                Cooperates(plays), Fails("TFT", plays, 1), Fails("WSLS", plays, 2),
                Validity(), Family(), StableState(),
            ],
            Choices =
            [
                RequestorRules.Choice,
                FormattableString.Invariant(
                    $"ZD with χ = {ZeroDeterminant.Slope}, φ = {ZeroDeterminant.Scale}; steps of 0.02; {Rounds} rounds."),
            ],
        };
    }

    private static LineFigure Figure(string rule, string[] leaders, Adaptation[][] plays) => CurveChart.Of(
        $"hu2021-fig7-{rule.Replace(' ', '-')}",
        $"Cooperation of the requestor, rule: {rule}",
        $"Cooperation probability of the requestor against the round for the strategies of the leader, from a low and from a high start; "
            + $"the requestor adapts by the rule {rule}. Bands are 95 % intervals of the mean over replications.",
        HuSetting.Round,
        HuSetting.Cooperation,
        leaders.SelectMany((leader, i) => new[] { (Play: plays[i][0], Line: CurveLine.Solid), (Play: plays[i][^1], Line: CurveLine.Dotted) }
            .Select(one => CurveChart.Curve(
                FormattableString.Invariant($"{leader} from {one.Play.Start}"), i, one.Line,
                one.Play.Windows.Select(window => (window.Round, window.Means.Cooperation))))));

    private static Claim Cooperates(Adaptation[][][] plays) => new(
        "Fig. 7",
        "ZD drives the requestor to full cooperation from every start",
        "cooperation in the last quarter of the rounds, least over the starts, with its 95 % interval: at least 0.99",
        [
            .. RequestorRules.All.Select((rule, i) =>
            {
                var least = Least(plays[i][0]);
                return new Finding($"rule: {rule.Name}", Verdict(least.Low >= Full, least.High < Full), Judge.Text(least));
            }),
        ]);

    private static Claim Fails(string name, Adaptation[][][] plays, int leader) => new(
        name == "TFT" ? "Fig. 7 (Z2)" : "Fig. 7",
        $"{name} fails to do so",
        "the same for this strategy: below 0.99 from some start",
        [
            .. RequestorRules.All.Select((rule, i) =>
            {
                var least = Least(plays[i][leader]);
                return new Finding($"rule: {rule.Name}", Verdict(least.High < Full, least.Low >= Full), Judge.Text(least));
            }),
        ]);

    private static Estimate Least(Adaptation[] plays) =>
        plays.Select(play => play.Final.Cooperation).MinBy(cooperation => cooperation.Mean!.Value);

    private static ClaimVerdict Verdict(bool isSo, bool isNot) =>
        isSo ? ClaimVerdict.Reproduced : isNot ? ClaimVerdict.Contradicted : ClaimVerdict.NotReproducible;

    /// <summary>Theorem IV.2 asks for γ ≠ 0 and χ ≥ 1 alone.</summary>
    private Claim Validity()
    {
        var pairs =
            (from slope in (double[])[1, 1.5, 2, 3, 5, 10]
             from scale in (double[])[-0.1, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]
             select new ZeroDeterminantOptions { Slope = slope, Scale = scale }).ToArray();
        var valid = pairs.Count(pair => pair.Problems(Game).Count == 0);
        return new(
            "Theorem IV.2 (Z1)",
            "γ ≠ 0 and χ ≥ 1 are enough for a ZD strategy",
            $"of {pairs.Length} pairs with γ ≠ 0 and χ ≥ 1, those that give probabilities",
            Judge.That(
                Finding.AsPublished, valid == pairs.Length,
                FormattableString.Invariant($"{valid}; for χ = 2: 0 < γ ≤ {ZeroDeterminantOptions.GreatestScale(Game, 2)}")));
    }

    private Claim Family()
    {
        var least = ZeroDeterminantOptions.LeastSlope(Game);
        var member = new ZeroDeterminantOptions { Slope = least, Scale = ZeroDeterminantOptions.GreatestScale(Game, least) }.Strategy(Game);
        var (p, q) = (member.Cooperation, LeaderStrategy.TitForTat.Cooperation);
        var distance = new[] { p.Cc - q.Cc, p.Cd - q.Cd, p.Dc - q.Dc, p.Dd - q.Dd }.Max(Math.Abs);
        return new(
            "Sec. V-C (Z2)",
            "TFT is another strategy than those proposed",
            "greatest difference of a probability between TFT and the member with the least χ and the greatest φ: above 1e-9",
            Judge.That(Finding.AsPublished, distance > 1e-9, $"{Judge.Text(distance)} at χ = {Judge.Text(least)}"));
    }

    /// <summary>With χ = 1 nothing leads out of mutual defection.</summary>
    private Claim StableState()
    {
        return new(
            "Theorem IV.2 (Z3)",
            "Mutual cooperation is the stable state for every χ ≥ 1",
            "probability that the leader cooperates after mutual defection: above 0",
            Of(1, 0.1), Of(ZeroDeterminant.Slope, ZeroDeterminant.Scale));

        Finding Of(double slope, double scale)
        {
            var way = new ZeroDeterminantOptions { Slope = slope, Scale = scale }.Strategy(Game).Cooperation.Dd;
            return Judge.That(FormattableString.Invariant($"χ = {slope}"), way > 0, Judge.Text(way));
        }
    }
}
