using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Model.Incentives.DataSubmission;

namespace TwoLayerChainSim.Experiments.Reproduction.Hu2021;

/// <summary>Fig. 3: maximized utilities of device and server by the cost parameters η and ξ.</summary>
public sealed class Fig3 : IReproduction
{
    private const int Points = 120;

    /// <summary>The setting. Default: that of the paper, ε = 0.9.</summary>
    public DataSubmissionOptions Setting { get; init; } = new();

    /// <summary>Greatest ηξ; the paper sweeps both factors to 15. Default 225.</summary>
    public double LastLoss { get; init; } = 225;

    /// <inheritdoc/>
    public string Id => "hu2021/fig3";

    /// <inheritdoc/>
    public string Title => "Maximized utilities by the cost parameters η and ξ";

    /// <inheritdoc/>
    public string Source => $"{HuSetting.Paper}, Fig. 3";

    /// <inheritdoc/>
    public ReproductionResult Run(ReproductionSettings settings)
    {
        var low = HuSetting.Geometric(0.1, 1, 20).Select(At).ToArray();
        var high = HuSetting.Geometric(1.005, LastLoss, Points).Select(At).ToArray();
        return new()
        {
            Figures = [Figure(low, high)],
            Claims =
            [
                .. Shapes(high), Coverage(low), SubmissionClaims.Optimum(settings), SubmissionClaims.Truth(Setting, settings),
                SubmissionClaims.Leakage(Setting), SubmissionClaims.Commitment(Setting),
            ],
            Choices = ["Only the product ηξ matters; it is swept on a logarithmic axis. Utilities are per period: U / T."],
        };
    }

    private Point At(double loss)
    {
        var game = new SubmissionGame(Setting with { LossPerValue = loss });
        return new(loss, game.Solve(), HuSetting.Published(game));
    }

    private static LineFigure Figure(Point[] low, Point[] high)
    {
        Point[] all = [.. low, .. high];
        return CurveChart.Of(
            "hu2021-fig3",
            "Maximized utilities by the cost parameters",
            "Utilities per period of server and device against the product of the cost parameters: the published pair without bounds, and "
                + "the optimum within the bounds of the model. At a product of at most 1 the server refuses.",
            HuSetting.Loss,
            HuSetting.Utility,
            Of("server, published", 0, CurveLine.Solid, high, point => point.Published!.Value.Server),
            Of("server, exact", 0, CurveLine.Dashed, all, point => point.Exact.ServerUtility),
            Of("device, published", 1, CurveLine.Solid, high, point => point.Published!.Value.Device),
            Of("device, exact", 1, CurveLine.Dashed, all, point => point.Exact.DeviceUtility));
    }

    private static Curve Of(string label, int color, CurveLine line, Point[] points, Func<Point, double> of) =>
        CurveChart.Curve(label, color, line, points.Select(point => (point.Loss, of(point))));

    private static IEnumerable<Claim> Shapes(Point[] points)
    {
        Finding Judged(string reading, Course claimed, Func<Point, double> of) =>
            new Shape(points.Select(point => (point.Loss, of(point)))).Judge(reading, claimed);
        yield return new(
            "Fig. 3 (M2)",
            "The utility of the device falls with η and ξ to a stable value",
            "shape of the curve for ηξ > 1",
            Judged(Finding.AsPublished, Course.Falls, point => point.Published!.Value.Device),
            Judged(Finding.Exact, Course.Falls, point => point.Exact.DeviceUtility),
            Judged($"exact, {HuSetting.Exchanged}", Course.Falls, point => point.Exact.ServerUtility));
        yield return new(
            "Fig. 3 (M2)",
            "The utility of the server rises with η and ξ from zero to a greatest value, and falls behind it to a stable value",
            "shape of the curve for ηξ > 1",
            Judged(Finding.AsPublished, Course.RisesThenFalls, point => point.Published!.Value.Server),
            Judged(Finding.Exact, Course.RisesThenFalls, point => point.Exact.ServerUtility),
            Judged($"exact, {HuSetting.Exchanged}", Course.RisesThenFalls, point => point.Exact.DeviceUtility));
    }

    private static Claim Coverage(Point[] low)
    {
        var (defined, accepted) = (low.Count(point => point.Published is not null), low.Count(point => point.Exact.IsAccepted));
        return new(
            "Eq. (4) (M5)",
            "The rule v*(s) serves all η and ξ of the sweep from 0 on",
            $"of {low.Length} points with ηξ ≤ 1: those where (4) is defined, and where a datum is sold",
            Judge.That(Finding.AsPublished, defined == low.Length, $"defined at {defined}"),
            Judge.That(Finding.Exact, accepted == low.Length, $"the server accepts at {accepted}: the device asks for v̄, more than K"));
    }

    private readonly record struct Point(double Loss, SubmissionOutcome Exact, (double Server, double Device)? Published);
}
