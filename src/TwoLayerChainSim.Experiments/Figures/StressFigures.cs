using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Experiments.Statistics;

namespace TwoLayerChainSim.Experiments.Figures;

/// <summary>The figures of the verb stress: failure probability, accuracy, and a heat map of each.</summary>
public static class StressFigures
{
    private static readonly FigureAxis ByzantineNodes = new("byzantine_mec_nodes", "Byzantine MEC nodes", "1");
    private static readonly FigureAxis MaliciousDevices = new("malicious_devices", "Malicious devices", "%");

    private static readonly FigureAxis Failure = new(Metrics.FailureProbability.Name, "Failure probability", "1")
    {
        Lowest = 0,
        Highest = 1,
    };

    private static readonly FigureAxis Accuracy = new(Metrics.Accuracy.Name, "Test accuracy (fraction)", "1")
    {
        Lowest = 0,
        Highest = 1,
    };

    /// <summary>What Byzantine members do, the plainest first.</summary>
    private static readonly string[] Order = ["silent", "equivocate", "collude"];

    /// <summary>The figures that the results allow, the most important first.</summary>
    /// <param name="results">The results.</param>
    public static IReadOnlyList<Figure> From(StressResults results) =>
        [.. FailureCurves(results), .. AccuracyCurves(results), .. AccuracyMap(results), .. FailureMap(results)];

    /// <summary>Position of a misbehaviour in reports.</summary>
    /// <param name="misbehaviour">As scenarios write it.</param>
    internal static int RankOf(string misbehaviour) => Array.IndexOf(Order, misbehaviour);

    /// <summary>What Byzantine members do, for people.</summary>
    /// <param name="misbehaviour">As scenarios write it.</param>
    internal static string Words(string misbehaviour) => misbehaviour switch
    {
        "silent" => "stay silent",
        _ => misbehaviour,
    };

    private static IEnumerable<LineFigure> FailureCurves(StressResults results) =>
        from point in results.Failures
        where point.Size is not null
        group point by point.Misbehaviour into figure
        orderby RankOf(figure.Key)
        select new LineFigure
        {
            Id = $"failure-{figure.Key}",
            Title = $"Failure of consensus when Byzantine MEC nodes {Words(figure.Key)}",
            Description = "Share of simulated committees without progress, captured or diverged, against the Byzantine ones among all "
                + "MEC nodes: for a shard drawn at random and for all MEC nodes in one committee. Bands are exact 95 % intervals. Open "
                + "markers with dots: hypergeometric probability that enough members are Byzantine"
                + (IsBound(figure.Key) ? ", an upper bound here, since only a leader can equivocate." : "."),
            Rows = new(Metrics.FailureProbability, StressResults.ByzantineMecNodes, figure.Key),
            X = ByzantineNodes,
            Y = Failure,
            EstimateWords = "share [exact 95 % confidence interval]",
            Words = new("with {0} Byzantine MEC nodes", "fails more often", "fails less often"),
            Curves =
            [
                .. figure.GroupBy(point => point.Committee).OrderByDescending(curve => curve.Key, StringComparer.Ordinal)
                    .SelectMany(curve => CurvesOf(curve.Key, [.. curve], IsBound(figure.Key))),
            ],
        };

    private static IEnumerable<Curve> CurvesOf(string committee, FailurePoint[] points, bool isBound)
    {
        CurvePoint[] Points(Func<FailurePoint, Estimate> of) =>
            [.. points.OrderBy(point => point.ByzantineMecNodes).Select(point => new CurvePoint(point.ByzantineMecNodes, of(point), 0))];
        yield return new(committee, Points(point => point.Probability));
        yield return new(
            committee + (isBound ? "-bound" : "-closed-form"), Points(point => new(0, point.ClosedForm, null, null, null)));
        if (points.Any(point => point.Captured > 0))
        {
            yield return new(committee + "-captured", Points(point => point.CaptureProbability));
        }
    }

    /// <summary>True when the closed form is an upper bound: Byzantine members then do harm only when one of them leads.</summary>
    /// <param name="misbehaviour">As scenarios write it.</param>
    internal static bool IsBound(string misbehaviour) => misbehaviour == "equivocate";

    private static IEnumerable<LineFigure> AccuracyCurves(StressResults results)
    {
        if (results.Accuracies.Count == 0)
        {
            return [];
        }

        // All schemes have their points at the usual number of malfunctioning nodes.
        var usual = results.Accuracies.GroupBy(point => point.MalfunctioningMecNodes)
            .MaxBy(points => points.Select(point => point.Scheme).Distinct().Count())!;
        return
        [
            new LineFigure
            {
                Id = "accuracy-by-malicious",
                Title = "Accuracy by malicious devices",
                Description = "Share of the test set that the global model classifies correctly after the last episode, against the "
                    + $"malicious devices, with {usual.Key} malfunctioning MEC nodes in each episode. Bands are 95 % confidence "
                    + "intervals of the mean over replications.",
                Rows = new(Metrics.Accuracy, StressResults.MaliciousDevices, string.Empty),
                X = MaliciousDevices,
                Y = Accuracy,
                Words = new("with {0} % malicious devices", "more accurate", "less accurate"),
                Curves =
                [
                    .. usual.GroupBy(point => point.Scheme).OrderBy(curve => SchemeStyle.Rank(curve.Key)).Select(curve => new Curve(
                        curve.Key,
                        [
                            .. curve.OrderBy(point => point.MaliciousPercent)
                                .Select(point => new CurvePoint(point.MaliciousPercent, point.Accuracy, point.Censored)),
                        ])),
                ],
            },
        ];
    }

    private static IEnumerable<HeatMapFigure> AccuracyMap(StressResults results)
    {
        var scheme = results.Accuracies.GroupBy(point => point.Scheme)
            .FirstOrDefault(points => points.Select(point => point.MalfunctioningMecNodes).Distinct().Count() > 1);
        return scheme is null ? [] :
        [
            new HeatMapFigure
            {
                Id = "map-accuracy",
                Title = $"Accuracy of {SchemeStyle.Of(scheme.Key).Label} by malicious devices and malfunctioning MEC nodes",
                Description = "Share of the test set that the global model classifies correctly after the last episode, mean over "
                    + "replications. The malfunctioning MEC nodes are drawn anew in each episode among all. Darker is more accurate.",
                X = ByzantineNodes with { Title = "Malfunctioning MEC nodes" },
                Y = MaliciousDevices,
                Value = Accuracy,
                Cells = [.. scheme.Select(point => new HeatCell(point.MalfunctioningMecNodes, point.MaliciousPercent, point.Accuracy))],
            },
        ];
    }

    private static IEnumerable<HeatMapFigure> FailureMap(StressResults results) =>
        from point in results.Failures
        where point.MaliciousPercent is not null
        group point by point.Misbehaviour into figure
        select new HeatMapFigure
        {
            Id = "map-failure",
            Title = $"Failure of some committee of an episode when Byzantine validators {Words(figure.Key)}",
            Description = "Share of simulated episodes in which the shard, drawn at random, or a local chain of one of its MEC nodes came "
                + "to no decision, was captured or diverged. Malicious devices are validators of their local chains. Darker is worse.",
            X = ByzantineNodes,
            Y = MaliciousDevices,
            Value = Failure,
            Cells = [.. figure.Select(cell => new HeatCell(cell.ByzantineMecNodes, cell.MaliciousPercent!.Value, cell.Probability))],
        };
}
