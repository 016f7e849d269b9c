using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Reproduction;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Model.Incentives.ZeroDeterminant;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>The repeated payment game between the leader that publishes a model and the requestor that pays for it.</summary>
internal sealed class ZeroDeterminantPayment : IGame
{
    private const string Hu = "Hu et al. 2021, Sec. IV-D";

    /// <inheritdoc/>
    public string Kind => "zero-determinant";

    /// <inheritdoc/>
    public string Description => "A leader publishes models and a requestor pays for them, round by round";

    /// <inheritdoc/>
    public string Source => Hu;

    /// <inheritdoc/>
    public ImmutableArray<ScenarioKey> Keys { get; } =
    [
        ScenarioKey.Choice("leader", "zero-determinant", "Strategy of the leader", Hu,
            new KeyChoice("zero-determinant", "Enforces a line of payoffs, with chi and phi", Hu),
            new KeyChoice("tit-for-tat", "Does what the requestor did", Hu),
            new KeyChoice("win-stay-lose-shift", "Repeats what paid and changes what did not", Hu),
            new KeyChoice("always-cooperate", "Publishes always", "[P]"),
            new KeyChoice("always-defect", "Publishes never", "[P]"),
            new KeyChoice("random", "Publishes with probability 1/2", "[P]")),
        ScenarioKey.Number("chi", 2, -1e6, 1e6, "Slope of the enforced line, at least 1 for the usual payoffs", Hu),
        ScenarioKey.Number("phi", 0.1, -1e6, 1e6, "Scale of the ZD strategy, in (0, 1 / (2 + 3 chi)] for the usual payoffs", Hu),
        ScenarioKey.Choice("requestor", "long-run-gradient", "How the requestor adapts", "[P] the paper gives no rule",
            new KeyChoice("long-run-gradient", "Climbs its long-run payoff", "Press & Dyson 2012"),
            new KeyChoice("fairness-adaptive", "Cooperates more while it is ahead of the leader", "[P]"),
            new KeyChoice("myopic", "Climbs the payoff of the round alone", "[P] negative control"),
            new KeyChoice("fixed", "Never adapts", "[P]")),
        ScenarioKey.Fraction("q1", 0.5, "First probability that the requestor pays after the leader published", Hu),
        ScenarioKey.Fraction("q2", 0.5, "First probability that the requestor pays after the leader did not publish", Hu),
        ScenarioKey.Number("step", 0.02, 1e-6, 1, "Step of the adaptation", "[P]"),
        ScenarioKey.Whole("rounds", 800, 40, 1_000_000, "Rounds of a run", "[P]"),
        ScenarioKey.Whole("replications", 100, 2, 10_000, "Independent runs", "[P]"),
        .. Payoffs("leader-payoffs", new PaymentGameOptions().Leader), .. Payoffs("requestor-payoffs", new PaymentGameOptions().Requestor),
    ];

    /// <inheritdoc/>
    public ImmutableArray<ScenarioKey> ClientKeys => [];

    /// <inheritdoc/>
    public GameResult? Play(GameFile file)
    {
        var game = new PaymentGameOptions
        {
            Leader = Payoffs(file.Top, "leader-payoffs"),
            Requestor = Payoffs(file.Top, "requestor-payoffs"),
        };
        file.Refuse(game.Problems(), [.. Keys.Where(key => key.Section.Length > 0).Select(key => key.Path)]);
        if (file.Diagnostics.HasErrors || Strategy(file, game) is not { } leader)
        {
            return null;
        }

        var start = new RequestorMix(file.Top.Number("q1"), file.Top.Number("q2"));
        var rule = file.Top.Choice<RequestorPolicy>("requestor").Rule(game, leader, file.Top.Number("step"), start);
        var plays = Adaptation.Of(
            game, leader, rule, start, file.Top.Whole("rounds"), (ulong)file.Top.Number("seed"), file.Top.Whole("replications"));
        var longRun = LongRunPayoffs.Of(game, leader, start);
        return new()
        {
            Findings = Findings(file.Top, game, leader, plays, longRun),
            Table = Table(plays, longRun, start),
            Figures = [Cooperation(plays), Utilities(plays)],
        };
    }

    private static ScenarioKey[] Payoffs(string section, PerOutcome payoffs)
    {
        ScenarioKey Of(string outcome, double value, string meaning) =>
            ScenarioKey.Number($"{section}.{outcome}", value, -1e6, 1e6, meaning, $"{Hu}");
        return
        [
            Of("cc", payoffs.Cc, "Payoff when it is published and paid"), Of("cd", payoffs.Cd, "Payoff when it is published and not paid"),
            Of("dc", payoffs.Dc, "Payoff when it is paid and not published"), Of("dd", payoffs.Dd, "Payoff when neither is done"),
        ];
    }

