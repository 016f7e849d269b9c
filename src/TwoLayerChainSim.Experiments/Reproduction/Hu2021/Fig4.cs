using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Model.Incentives.DataSubmission;

namespace TwoLayerChainSim.Experiments.Reproduction.Hu2021;

/// <summary>Fig. 4: maximized utilities of device and server by the weight ε of the value.</summary>
public sealed class Fig4 : IReproduction
{
    private const int Points = 50;

    /// <summary>A curve ends "at zero" below this share of its greatest size.</summary>
    private const double AlmostZero = 0.05;

    /// <summary>The setting. Default: that of the paper.</summary>
    public DataSubmissionOptions Setting { get; init; } = new();

    /// <summary>The products ηξ; the paper does not state it. Default 4 and 100.</summary>
    public IReadOnlyList<double> Losses { get; init; } = [4, 100];

    /// <inheritdoc/>
    public string Id => "hu2021/fig4";

    /// <inheritdoc/>
    public string Title => "Maximized utilities by the weight ε of the value";

    /// <inheritdoc/>
    public string Source => $"{HuSetting.Paper}, Fig. 4";

    /// <inheritdoc/>
    public ReproductionResult Run(ReproductionSettings settings)
    {
        var sweeps = Losses.Select(Sweep).ToArray();
        return new()
        {
            Figures = [.. sweeps.Select(Figure)],
            Claims =
            [
                Of(
                    "The utility of the server rises with ε and falls behind a peak to almost zero", Course.RisesThenFalls,
                    isServer: true),
                Of("The utility of the device falls with ε to zero", Course.Falls, isServer: false),
                Value(sweeps),
            ],
            Choices =
            [
                FormattableString.Invariant($"ηξ = {string.Join(" and ", Losses)}: the paper does not state it for this figure."),
                "The published pair has no bounds: its v becomes negative at a small ε or a large ηξ, and below about ε = 0.04 its s is a "
                    + "minimum.",
            ],
        };

        Claim Of(string says, Course course, bool isServer) => new(
            "Fig. 4 (M4)", says, "shape of the curve; at its end at most 5 % of its greatest size",
            [
                .. from sweep in sweeps
                   from isExchanged in (bool[])[false, true]
                   from isExact in (bool[])[false, true]
                   select Judged(sweep, course, isServer != isExchanged, isExact, isExchanged),
            ]);
    }

    private WeightSweep Sweep(double loss) => new(
        loss,
        [
            .. Enumerable.Range(1, Points).Select(i =>
            {
                var weight = (double)i / Points;
                var game = new SubmissionGame(Setting with { LossPerValue = loss, ValueWeight = weight });
                return new Point(weight, game.Solve(), HuSetting.Published(game)!.Value, game.Rule);
            }),
        ]);

    private static LineFigure Figure(WeightSweep sweep)
    {
        Curve Of(string label, int color, CurveLine line, Func<Point, double> of) => CurveChart.Curve(
            label, color, line, sweep.Points.Where(point => of(point) > 0).Select(point => (point.Weight, of(point))));
        return CurveChart.Of(
            FormattableString.Invariant($"hu2021-fig4-loss-{sweep.Loss}"),
            FormattableString.Invariant($"Maximized utilities by the weight ε of the value, ηξ = {sweep.Loss}"),
            "Utilities per period of server and device against the weight of the value in the probability of submission: the published "
                + "pair without bounds, and the optimum within the bounds of the model. Utilities of at most 0 are left out.",
            HuSetting.Weight,
            HuSetting.Utility with { IsLogarithmic = true },
            Of("server, published", 0, CurveLine.Solid, point => point.Published.Server),
            Of("server, exact", 0, CurveLine.Dashed, point => point.Exact.ServerUtility),
            Of("device, published", 1, CurveLine.Solid, point => point.Published.Device),
            Of("device, exact", 1, CurveLine.Dashed, point => point.Exact.DeviceUtility));
    }

    private static Finding Judged(WeightSweep sweep, Course course, bool isServer, bool isExact, bool isExchanged)
    {
        var curve = sweep.Points.Select(point => (X: point.Weight, Y: (isServer, isExact) switch
        {
            (true, true) => point.Exact.ServerUtility,
            (true, false) => point.Published.Server,
            (false, true) => point.Exact.DeviceUtility,
            _ => point.Published.Device,
        })).ToArray();
        var shape = new Shape(curve);
        var endsAtZero = Math.Abs(curve[^1].Y) <= AlmostZero * curve.Max(point => Math.Abs(point.Y));
        var verdict = shape.Has(course) && endsAtZero ? ClaimVerdict.Reproduced
            : shape.Has(course) || (shape.HasTrend(course) && endsAtZero) ? ClaimVerdict.TrendOnly
            : ClaimVerdict.Contradicted;
        var reading = FormattableString.Invariant(
            $"{(isExact ? Finding.Exact : Finding.AsPublished)}, ηξ = {sweep.Loss}{(isExchanged ? $", {HuSetting.Exchanged}" : "")}");
        return new(reading, verdict, shape.Words);
    }

    /// <summary>What the prose says of Eq. (4): the larger ε, the lower v*.</summary>
    private Claim Value(WeightSweep[] sweeps)
    {
        var offer = new SubmissionGame(Setting with { LossPerValue = Losses[0] }).Solve().Profit;
        return new(
            "Sec. V-A, Eq. (4) (M3)",
            "The larger ε, the lower v*",
            "shape of v* against ε",
            [
                new Shape(sweeps[0].Points.Select(point => (point.Weight, (point.Rule.Slope * offer) - point.Rule.Offset))).Judge(
                    FormattableString.Invariant($"as published, at the offer s = {offer:0.00}"), Course.Falls),
                new Shape(sweeps[0].Points.Select(point => (point.Weight, point.Exact.Value)))
                    .Judge("exact, at the best offer", Course.Falls),
            ]);
    }

    private readonly record struct Point(
        double Weight, SubmissionOutcome Exact, (double Server, double Device) Published, SubmissionRule Rule);

    private sealed record WeightSweep(double Loss, IReadOnlyList<Point> Points);
}
