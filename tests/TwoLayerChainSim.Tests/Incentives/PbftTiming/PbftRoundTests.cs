using System.Text.Json;
using MathNet.Numerics;
using TwoLayerChainSim.Model.Incentives.PbftTiming;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Incentives.PbftTiming;

/// <summary>The timing model of Fig. 6 of Hu et al. 2021 against an independent implementation and closed forms.</summary>
public class PbftRoundTests
{
    private static readonly JsonElement Reference = ReferenceData.Load("pbft_timing.json");

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

    [Fact]
    public void The_reply_quorum_grows_linearly_in_the_edge_servers_with_the_slope_of_the_formula()
    {
        var servers = Enumerable.Range(1, 10).Select(i => 5.0 * i).ToArray();
        var times = servers.Select(count => Seconds(PbftTimingMode.Dedicated, 10, (int)count)).ToArray();
        var (intercept, slope) = Fit.Line(servers, times);

        // (2f+1) s / C + 2 t_v + S_u / aggregation + 2 s / hash with s = 300,064 bytes and f = 3.
        var formula = (7 * 300_064 / 12.5e6) + 4e-4 + 3e-4 + (2 * 300_064 / 4e8);
        Assert.InRange(slope / formula, 0.98, 1.02);
        Assert.True(GoodnessOfFit.RSquared(servers.Select(x => intercept + (slope * x)), times) >= 0.999);
    }

    [Theory]
    [InlineData(PbftTimingMode.Dedicated, 0.9, 1.05)]
    [InlineData(PbftTimingMode.SingleHost, 1.15, 1.4)]
    [InlineData(PbftTimingMode.SingleHostFullVotes, 1.95, 2.25)]
    public void The_exponent_in_the_replicas_comes_from_what_they_share(PbftTimingMode mode, double low, double high)
    {
        var replicas = new[] { 4.0, 7, 10, 13, 16, 19, 22, 25, 31, 40 };
        var times = replicas.Select(count => Seconds(mode, (int)count, 10)).ToArray();
        var power = Fit.Line([.. replicas.Select(x => Math.Log(x))], [.. times.Select(x => Math.Log(x))]);
        Assert.InRange(power.B, low, high);

        // A power law, not an exponential.
        var exponential = Fit.Line(replicas, [.. times.Select(x => Math.Log(x))]);
        var powerError = replicas.Zip(times).Sum(p => Square(Math.Log(p.Second) - power.A - (power.B * Math.Log(p.First))));
        var exponentialError = replicas.Zip(times).Sum(
            p => Square(Math.Log(p.Second) - exponential.A - (exponential.B * p.First)));
        Assert.True(powerError < exponentialError);
    }

    private static double Square(double x) => x * x;

    private static double Seconds(PbftTimingMode mode, int replicas, int servers) =>
        Time(mode, replicas, servers).ReplyQuorum.TotalSeconds;

    private static PbftTimes Time(PbftTimingMode mode, int replicas, int servers) =>
        PbftRound.Time(replicas, servers, new() { Mode = mode });
}
