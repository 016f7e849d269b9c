using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Statistics;
using TwoLayerChainSim.Model.Incentives.Shapley;
using TwoLayerChainSim.Model.Incentives.Stackelberg;

namespace TwoLayerChainSim.Experiments.Reproduction.Wang2022;

/// <summary>Fig. 2: total utility of the clients and utility of the model owner for four pairs of strategies.</summary>
public sealed class Fig2 : IReproduction
{
    private const int NumberStep = 5;

    /// <summary>The setting. Default: that of the paper.</summary>
    public WangSetting Setting { get; init; } = new();

    /// <inheritdoc/>
    public string Id => "wang2022/fig2";

    /// <inheritdoc/>
    public string Title => "Utilities for four pairs of strategies, by the number of clients";

    /// <inheritdoc/>
    public string Source => $"{WangSetting.Paper}, Fig. 2";

    /// <inheritdoc/>
    public ReproductionResult Run(ReproductionSettings settings)
    {
        int[] numbers = [.. Enumerable.Range(1, Setting.Clients / NumberStep).Select(i => i * NumberStep)];
        var pairs = numbers.Select(number => StrategyPairs.Of(Setting, number, settings)).ToArray();
        return new()
        {
            Figures = [Figure(numbers, pairs, isOwner: false), Figure(numbers, pairs, isOwner: true)],
            Claims =
            [
                .. Ordering(pairs[^1]),
                .. Levels(numbers, pairs),
                Theorem32(pairs[^1]),
                Exhausted(),
                IdenticalShares(),
            ],
            Choices =
            [
                "ψ = 5 GHz min and f(x) = x: the paper states neither.",
                "Random strategies are uniform over what is feasible, and payments are cut at the bounds of the budget unless a row says "
                    + "otherwise: the paper defines neither.",
            ],
        };
    }

    private static LineFigure Figure(int[] numbers, StrategyPairs[] pairs, bool isOwner)
    {
        var who = isOwner ? "the model owner" : "all clients";
        Curve Of(string label, int color, CurveLine line, Func<StrategyPairs, PairUtility> of) => CurveChart.Curve(
            label, color, line, numbers.Select((n, i) => ((double)n, isOwner ? of(pairs[i]).Owner : of(pairs[i]).Clients)));
        return CurveChart.Of(
            isOwner ? "wang2022-fig2-owner" : "wang2022-fig2-clients",
            $"Utility of {who}, client strategy against owner strategy",
            $"Utility of {who} against the number of clients, for pairs of client strategy and model owner strategy: Theorems 3.1 and "
                + "3.2 as published, random ones, and exact ones. Bands are 95 % intervals of the mean over replications.",
            new("clients", "Number of clients", "1"),
            WangSetting.Utility,
            Of("Thm 3.1 - Thm 3.2", 0, CurveLine.Solid, pair => pair.Published),
            Of("random - Thm 3.2", 1, CurveLine.Dotted, pair => pair.RandomClient),
            Of("Thm 3.1 - random", 2, CurveLine.Dotted, pair => pair.RandomOwner),
            Of("random - random", 3, CurveLine.Dotted, pair => pair.BothRandom),
            Of("exact - Thm 3.2", 1, CurveLine.Dashed, pair => pair.ExactClient),
            Of("exact - random", 2, CurveLine.Dashed, pair => pair.ExactAgainstRandom),
            Of("exact - exact", 0, CurveLine.Dashed, pair => pair.Exact));
    }

    private IEnumerable<Claim> Ordering(StrategyPairs last)
    {
        var at = $"at {Setting.Clients} clients, mean over replications with 95 % interval";
        yield return new(
            "Fig. 2, left (E9)",
            "Clients get the most when both sides play their optimal strategies",
            $"total client utility {at}: both optimal against the best of the other pairs",
            Judge.Best(
                Finding.AsPublished, last.Published.Clients, ("random clients, optimal owner", last.RandomClient.Clients),
                ("optimal clients, random owner", last.RandomOwner.Clients), ("both random", last.BothRandom.Clients)),
            Judge.Best(
                "as published, payments not cut at the budget", last.Published.Clients,
                ("random clients, optimal owner", last.RandomClientUncapped)),
            Judge.Best(
                Finding.Exact, last.Exact.Clients, ("optimal clients, random owner", last.ExactAgainstRandom.Clients)));
        yield return new(
            "Fig. 2, left (E1, E9)",
            "The optimal strategy of a client beats a random one",
            $"total client utility {at}, less that of random clients at the same prices (Theorem 3.2)",
            Judge.Positive(Finding.AsPublished, Difference(last.Published.Clients, last.RandomClient.Clients), "difference"),
            Judge.Positive(Finding.Exact, Difference(last.ExactClient.Clients, last.RandomClient.Clients), "difference"));
        yield return new(
            "Fig. 2, right (E4, E9)",
            "The model owner gets the most when both sides play their optimal strategies",
            $"utility of the model owner {at}: both optimal against the best of the other pairs",
            Judge.Best(
                Finding.AsPublished, last.Published.Owner, ("random clients, optimal owner", last.RandomClient.Owner),
                ("optimal clients, random owner", last.RandomOwner.Owner), ("both random", last.BothRandom.Owner)),
            Judge.Best(
                Finding.Exact, last.Exact.Owner, ("optimal clients, random owner", last.ExactAgainstRandom.Owner)));
    }

