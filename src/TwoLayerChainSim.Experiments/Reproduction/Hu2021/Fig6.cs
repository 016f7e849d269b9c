using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Model.Incentives.PbftTiming;

namespace TwoLayerChainSim.Experiments.Reproduction.Hu2021;

/// <summary>Fig. 6: time of the consensus by the number of edge servers and of blockchain nodes.</summary>
public sealed class Fig6 : IReproduction
{
    private const double LeastLinearFit = 0.999;

    private static readonly (PbftTimingMode Mode, string Name, CurveLine Line)[] Modes =
    [
        (PbftTimingMode.Dedicated, "dedicated machines", CurveLine.Solid),
        (PbftTimingMode.SingleHost, "one laptop", CurveLine.Dashed),
        (PbftTimingMode.SingleHostFullVotes, "one laptop, votes carry the block", CurveLine.Dotted),
    ];

    private static FigureAxis Servers { get; } = new("edge_servers", "Number of edge servers", "1");

    /// <summary>Numbers of edge servers at 10 nodes. Default 5, 10, ..., 50.</summary>
    public IReadOnlyList<int> EdgeServers { get; init; } = [.. Enumerable.Range(1, 10).Select(i => 5 * i)];

    /// <summary>Numbers of nodes n = 3f+1 at 10 edge servers. Default 4, 7, ..., 40.</summary>
    public IReadOnlyList<int> Nodes { get; init; } = [.. Enumerable.Range(1, 13).Select(f => (3 * f) + 1)];

    /// <summary>Sizes and speeds.</summary>
    public PbftTimingOptions Timing { get; init; } = new();

    /// <inheritdoc/>
    public string Id => "hu2021/fig6";

    /// <inheritdoc/>
    public string Title => "Time of the PBFT consensus by the number of edge servers and of blockchain nodes";

    /// <inheritdoc/>
    public string Source => $"{HuSetting.Paper}, Fig. 6";

    /// <inheritdoc/>
    public ReproductionResult Run(ReproductionSettings settings)
    {
        var byServers = Modes.Select(mode => Sweep(mode.Mode, EdgeServers, servers => (10, servers))).ToArray();
        var byNodes = Modes.Select(mode => Sweep(mode.Mode, Nodes, nodes => (nodes, 10))).ToArray();
        return new()
        {
            Figures =
            [
                Figure("edge-servers", Servers, byServers, isLogarithmic: false, ..2),
                Figure("edge-servers-full-votes", Servers, byServers, isLogarithmic: false, 2..),
                Figure("nodes", new("nodes", "Number of blockchain nodes", "1"), byNodes, isLogarithmic: true, ..),
            ],
            Claims = [.. Claims(byServers, byNodes), Quorum()],
            Choices =
            [
                "Updates of 300 KB as in the paper; all other sizes and speeds are ours, so only shapes are judged.",
                "The paper ran its nodes on one laptop; dedicated machines are shown for comparison.",
            ],
        };
    }

    private (double X, double Y)[] Sweep(PbftTimingMode mode, IReadOnlyList<int> numbers, Func<int, (int Nodes, int Servers)> at) =>
    [
        .. numbers.Select(number =>
        {
            var (nodes, servers) = at(number);
            return ((double)number, PbftRound.Time(nodes, servers, Timing with { Mode = mode }).ReplyQuorum.TotalSeconds);
        }),
    ];

    private static LineFigure Figure(
        string name, FigureAxis x, (double X, double Y)[][] sweeps, bool isLogarithmic, Range modes) => CurveChart.Of(
        $"hu2021-fig6-{name}",
        $"Time of the consensus by the {x.Title.ToLowerInvariant()}",
        $"Time until f+1 replies have reached the requestor against the {x.Title.ToLowerInvariant()}, for nodes with machines of their "
            + "own, on one laptop, or on one laptop with votes that carry the block.",
        x,
        new("delay", "Time of the consensus", "s", isLogarithmic),
        Modes.Select((mode, i) => CurveChart.Curve(mode.Name, i, mode.Line, sweeps[i])).Take(modes));

    private static IEnumerable<Claim> Claims((double X, double Y)[][] byServers, (double X, double Y)[][] byNodes)
    {
        static Claim Of(
            string source, string says, string statistic, Func<(double X, double Y)[], string, Finding> judge,
            (double X, double Y)[][] sweeps) =>
            new(source, says, statistic, [.. Modes.Select((mode, i) => judge(sweeps[i], mode.Name))]);
        yield return Of(
            "Fig. 6, left", "The time is linear in the number of edge servers", "R² of a straight line, at least 0.999",
            (points, name) =>
            {
                var line = Fit.Line(points);
                return Judge.That(
                    name, line.RSquared >= LeastLinearFit && line.Slope > 0,
                    FormattableString.Invariant($"R² = {line.RSquared:0.00000}, {Judge.Text(line.Slope)} s per edge server"));
            },
            byServers);
        yield return Of(
            "Fig. 6, right", "The time grows with the number of blockchain nodes", "shape of the curve",
            (points, name) => new Shape(points).Judge(name, Course.Rises), byNodes);
        yield return Of(
            "Fig. 6, right (P2)", "The time grows nearly exponentially with the number of blockchain nodes",
            "R² of log time against the number (exponential) above that against its logarithm (power law)",
            (points, name) =>
            {
                var (exponential, power) = (Fit.Exponential(points), Fit.PowerLaw(points));
                return Judge.That(
                    name, exponential.RSquared > power.RSquared,
                    FormattableString.Invariant(
                        $"R² = {exponential.RSquared:0.000} against {power.RSquared:0.0000} of a power law, exponent {power.Slope:0.00}"));
            },
            byNodes);
    }

    /// <summary>Whether two quorums of that size always share an honest node: 2q - n > f.</summary>
    private Claim Quorum()
    {
        return new(
            "Sec. IV-C (P1)",
            "f + 1 replies at the leader are enough to agree",
            "nodes that two quorums share at least, less the f that may lie, least over the swept numbers of nodes: at least 1",
            Of("f + 1 replies, as published", faults => faults + 1),
            Of("2f + 1 votes, as in PBFT", faults => (2 * faults) + 1));

        Finding Of(string reading, Func<int, int> quorum)
        {
            int Honest(int nodes) => (2 * quorum((nodes - 1) / 3)) - nodes - ((nodes - 1) / 3);
            var worst = Nodes.MinBy(Honest);
            return Judge.That(reading, Honest(worst) >= 1, $"{Judge.Text(Honest(worst))} of {worst} nodes");
        }
    }
}
