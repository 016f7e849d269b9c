using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Model.Incentives.Stackelberg;

namespace TwoLayerChainSim.Experiments.Reproduction.Wang2022;

/// <summary>Fig. 6: CPU frequencies of training and of mining by the unit price of training.</summary>
public sealed class Fig6 : IReproduction
{
    private const double LastPrice = 10;
    private const int Points = 200;

    /// <summary>The setting. Default: that of the paper with ψ = 10 GHz min.</summary>
    public WangSetting Setting { get; init; } = new() { Mining = 10 };

    /// <summary>The unit price of mining per min. Default 1; the paper does not state it.</summary>
    public double MiningPrice { get; init; } = 1;

    /// <summary>A second chip constant, with which the axis of the figure fits. Default 0.1.</summary>
    public double SecondChipConstant { get; init; } = 0.1;

    /// <inheritdoc/>
    public string Id => "wang2022/fig6";

    /// <inheritdoc/>
    public string Title => "CPU frequencies by the unit price of training";

    /// <inheritdoc/>
    public string Source => $"{WangSetting.Paper}, Fig. 6";

    /// <inheritdoc/>
    public ReproductionResult Run(ReproductionSettings settings)
    {
        var first = Sweep(Setting.ChipConstant);
        var second = Sweep(SecondChipConstant);
        return new()
        {
            Figures = [Figure("a", Setting.ChipConstant, first), Figure("b", SecondChipConstant, second)],
            Claims = [.. Claims(first, second)],
            Choices =
            [
                FormattableString.Invariant(
                    $"ψ = {Setting.Mining} GHz min and pm = {MiningPrice} per min: the paper states neither."),
                FormattableString.Invariant(
                    $"ρ = {Setting.ChipConstant} as stated, and ρ = {SecondChipConstant}, with which frequencies fit the axis."),
            ],
        };
    }

    private Point[] Sweep(double chip)
    {
        var client = (Setting with { ChipConstant = chip }).Client;
        var none = new PaymentBounds(double.PositiveInfinity, double.PositiveInfinity);
        return
        [
            .. WangSetting.Positions(LastPrice, Points).Select(price => new Point(
                price,
                new PublishedReply().Reply(client, new(price, MiningPrice), none),
                new ExactReply().Reply(client, new(price, MiningPrice), none))),
        ];
    }

    private static LineFigure Figure(string name, double chip, Point[] points)
    {
        Curve Of(string label, int color, CurveLine line, Func<Point, ClientReply> reply, Func<ClientReply, double> of) =>
            CurveChart.Curve(
                label, color, line, points.Where(point => reply(point).TakesPart).Select(point => (point.Price, of(reply(point)))));
        return CurveChart.Of(
            $"wang2022-fig6{name}",
            FormattableString.Invariant($"CPU frequencies by the unit price of training, ρ = {chip}"),
            "CPU frequencies of training and of mining against the unit price of training: Theorem 3.1, and the client that maximises its "
                + "utility. Where a curve is missing the client takes no part.",
            WangSetting.TrainingPrice,
            WangSetting.Frequency,
            Of("training, Thm 3.1", 0, CurveLine.Solid, point => point.Published, reply => reply.TrainingGhz),
            Of("training, exact", 0, CurveLine.Dashed, point => point.Exact, reply => reply.TrainingGhz),
            Of("mining, Thm 3.1", 1, CurveLine.Solid, point => point.Published, reply => reply.MiningGhz),
            Of("mining, exact", 1, CurveLine.Dashed, point => point.Exact, reply => reply.MiningGhz));
    }

    private IEnumerable<Claim> Claims(Point[] first, Point[] second)
    {
        yield return new(
            "Fig. 6 (E2)",
            "The frequency of training rises with the unit price of training",
            "shape of the curve",
            Judged(Finding.AsPublished, Course.Rises, first, point => point.Published, reply => reply.TrainingGhz),
            Judged(Finding.Exact, Course.Rises, first, point => point.Exact, reply => reply.TrainingGhz));
        yield return new(
            "Fig. 6 (E2)",
            "The frequency of mining falls with the unit price of training",
            "shape of the curve",
            Judged(Finding.AsPublished, Course.Falls, first, point => point.Published, reply => reply.MiningGhz),
            Judged(Finding.Exact, Course.Falls, first, point => point.Exact, reply => reply.MiningGhz));
        yield return new(
            "Fig. 6 (E10)",
            "Frequencies stay within the axis, 0 to 5 GHz",
            "frequency of training at a price of 10",
            Level(Finding.AsPublished, Setting.ChipConstant, first[^1].Published),
            Level(Finding.AsPublished, SecondChipConstant, second[^1].Published),
            Level(Finding.Exact, Setting.ChipConstant, first[^1].Exact));
        var losing = second.Count(point => point.Published.Kind == ReplyKind.AtALoss);
        var late = second.Count(point => point.Published.Kind == ReplyKind.OutOfTime);
        yield return new(
            "Theorem 3.1 (E3)",
            "Whenever the deadline leaves time for mining, Theorem 3.1 gives a reply that both payments cover",
            FormattableString.Invariant(
                $"prices of the sweep at which mining runs at a loss, Eq. (9), with ρ = {SecondChipConstant}: none"),
            Judge.That(
                Finding.AsPublished, losing == 0,
                $"at a loss at {losing} of {second.Length - late} prices that leave time, the greatest "
                    + Judge.Text(second.Where(point => point.Published.Kind == ReplyKind.AtALoss)
                        .Select(point => point.Price).DefaultIfEmpty(0).Max())));
    }

    private static Finding Level(string reading, double chip, ClientReply reply) =>
        Judge.Level(FormattableString.Invariant($"{reading}, ρ = {chip}"), reply.TrainingGhz, 0, 5);

    private static Finding Judged(
        string reading, Course claimed, Point[] points, Func<Point, ClientReply> reply, Func<ClientReply, double> of) =>
        new Shape(points.Where(point => reply(point).TakesPart).Select(point => (point.Price, of(reply(point))))).Judge(reading, claimed);

    private readonly record struct Point(double Price, ClientReply Published, ClientReply Exact);
}
