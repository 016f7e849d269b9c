using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Model.Incentives.Stackelberg;

namespace TwoLayerChainSim.Experiments.Reproduction.Wang2022;

/// <summary>Fig. 3: utilities by the work of training and of mining, with complete and incomplete information.</summary>
public sealed class Fig3 : IReproduction
{
    private const double Last = 5;
    private const int Points = 25;

    /// <summary>The setting. Default: 2.5 GHz min, the middle of the swept range, for the work that is not swept.</summary>
    public WangSetting Setting { get; init; } = new() { Training = 2.5, Mining = 2.5 };

    /// <inheritdoc/>
    public string Id => "wang2022/fig3";

    /// <inheritdoc/>
    public string Title => "Utilities by the work of training and of mining";

    /// <inheritdoc/>
    public string Source => $"{WangSetting.Paper}, Fig. 3";

    /// <inheritdoc/>
    public ReproductionResult Run(ReproductionSettings settings)
    {
        var byTraining = Sweep(work => Setting with { Training = work });
        var byMining = Sweep(work => Setting with { Mining = work });
        return new()
        {
            Figures =
            [
                Figure("training", WangSetting.TrainingWork, byTraining), Figure("mining", WangSetting.MiningWork, byMining),
            ],
            Claims = [.. Claims(byTraining, byMining), TruthfulReport()],
            Choices =
            [
                "50 clients with the same work share the budget equally; the work that is not swept is 2.5 GHz min; f(x) = x. The paper "
                    + "states none of them for this figure. Client utilities are those of all clients together.",
            ],
        };
    }

    private static (double X, Utilities Y)[] Sweep(Func<double, WangSetting> at) =>
        [.. WangSetting.Positions(Last, Points).Select(work => (work, Utilities.Of(at(work))))];

    private static LineFigure Figure(string name, FigureAxis x, (double X, Utilities Y)[] points)
    {
        Curve Of(string label, int color, CurveLine line, Func<Utilities, double> of) =>
            CurveChart.Curve(label, color, line, points.Select(point => (point.X, of(point.Y))));
        return CurveChart.Of(
            $"wang2022-fig3-{name}",
            $"Utilities by the work of {name}",
            $"Utilities of all clients and of the model owner against the work of {name} of each client: Theorems 3.1 and 3.2 (complete "
                + "information), Theorem 4.1 (incomplete information), and exact play.",
            x,
            WangSetting.Utility,
            Of("owner, complete", 0, CurveLine.Solid, y => y.OwnerComplete),
            Of("owner, incomplete", 1, CurveLine.Solid, y => y.OwnerIncomplete),
            Of("owner, exact", 0, CurveLine.Dashed, y => y.OwnerExact),
            Of("clients, complete", 2, CurveLine.Solid, y => y.ClientComplete),
            Of("clients, incomplete", 3, CurveLine.Solid, y => y.ClientIncomplete),
            Of("clients, exact", 2, CurveLine.Dashed, y => y.ClientExact));
    }

