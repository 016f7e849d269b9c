using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Model.Incentives.Shapley;
using TwoLayerChainSim.Model.Incentives.Stackelberg;

namespace TwoLayerChainSim.Experiments.Reproduction.Wang2022;

/// <summary>Fig. 5: unit prices and CPU frequencies by the work of training, under each reading of the shares of the budget.</summary>
public sealed class Fig5 : IReproduction
{
    private const double Last = 5;

    /// <summary>The setting. Default: that of the paper.</summary>
    public WangSetting Setting { get; init; } = new();

    /// <inheritdoc/>
    public string Id => "wang2022/fig5";

    /// <inheritdoc/>
    public string Title => "Unit prices and CPU frequencies by the work of training";

    /// <inheritdoc/>
    public string Source => $"{WangSetting.Paper}, Fig. 5";

    /// <inheritdoc/>
    public ReproductionResult Run(ReproductionSettings settings)
    {
        var works = WangSetting.Positions(Last, Setting.Clients);
        var total = Setting.Budget - (Setting.Clients * Setting.MiningBound);
        Reading[] readings =
        [
            Published("equal shares", 1, [.. works.Select(_ => 1.0 / works.Length)]),
            Published("shares by work", 2, [.. works.Select(work => work / works.Sum())]),
            Published("Shapley shares", 3, Values(works).Shares),
            new(Finding.Exact, 0, CurveLine.Dashed, [.. works.Select(work => Exact(work, total / works.Length))]),
        ];
        return new()
        {
            Figures =
            [
                Figure(
                    "prices", "Unit price of training", new("price", "Unit price of training", "money/min", IsLogarithmic: true),
                    readings, point => point.Prices.TrainingPerMinute),
                Figure("frequencies", "CPU frequency of training", WangSetting.Frequency with { IsLogarithmic = true }, readings,
                    point => point.Reply.TrainingGhz),
            ],
            Claims = [.. Claims(readings), Shares(works), Contributions()],
            Choices =
            [
                "50 clients with works of training 0.1, 0.2, ..., 5 GHz min and ψ = 5 GHz min. How shares depend on the work is open in "
                    + "the paper, so each reading of Eq. (5) is judged.",
                "Clients whose Shapley value is not positive get nothing and have no price; Fig. 5 shows the others.",
            ],
        };

        Reading Published(string name, int color, IReadOnlyList<double> shares) => new(
            $"as published, {name}", color, CurveLine.Solid,
            [.. works.Select((work, i) => Quoted(work, shares[i] * total)).OfType<Point>()]);
    }

    private static ShapleyValues Values(double[] works) =>
        ShapleyValues.Of(new ContributionGame(works, target: 10), 2, new RandomStream(0));

    private static Claim Shares(double[] works)
    {
        var shapley = Values(works);
        return new(
            "Eqs. (4)-(6) (E8)",
            "Eq. (6) bounds the payment of every client by a share of the budget, in [0, 1]",
            "clients whose share is negative: none",
            Share("as printed, SV / v(N)", [.. shapley.Values.Select(value => value / shapley.Values.Sum())]),
            Share("cut at 0", shapley.Shares));

        static Finding Share(string reading, IReadOnlyList<double> shares)
        {
            var negative = shares.Count(share => share < 0);
            return Judge.That(reading, negative == 0, $"{negative} of {shares.Count}, the least share is {Judge.Text(shares.Min())}");
        }
    }

    /// <summary>As printed, G of Eq. (5) is the mean over all clients, whatever the set S.</summary>
    private static Claim Contributions()
    {
        var works = WangSetting.Positions(Last, 10);
        var game = new ContributionGame(works, target: 10);
        return new(
            "Eqs. (4), (5) (E8)",
            "Shapley values tell clients with different work apart",
            "greatest less least value of 10 clients with works up to 5 GHz min: above 0",
            Spread("as printed, G the mean over all clients", _ => game.Value(works.Length, works.Sum())),
            Spread("G the mean over the set", game.Value));

        Finding Spread(string reading, Func<uint, double> value)
        {
            var values = ShapleyEnumeration.Of(works.Length, value);
            return Judge.That(reading, values.Max() - values.Min() > 1e-9, Judge.Text(values.Max() - values.Min()));
        }
    }

