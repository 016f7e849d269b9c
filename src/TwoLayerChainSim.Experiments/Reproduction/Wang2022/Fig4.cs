using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Model.Incentives.Stackelberg;

namespace TwoLayerChainSim.Experiments.Reproduction.Wang2022;

/// <summary>Fig. 4: utilities of a client and of the model owner by the unit prices of training and of mining.</summary>
public sealed class Fig4 : IReproduction
{
    private const double LastPrice = 10;
    private const int Points = 40;
    private const int GridPoints = 28;

    /// <summary>The setting. Default: that of the paper.</summary>
    public WangSetting Setting { get; init; } = new();

    /// <summary>The price that is not swept, per min. Default 5; the paper does not state it.</summary>
    public double OtherPrice { get; init; } = 5;

    /// <inheritdoc/>
    public string Id => "wang2022/fig4";

    /// <inheritdoc/>
    public string Title => "Utilities by the unit prices of training and of mining";

    /// <inheritdoc/>
    public string Source => $"{WangSetting.Paper}, Fig. 4";

    /// <inheritdoc/>
    public ReproductionResult Run(ReproductionSettings settings)
    {
        var byTraining = Sweep(price => new(price, OtherPrice));
        var byMining = Sweep(price => new(OtherPrice, price));
        return new()
        {
            Figures =
            [
                Figure("training", WangSetting.TrainingPrice, byTraining), Figure("mining", WangSetting.MiningPrice, byMining),
            ],
            Claims = [.. ByTraining(byTraining), .. ByMining(byMining), Theorem31()],
            Choices =
            [
                FormattableString.Invariant(
                    $"One client with μ = 10 and ψ = 5 GHz min, the other price {OtherPrice} per min, f(x) = x: the paper states none."),
            ],
        };
    }

    private Point[] Sweep(Func<double, Prices> at)
    {
        var none = new PaymentBounds(double.PositiveInfinity, double.PositiveInfinity);
        return
        [
            .. WangSetting.Positions(LastPrice, Points)
                .Select(price => new Point(
                    price,
                    new PublishedReply().Reply(Setting.Client, at(price), none),
                    new ExactReply().Reply(Setting.Client, at(price), none)))
                .Where(point => point.Published.TakesPart && point.Exact.TakesPart),
        ];
    }

    private LineFigure Figure(string name, FigureAxis x, Point[] points)
    {
        Curve Of(string label, int color, CurveLine line, Func<Point, double> of) =>
            CurveChart.Curve(label, color, line, points.Select(point => (point.Price, of(point))));
        return CurveChart.Of(
            $"wang2022-fig4-{name}",
            $"Utilities by the unit price of {name}",
            $"Utility of a client and what it adds to that of the model owner against the unit price of {name}, with the client of "
                + "Theorem 3.1 and with one that maximises its utility.",
            x,
            WangSetting.Utility,
            Of("client, Thm 3.1", 2, CurveLine.Solid, point => point.Published.Utility),
            Of("client, exact", 2, CurveLine.Dashed, point => point.Exact.Utility),
            Of("owner, Thm 3.1", 0, CurveLine.Solid, point => Owner(point.Published)),
            Of("owner, exact", 0, CurveLine.Dashed, point => Owner(point.Exact)));
    }

    private IEnumerable<Claim> ByTraining(Point[] points)
    {
        yield return new(
            "Fig. 4, left (E11)",
            "The utility of the model owner rises with the unit price of training",
            "shape of the curve",
            Judged(Finding.AsPublished, Course.Rises, points, point => Owner(point.Published)),
            Judged(Finding.Exact, Course.Rises, points, point => Owner(point.Exact)));
        yield return new(
            "Fig. 4, left",
            "The utility of a client does not grow much with the unit price of training",
            "share of its growth over the sweep that the second half of the sweep brings, at most 0.25",
            Saturates(Finding.AsPublished, points, point => point.Published.Utility),
            Saturates(Finding.Exact, points, point => point.Exact.Utility));
    }

    private IEnumerable<Claim> ByMining(Point[] points)
    {
        yield return new(
            "Fig. 4, right",
            "The utility of a client rises with the unit price of mining",
            "shape of the curve",
            Judged(Finding.AsPublished, Course.Rises, points, point => point.Published.Utility),
            Judged(Finding.Exact, Course.Rises, points, point => point.Exact.Utility));
        yield return new(
            "Fig. 4, right (E11)",
            "The utility of the model owner rises with the unit price of mining",
            "shape of the curve",
            Judged(Finding.AsPublished, Course.Rises, points, point => Owner(point.Published)),
            Judged(Finding.Exact, Course.Rises, points, point => Owner(point.Exact)));
        yield return new(
            "Sec. 5.2 (E11)",
            "A higher unit price of mining makes clients mine faster",
            "shape of the frequency of mining",
            Judged(Finding.AsPublished, Course.Rises, points, point => point.Published.MiningGhz),
            Judged(Finding.Exact, Course.Rises, points, point => point.Exact.MiningGhz));
    }

    /// <summary>How often and by how much Theorem 3.1 misses the best reply, over a grid of both prices.</summary>
    private Claim Theorem31()
    {
        var none = new PaymentBounds(double.PositiveInfinity, double.PositiveInfinity);
        var losses =
            from training in WangSetting.Positions(LastPrice, GridPoints)
            from mining in WangSetting.Positions(LastPrice, GridPoints)
            let best = new ExactReply().Reply(Setting.Client, new(training, mining), none)
            let published = new PublishedReply().Reply(Setting.Client, new(training, mining), none)
            where best.TakesPart
            select 1 - ((published.TakesPart ? published.Utility : 0) / best.Utility);
        var all = losses.ToArray();
        var optimal = all.Count(loss => loss <= 1e-9);
        return new(
            "Theorem 3.1 (E1)",
            "The frequencies of Theorem 3.1 maximise the utility of a client",
            $"share of {all.Length} pairs of prices up to 10 per min at which no other reply is better (within 1e-9)",
            Judge.That(
                Finding.AsPublished,
                optimal == all.Length,
                $"at {Judge.Text((double)optimal / all.Length)} of them; loss {Judge.Text(all.Average())} of the best on average, "
                    + $"{Judge.Text(all.Max())} at most"));
    }

    private double Owner(ClientReply reply) => Setting.OwnerUtility(Setting.Client, reply);

    private static Finding Judged(string reading, Course claimed, Point[] points, Func<Point, double> of) =>
        new Shape(points.Select(point => (point.Price, of(point)))).Judge(reading, claimed);

    private static Finding Saturates(string reading, Point[] points, Func<Point, double> of)
    {
        var (first, last) = (of(points[0]), of(points[^1]));
        var middle = of(points.MinBy(point => Math.Abs(point.Price - (LastPrice / 2))));
        var share = (last - middle) / (last - first);
        return Judge.That(
            reading, share is >= 0 and <= 0.25,
            $"from {Judge.Text(first)} to {Judge.Text(last)}, of which the second half brings a share of {Judge.Text(share)}");
    }

    private readonly record struct Point(double Price, ClientReply Published, ClientReply Exact);
}