    private static IEnumerable<Claim> Claims((double X, Utilities Y)[] byTraining, (double X, Utilities Y)[] byMining)
    {
        yield return new(
            "Fig. 3, left",
            "The utility of the model owner rises with the work of training",
            "shape of the curve",
            Judged(Finding.AsPublished, Course.Rises, byTraining, y => y.OwnerComplete),
            Judged("as published, incomplete information", Course.Rises, byTraining, y => y.OwnerIncomplete),
            Judged(Finding.Exact, Course.Rises, byTraining, y => y.OwnerExact));
        yield return new(
            "Sec. 5.2",
            "More work of training shortens the round, and that raises the utility of the model owner",
            "shape of the utility of the model owner without f: what time and money leave",
            Judged(Finding.AsPublished, Course.Rises, byTraining, y => y.OwnerComplete - y.Value),
            Judged(Finding.Exact, Course.Rises, byTraining, y => y.OwnerExact - y.Value));
        yield return new(
            "Fig. 3, right (E11)",
            "The utility of the model owner rises with the work of mining",
            "shape of the curve",
            Judged(Finding.AsPublished, Course.Rises, byMining, y => y.OwnerComplete),
            Judged("as published, incomplete information", Course.Rises, byMining, y => y.OwnerIncomplete),
            Judged(Finding.Exact, Course.Rises, byMining, y => y.OwnerExact));
        yield return new(
            "Fig. 3",
            "Clients get less with more work of training, and with more work of mining",
            "shape of the total utility of the clients",
            Judged("as published, training", Course.Falls, byTraining, y => y.ClientComplete),
            Judged("as published, mining", Course.Falls, byMining, y => y.ClientComplete),
            Judged(Finding.Exact, Course.Falls, byTraining, y => y.ClientExact));
        var gap = byTraining.Concat(byMining).Select(point => point.Y.OwnerIncomplete - point.Y.OwnerComplete).ToArray();
        yield return new(
            "Theorems 3.2, 4.1 (E4)",
            "Knowing the clients does not harm the model owner",
            "utility with complete less that with incomplete information, least over both sweeps",
            Judge.That(
                Finding.AsPublished, -gap.Max() >= 0, $"the gain of not knowing is {Judge.Text(gap.Min())} to {Judge.Text(gap.Max())}"));
    }

    /// <summary>Condition (18): what a client gains by a wrong report of its work, under Theorem 4.1 and under a posted price.</summary>
    private static Claim TruthfulReport()
    {
        var client = new WangSetting { Training = 5 }.Client;
        var bounds = new PaymentBounds(25, 5);
        return new(
            "Theorem 4.1, Eq. (18) (E7)",
            "No client gains by reporting another work than its own",
            "greatest gain over the truth for reports of 0.8 to 3 times the work (μ = ψ = 5, R_t = 25), within 1e-9",
            Gain("as published, client of Theorem 3.1", new PublishedIncompletePricing(), new PublishedReply()),
            Gain("as published, exact client", new PublishedIncompletePricing(), new ExactReply()),
            Gain("posted price, exact client", new PostedPricing(10), new ExactReply()));

        Finding Gain(string reading, ILeaderPricing pricing, IClientStrategy strategy)
        {
            double Utility(double factor) => pricing.Quote(client with { TrainingGhzMinutes = factor * 5 }, bounds) is { } prices
                && strategy.Reply(client, prices, bounds) is { TakesPart: true } reply ? reply.Utility : 0;
            var best = Enumerable.Range(8, 23).Select(i => i / 10.0).MaxBy(Utility);
            var gain = Utility(best) - Utility(1);
            return Judge.That(
                reading, gain <= 1e-9,
                gain <= 1e-9 ? "no report gains" : $"a report of {Judge.Text(best)} times the work gains {Judge.Text(gain)}");
        }
    }

    private static Finding Judged(string reading, Course claimed, (double X, Utilities Y)[] points, Func<Utilities, double> of) =>
        new Shape(points.Select(point => (point.X, of(point.Y)))).Judge(reading, claimed);

    /// <summary>Utilities of all clients and of the model owner.</summary>
    private readonly record struct Utilities(
        double Value, double ClientComplete, double OwnerComplete, double ClientIncomplete, double OwnerIncomplete,
        double ClientExact, double OwnerExact)
    {
        public static Utilities Of(WangSetting setting)
        {
            var (work, bounds, number) = (setting.Client, setting.EqualBounds(setting.Clients), setting.Clients);
            ClientReply At(IClientStrategy client, Prices? prices) => client.Reply(work, prices!.Value, bounds);
            var complete = At(new PublishedReply(), new PublishedCompletePricing().Quote(work, bounds));
            var incomplete = At(new PublishedReply(), new PublishedIncompletePricing().Quote(work, bounds));
            var exact = At(new ExactReply(), LeaderOptimum.Of(work, bounds)!.Value.Prices);
            double Clients(ClientReply reply) => number * WangSetting.ClientUtility(reply);
            double Owner(ClientReply reply) => number * setting.OwnerUtility(work, reply);
            return new(
                number * setting.Training,
                Clients(complete), Owner(complete), Clients(incomplete), Owner(incomplete), Clients(exact), Owner(exact));
        }
    }
}