    private ClientWork Client(double work) => (Setting with { Training = work }).Client;

    private Point? Quoted(double work, double bound)
    {
        var bounds = new PaymentBounds(bound, Setting.MiningBound);
        return new PublishedCompletePricing().Quote(Client(work), bounds) is { } prices
            && new PublishedReply().Reply(Client(work), prices, bounds) is { TakesPart: true } reply ? new(work, prices, reply) : null;
    }

    private Point Exact(double work, double bound)
    {
        var bounds = new PaymentBounds(bound, Setting.MiningBound);
        var prices = LeaderOptimum.Of(Client(work), bounds)!.Value.Prices;
        return new(work, prices, new ExactReply().Reply(Client(work), prices, bounds));
    }

    private static LineFigure Figure(string name, string title, FigureAxis y, Reading[] readings, Func<Point, double> of) => CurveChart.Of(
        $"wang2022-fig5-{name}",
        $"{title} by the work of training",
        $"{title} against the work of training of a client: the formulas as published under three readings of the shares of the budget, "
            + "and exact play.",
        WangSetting.TrainingWork,
        y,
        readings.Select(reading => CurveChart.Curve(
            reading.Name.Replace("as published, ", "", StringComparison.Ordinal), reading.Color, reading.Line,
            reading.Points.Select(point => (point.Work, of(point))))));

    private static IEnumerable<Claim> Claims(Reading[] readings)
    {
        yield return Of(
            "Fig. 5, right (E10)", "The unit price of training rises with the work of training", "shape of the curve",
            reading => Shape(reading, point => point.Prices.TrainingPerMinute).Judge(reading.Name, Course.Rises));
        yield return Of(
            "Fig. 5, left (E10)", "The frequency of training rises with the work of training", "shape of the curve",
            reading => Shape(reading, point => point.Reply.TrainingGhz).Judge(reading.Name, Course.Rises));
        yield return Of(
            "Fig. 5, right (E10)", "Prices stay within the axis, 0 to 10", "greatest price of training",
            reading => Judge.Level(reading.Name, reading.Points.Max(point => point.Prices.TrainingPerMinute), 0, 10));
        yield return Of(
            "Fig. 5, left (E10)", "Frequencies stay within the axis, 0 to 5 GHz", "greatest frequency of training in GHz",
            reading => Judge.Level(reading.Name, reading.Points.Max(point => point.Reply.TrainingGhz), 0, 5));
        yield return Of(
            "Fig. 5", "Price and frequency of mining hardly depend on the work of training",
            "greatest over least price of mining, and frequency of mining, over the sweep: both at most 1.25",
            HardlyMoves);

        Claim Of(string source, string says, string statistic, Func<Reading, Finding> judge) =>
            new(source, says, statistic, [.. readings.Select(judge)]);
    }

    private static Finding HardlyMoves(Reading reading)
    {
        double Ratio(Func<Point, double> of) => reading.Points.Max(of) / reading.Points.Min(of);
        var (price, frequency) = (Ratio(point => point.Prices.MiningPerMinute), Ratio(point => point.Reply.MiningGhz));
        return Judge.That(
            reading.Name, Math.Max(price, frequency) <= 1.25, $"price × {Judge.Text(price)}, frequency × {Judge.Text(frequency)}");
    }

    private static Shape Shape(Reading reading, Func<Point, double> of) =>
        new(reading.Points.Select(point => (point.Work, of(point))));

    private sealed record Point(double Work, Prices Prices, ClientReply Reply);

    private sealed record Reading(string Name, int Color, CurveLine Line, IReadOnlyList<Point> Points);
}