    private static PerOutcome Payoffs(GameValues values, string section) => new(
        values.Number($"{section}.cc"), values.Number($"{section}.cd"), values.Number($"{section}.dc"), values.Number($"{section}.dd"));

    private static LeaderStrategy? Strategy(GameFile file, PaymentGameOptions game)
    {
        var zd = new ZeroDeterminantOptions { Slope = file.Top.Number("chi"), Scale = file.Top.Number("phi") };
        var policy = file.Top.Choice<LeaderPolicy>("leader");
        if (policy == LeaderPolicy.ZeroDeterminant && zd.Problems(game) is { Count: > 0 } problems)
        {
            file.Refuse(problems, "chi", "phi");
            return null;
        }

        return policy.Strategy(game, zd);
    }

    private static ImmutableArray<string> Findings(
        GameValues values, PaymentGameOptions game, LeaderStrategy leader, Adaptation plays, LongRunPayoffs? longRun)
    {
        var p = leader.Cooperation;
        var findings = new List<string>
        {
            $"The leader publishes with probability {Judge.Text(p.Cc)} after cc, {Judge.Text(p.Cd)} after cd, {Judge.Text(p.Dc)} after dc, "
                + $"{Judge.Text(p.Dd)} after dd.",
            $"In the last quarter of the rounds the requestor pays with probability {Judge.Text(plays.Final.Cooperation)}; payoffs are "
                + $"{Judge.Text(plays.Final.Leader)} of the leader and {Judge.Text(plays.Final.Requestor)} of the requestor.",
        };
        if (values.Choice<LeaderPolicy>("leader") == LeaderPolicy.ZeroDeterminant && longRun is { } payoffs)
        {
            var deviation = payoffs.Leader - game.Leader.Cc - (values.Number("chi") * (payoffs.Requestor - game.Requestor.Cc));
            findings.Add(
                $"The enforced line E_b - {Judge.Text(game.Leader.Cc)} = {Judge.Text(values.Number("chi"))} (E_r - "
                + $"{Judge.Text(game.Requestor.Cc)}) holds at the first mix up to {Judge.Text(Math.Abs(deviation))}.");
        }

        if (longRun is null)
        {
            findings.Add("At the first mix the long run depends on the first move: mutual cooperation and mutual defection both last.");
        }

        return [.. findings];
    }

    private static ResultTable Table(Adaptation plays, LongRunPayoffs? longRun, RequestorMix start)
    {
        static ImmutableArray<ResultCell> Simulated(string when, PlayMeans means) =>
        [
            when, means.Cooperation.Mean, means.Cooperation.HalfWidth, means.Leader.Mean, means.Leader.HalfWidth, means.Requestor.Mean,
            means.Requestor.HalfWidth,
        ];
        return new(
            "payoffs", "Payoffs per round",
            ["when", "q1", "q1_ci95_half", "leader", "leader_ci95_half", "requestor", "requestor_ci95_half"],
            [
                [
                    "long run of the first mix, closed form", start.AfterCooperation, ResultCell.Missing, longRun?.Leader,
                    ResultCell.Missing, longRun?.Requestor, ResultCell.Missing,
                ],
                Simulated("first window", plays.Windows[0].Means),
                Simulated("last quarter", plays.Final),
            ]);
    }

    private static LineFigure Cooperation(Adaptation plays) => CurveChart.Of(
        "cooperation", "Cooperation of the requestor",
        "Probability that the requestor pays after the leader published, against the round. The band is a 95 % interval of the mean.",
        new("round", "Round", "1"), new("cooperation", "Cooperation probability q1", "1") { Lowest = 0, Highest = 1 },
        Of("requestor", 0, plays, means => means.Cooperation));

    private static LineFigure Utilities(Adaptation plays) => CurveChart.Of(
        "payoffs", "Payoffs per round",
        "Payoffs of leader and requestor against the round. Bands are 95 % intervals of the mean.",
        new("round", "Round", "1"), new("payoff", "Payoff per round", "1"),
        Of("leader", 0, plays, means => means.Leader), Of("requestor", 1, plays, means => means.Requestor));

    private static Curve Of(string label, int color, Adaptation plays, Func<PlayMeans, Estimate> of) => CurveChart.Curve(
        label, color, CurveLine.Solid, plays.Windows.Select(window => (window.Round, of(window.Means))));
}
