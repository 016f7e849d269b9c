using System.Collections.Immutable;
using TwoLayerChainSim.Experiments.Figures;
using TwoLayerChainSim.Experiments.Reproduction;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Incentives.PbftTiming;

namespace TwoLayerChainSim.Experiments.Games;

/// <summary>The time of a PBFT round over blocks of model updates.</summary>
internal sealed class PbftTimes : IGame
{
    private const string Hu = "Hu et al. 2021, Fig. 6";
    private const int MostCurves = 5;

    /// <inheritdoc/>
    public string Kind => "pbft-timing";

    /// <inheritdoc/>
    public string Description => "The time in which blockchain nodes agree on a block with the updates of edge servers";

    /// <inheritdoc/>
    public string Source => Hu;

    /// <inheritdoc/>
    public ImmutableArray<ScenarioKey> Keys { get; } =
    [
        ScenarioKey.Choice("mode", "dedicated", "What the nodes share", "[P]",
            new KeyChoice("dedicated", "Every node has its own processor and uplink", "[P]"),
            new KeyChoice("single-host", "All nodes run on one host with one queue", $"{Hu} (a laptop)"),
            new KeyChoice("single-host-full-votes", "As single-host, and every vote carries the block", "[P] naive code")),
        ScenarioKey.Plain("nodes", KeyKind.WholeList, "[4, 7, 10, 13, 16]", "Numbers of blockchain nodes", $"{Hu} (10)") with
        {
            Minimum = "4",
            Maximum = "100",
        },
        ScenarioKey.Plain("edge-servers", KeyKind.WholeList, "[10]",
            "Numbers of edge servers whose updates are in the block", $"{Hu} (10)") with
        {
            Minimum = "1",
            Maximum = "10000",
        },
        ScenarioKey.Quantity("update-size", Dimension.DataSize, "300 kB", "1 B", "10 GB", "Size of a local update", $"{Hu} (300 KB)"),
        ScenarioKey.Quantity("model-size", Dimension.DataSize, "300 kB", "1 B", "10 GB", "Size of the global model", "[P]"),
        ScenarioKey.Quantity("vote-size", Dimension.DataSize, "512 B", "1 B", "1 MB", "Size of a vote or reply", "[P]"),
        ScenarioKey.Quantity("uplink", Dimension.DataRate, "100 Mbit/s", "1 kbit/s", "1000 Gbit/s", "Rate of an uplink", "[P]"),
        ScenarioKey.Quantity("propagation", Dimension.Time, "5 ms", "0 s", "10 s", "Propagation delay", "[P]"),
        ScenarioKey.Quantity("verify-time", Dimension.Time, "200 us", "0 s", "10 s", "Time to verify a signature", "[P]"),
        ScenarioKey.Quantity("handling-time", Dimension.Time, "2 ms", "0 s", "10 s",
            "Handling of a received message on a single host", "[P]"),
    ];

    /// <inheritdoc/>
    public ImmutableArray<ScenarioKey> ClientKeys => [];

    /// <inheritdoc/>
    public GameResult? Play(GameFile file)
    {
        var options = Options(file.Top);
        var (nodes, servers) = (file.Top.Wholes("nodes"), file.Top.Wholes("edge-servers"));
        var times =
            (from server in servers
             from node in nodes
             select new Point(node, server, PbftRound.Time(node, server, options))).ToArray();
        return new()
        {
            Findings =
            [
                $"From {times[0].Nodes} nodes and {times[0].EdgeServers} edge servers to {times[^1].Nodes} and {times[^1].EdgeServers} the "
                    + $"requestor waits {Judge.Text(times[0].Times.ReplyQuorum.TotalSeconds)} to "
                    + $"{Judge.Text(times[^1].Times.ReplyQuorum.TotalSeconds)} s for f+1 replies.",
                .. nodes.Any(count => count % 3 != 1)
                    ? (ReadOnlySpan<string>)["Numbers of nodes other than 3f+1 tolerate no more faults than the next smaller 3f+1."]
                    : [],
            ],
            Table = Table(times),
            Figures = [Figure(times, nodes.Length >= servers.Length)],
        };
    }

    private static PbftTimingOptions Options(GameValues top) => new()
    {
        Mode = top.Choice<PbftTimingMode>("mode"),
        UpdateBytes = Bytes(top, "update-size"),
        ModelBytes = Bytes(top, "model-size"),
        VoteBytes = Bytes(top, "vote-size"),
        UplinkBytesPerSecond = top.Number("uplink") / 8,
        PropagationSeconds = top.Number("propagation"),
        VerifySeconds = top.Number("verify-time"),
        HandlingSeconds = top.Number("handling-time"),
    };

    private static long Bytes(GameValues top, string key) => (long)Math.Ceiling(top.Number(key) / 8);

    private static ResultTable Table(Point[] times) => new(
        "times", "Times", ["nodes", "edge_servers", "reply_quorum_s", "last_commit_s", "leader_commit_s", "messages"],
        [
            .. times.Select(point => ImmutableArray.Create<ResultCell>(
                point.Nodes, point.EdgeServers, point.Times.ReplyQuorum.TotalSeconds, point.Times.LastCommit.TotalSeconds,
                point.Times.LeaderCommit.TotalSeconds, point.Times.Messages)),
        ])
    { KeyColumns = 2 };

    /// <summary>The time against whatever has more numbers, a curve for each of the others, five at most.</summary>
    private static LineFigure Figure(Point[] times, bool isByNodes) => CurveChart.Of(
        "times", "Time of the consensus",
        "Time until f+1 replies have reached the requestor.",
        isByNodes ? new("nodes", "Blockchain nodes", "1") : new FigureAxis("edge_servers", "Edge servers", "1"),
        new("delay", "Time of the consensus", "s"),
        times.GroupBy(point => isByNodes ? point.EdgeServers : point.Nodes).Take(MostCurves).Select((curve, i) => CurveChart.Curve(
            isByNodes ? $"{curve.Key} edge servers" : $"{curve.Key} nodes", i, CurveLine.Solid,
            curve.Select(point => ((double)(isByNodes ? point.Nodes : point.EdgeServers), point.Times.ReplyQuorum.TotalSeconds)))));

    private readonly record struct Point(int Nodes, int EdgeServers, Model.Incentives.PbftTiming.PbftTimes Times);
}
