using System.Text.Json;
using MathNet.Numerics;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Incentives.PbftTiming;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Incentives.PbftTiming;

/// <summary>The timing model of Fig. 6 of Hu et al. 2021 against an independent implementation and closed forms.</summary>
public class PbftRoundTests
{
    private static readonly JsonElement Reference = ReferenceData.Load("pbft_timing.json");
    private static readonly double[] Replicas = [4, 7, 10, 13, 16, 19, 22, 25, 31, 40];

    [Theory]
    [InlineData(PbftTimingMode.Dedicated, "dedicated")]
    [InlineData(PbftTimingMode.SingleHost, "single_host")]
    [InlineData(PbftTimingMode.SingleHostFullVotes, "single_host_full_votes")]
    public void Every_time_agrees_with_the_reference(PbftTimingMode mode, string name)
    {
        var sweeps = Reference.At(name).EnumerateObject().SelectMany(sweep => sweep.Value.EnumerateArray());
        foreach (var row in sweeps)
        {
            var times = Time(mode, (int)row.Number("n"), (int)row.Number("E"));
            Relative.Equal(row.Number("t_reply_quorum"), times.ReplyQuorum.TotalSeconds, "reply quorum");
            Relative.Equal(row.Number("t_all"), times.LastCommit.TotalSeconds, "last commit");
            Relative.Equal(row.Number("t_leader"), times.LeaderCommit.TotalSeconds, "leader");
            Assert.Equal((long)row.Number("messages"), times.Messages);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(31)]
    public void A_round_sends_2_n_squared_less_n_messages(int replicas) =>
        Assert.Equal((2L * replicas * replicas) - replicas, Time(PbftTimingMode.Dedicated, replicas, 3).Messages);

    [Theory]
    [InlineData(4, 10)]
    [InlineData(19, 25)]
    public void With_dedicated_uplinks_the_last_commit_waits_for_the_last_block(int replicas, int servers)
    {
        var options = new PbftTimingOptions();
        double block = options.BlockBytes(servers);
        var leader = (servers * (2e-4 + (3e5 / 1e9))) + (block / 4e8);
        var expected = leader + ((replicas - 1) * block / 12.5e6) + 5e-3 + (block / 4e8) + ((servers + 1) * 2e-4);
        Relative.Equal(expected, Time(PbftTimingMode.Dedicated, replicas, servers).LastCommit.TotalSeconds);
    }

    [Theory]
    [InlineData(PbftTimingMode.Dedicated, 0.1702)]
    [InlineData(PbftTimingMode.SingleHost, 0.2258)]
    [InlineData(PbftTimingMode.SingleHostFullVotes, 4.429)]
    public void The_reply_quorum_grows_linearly_in_the_edge_servers_with_the_slope_of_its_mode(
        PbftTimingMode mode, double expected)
    {
        var servers = Enumerable.Range(1, 10).Select(i => 5.0 * i).ToArray();
        var (slope, rSquared) = Line(servers, [.. servers.Select(count => Seconds(mode, 10, (int)count))]);
        Assert.InRange(slope / expected, 0.999, 1.001);
        Assert.True(rSquared >= 0.999);
    }

    [Fact]
    public void With_dedicated_uplinks_the_slope_is_that_of_the_formula()
    {
        var servers = Enumerable.Range(1, 10).Select(i => 5.0 * i).ToArray();
        var (slope, _) = Line(servers, [.. servers.Select(count => Seconds(PbftTimingMode.Dedicated, 10, (int)count))]);

        // (2f+1) s / C + 2 t_v + S_u / aggregation + 2 s / hash with s = 300,064 bytes and f = 3.
        var formula = (7 * 300_064 / 12.5e6) + 4e-4 + 3e-4 + (2 * 300_064 / 4e8);
        Assert.InRange(slope / formula, 0.98, 1.02);
    }

    [Theory]
    [InlineData(PbftTimingMode.Dedicated, 0.945)]
    [InlineData(PbftTimingMode.SingleHost, 1.258)]
    [InlineData(PbftTimingMode.SingleHostFullVotes, 2.106)]
    public void The_exponent_in_the_replicas_comes_from_what_they_share(PbftTimingMode mode, double expected)
    {
        // Hu et al. 2021 call the growth near-exponential: it is a power law in every mode.
        double[] logarithms = [.. Sweep(mode).Select(x => Math.Log(x))];
        var (exponent, powerFit) = Line([.. Replicas.Select(x => Math.Log(x))], logarithms);
        var (_, exponentialFit) = Line(Replicas, logarithms);
        Assert.InRange(exponent, expected - 0.005, expected + 0.005);
        Assert.True(powerFit > 0.997, FormattableString.Invariant($"R2 {powerFit} of the power law"));
        Assert.True(exponentialFit <= 0.901, FormattableString.Invariant($"R2 {exponentialFit} of the exponential law"));
    }

    [Theory]
    [InlineData(PbftTimingMode.SingleHost)]
    [InlineData(PbftTimingMode.SingleHostFullVotes)]
    public void On_one_host_each_further_replica_costs_more_than_the_one_before(PbftTimingMode mode)
    {
        var times = Sweep(mode);
        var rises = Enumerable.Range(1, times.Length - 1)
            .Select(i => (times[i] - times[i - 1]) / (Replicas[i] - Replicas[i - 1])).ToArray();
        Assert.Equal(rises.Order(), rises);
    }

    [Fact]
    public void Bad_sizes_and_speeds_are_named_with_what_is_allowed()
    {
        var options = new PbftTimingOptions
        {
            UpdateBytes = 0,
            ModelBytes = 0,
            HeaderBytes = 0,
            SignatureBytes = 0,
            VoteBytes = -1,
            UplinkBytesPerSecond = double.NaN,
            PropagationSeconds = -1,
            VerifySeconds = double.PositiveInfinity,
            HashBytesPerSecond = 0,
            AggregationBytesPerSecond = 0,
            HandlingSeconds = -0.5,
        };
        Assert.Equal(11, options.Problems().Count);
        Assert.Equal("update size in bytes is 0; allowed: > 0", options.Problems()[0]);
        Assert.Equal("handling time in seconds is -0.5; allowed: >= 0", options.Problems()[^1]);
        Assert.Empty(new PbftTimingOptions().Problems());
        Assert.Throws<InvariantException>(() => PbftRound.Time(4, 1, options));
    }

    private static double[] Sweep(PbftTimingMode mode) => [.. Replicas.Select(count => Seconds(mode, (int)count, 10))];

    /// <summary>Slope and R2 of the least squares line.</summary>
    private static (double Slope, double RSquared) Line(double[] x, double[] y)
    {
        var (intercept, slope) = Fit.Line(x, y);
        return (slope, GoodnessOfFit.RSquared(x.Select(at => intercept + (slope * at)), y));
    }

    private static double Seconds(PbftTimingMode mode, int replicas, int servers) =>
        Time(mode, replicas, servers).ReplyQuorum.TotalSeconds;

    private static PbftTimes Time(PbftTimingMode mode, int replicas, int servers) =>
        PbftRound.Time(replicas, servers, new() { Mode = mode });
}