    private static IEnumerable<Claim> Levels(int[] numbers, StrategyPairs[] pairs)
    {
        var last = pairs[^1];
        yield return new(
            "Fig. 2, left (E9)",
            "The clients' total utility comes near the top of the axis, 1200",
            $"greatest total utility with both optimal at {numbers[^1]} clients, within 1000 to 1200",
            Judge.Level(Finding.AsPublished, last.Published.Clients.Mean!.Value, 1000, 1200),
            Judge.Level("exact clients, Theorem 3.2 prices, cut at the budget", last.ExactClient.Clients.Mean!.Value, 1000, 1200));
        const string unstated = "f is not stated, f(x) = x here";
        yield return new(
            "Fig. 2, right (E9)",
            "The utility of the model owner rises with the number of clients, from about −100 to at most 400",
            $"utility of the model owner with both optimal at {numbers[^1]} clients, within 200 to 400",
            Judge.Level(Finding.AsPublished, last.Published.Owner.Mean!.Value, 200, 400, unstated),
            Judge.Level(Finding.Exact, last.Exact.Owner.Mean!.Value, 200, 400, unstated));
    }

    private Claim Theorem32(StrategyPairs last)
    {
        var bounds = Setting.EqualBounds(Setting.Clients);
        var incomplete = new PublishedIncompletePricing().Quote(Setting.Client, bounds)!.Value;
        var reply = new PublishedReply().Reply(Setting.Client, incomplete, bounds);
        var without = new Estimate(1, Setting.Clients * Setting.OwnerUtility(Setting.Client, reply), null, null, null);
        return new(
            "Theorem 3.2 (E4)",
            "The prices of Theorem 3.2 give the model owner the greatest utility",
            $"utility of the model owner at {Setting.Clients} clients against other feasible prices",
            Judge.Best(
                Finding.AsPublished, last.Published.Owner,
                ("Theorem 4.1, which knows less", without), ("the exact prices", last.Exact.Owner)),
            Judge.Best(
                Finding.Exact, last.Exact.Owner,
                ("Theorem 4.1", without), ("Theorem 3.2", last.Published.Owner)));
    }

    private Claim Exhausted()
    {
        var bounds = Setting.EqualBounds(Setting.Clients);
        return new(
            "Eq. (16) (E5)",
            "At the prices of Theorem 3.2 the payment for mining is exactly its bound R_m",
            "payment for mining of a client of Theorem 3.1, relative to R_m, within 1e-9",
            Of("as printed", new PublishedCompletePricing(isAsPrinted: true)),
            Of("exponent corrected", new PublishedCompletePricing()));

        Finding Of(string reading, ILeaderPricing pricing)
        {
            var reply = new PublishedReply().Reply(Setting.Client, pricing.Quote(Setting.Client, bounds)!.Value, bounds);
            var share = reply.MiningPaid / bounds.Mining;
            return Judge.That(reading, Math.Abs(share - 1) <= 1e-9, $"{Judge.Text(share)} of R_m");
        }
    }

    private Claim IdenticalShares()
    {
        var works = Enumerable.Repeat(Setting.Training, 10).ToArray();
        var game = new ContributionGame(works, target: Setting.Training);
        var shapley = ShapleyValues.Of(game, 2, new RandomStream(0));
        var printed = works.Max(work => Math.Abs(work - game.Target));
        return new(
            "Eqs. (5), (6) (E8)",
            "Eq. (6) divides the budget among identical clients whose work is the target g, as in Fig. 2",
            "value v(N) of all clients, by which Eq. (6) divides",
            Judge.That(
                "W over non-empty sets, as printed", printed > 0,
                $"v(N) = {Judge.Text(printed)}{(printed > 0 ? "" : ", so each share is 0/0")}"),
            Judge.That(
                "W over all sets", game.Value(works.Length, works.Sum()) > 0,
                $"v(N) = {Judge.Text(game.Value(works.Length, works.Sum()))}, each share is {Judge.Text(shapley.Shares[0])}"));
    }

    /// <summary>Difference of a number that is exact or a mean and of one that is; the interval is that of the random one.</summary>
    private static Estimate Difference(Estimate one, Estimate other) => new(
        Math.Max(one.Count, other.Count),
        one.Mean - other.Mean,
        one.StandardDeviation ?? other.StandardDeviation,
        (one.Low ?? one.Mean) - (other.High ?? other.Mean),
        (one.High ?? one.Mean) - (other.Low ?? other.Mean));
}
