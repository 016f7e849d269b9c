using System.Globalization;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>Units of time, and what scaling them must do (TESTING.md §3.1: M1, M2, M16, M52).</summary>
public class TimeRelationTests
{
    /// <summary>
    /// Twice as slow in everything: delays in t, waiting and coherence times twice as long, rates and processors half as fast. A
    /// bandwidth W has the rate W log2(1 + C/(N0 W)), so half the bandwidth with twice the noise density N0 has half the rate.
    /// </summary>
    private static readonly string[] HalfSpeed =
    [
        "time-unit=0.2 s", "blockfl.wait=2 s", "radio.coherence-time=20 ms",
        "devices.cpu-min=0.5 GHz", "devices.cpu-max=1.5 GHz", "crowdsensing.server-cpu=5 GHz", "backbone.rate=0.5 Gbit/s",
        "radio.uplink-bandwidth=10 MHz", "radio.downlink-bandwidth=10 MHz", "d2d.channel-bandwidth=0.5 MHz",
        "radio.noise-density=-170.98970004336019 dBm/Hz", "two-layer.lmuc-mining-rate=0.5 Hz",
    ];

    public static TheoryData<string> Schemes => SchemeRuns.Schemes;

    /// <summary>Crowdsensing is left out where devices train: there the edge servers do.</summary>
    public static TheoryData<string> SchemesWithLearningDevices =>
        [.. SchemeRuns.AllSchemes.Where(scheme => scheme != "crowdsensing")];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M1_twice_as_slow_in_everything_takes_twice_as_long_and_counts_the_same(string scheme)
    {
        // Not exact to the bit: every delay is rounded to whole nanoseconds after it is scaled.
        var tolerance = SimDuration.FromMilliseconds(0.02);
        foreach (var settings in RandomScenario.Some(20))
        {
            var rate = settings.Contains("blockfl.mining-rate=1 Hz") ? "blockfl.mining-rate=0.5 Hz" : "blockfl.mining-rate=0.05 Hz";
            var fast = SchemeRuns.Run(scheme, settings).Reports;
            var slow = SchemeRuns.Run(scheme, [.. settings, .. HalfSpeed, rate]).Reports;
            RandomScenario.AssertSame(
                [.. fast.Select(report => report.Counts)], [.. slow.Select(report => report.Counts)], scheme, settings);
            RandomScenario.AssertSame([.. fast.Select(Traffic)], [.. slow.Select(Traffic)], scheme, settings);
            Assert.All(fast.Zip(slow), pair => AssertClose(
                Parts(pair.First.Delay).Select(part => part * 2), Parts(pair.Second.Delay), tolerance, scheme, settings));
        }
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M2_another_way_to_write_a_quantity_changes_no_bit(string scheme)
    {
        foreach (var settings in RandomScenario.Some(20))
        {
            var scenario = SchemeRuns.Scenario(settings);
            var inOtherUnits = scenario.Values.Where(value => value.Key.Kind == KeyKind.Quantity).Select(InAnotherUnit);
            RandomScenario.AssertSame(scheme, settings, [.. settings, .. inOtherUnits]);
        }
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M16_twice_the_bandwidth_at_the_same_signal_to_noise_ratio_halves_every_transfer(string scheme)
    {
        // One cell and one device: nothing else is on the air. Power +10 log10(2) dB keeps the ratio.
        string[] settings =
            ["network.mec-nodes=1", "network.devices-per-mec=1", "episodes=1", "blockfl.wait=0 s", .. SchemeRuns.Constant];
        string[] wide =
        [
            "radio.uplink-bandwidth=40 MHz", "radio.downlink-bandwidth=40 MHz",
            "radio.device-power=26.010299956639813 dBm", "radio.bs-power=46.01029995663981 dBm",
        ];
        var (narrow, twice) = (SchemeRuns.Run(scheme, settings).First.Delay, SchemeRuns.Run(scheme, [.. settings, .. wide]).First.Delay);
        Assert.Equal(narrow.Train, twice.Train);
        Assert.Equal(narrow.Upload.TotalSeconds / 2, twice.Upload.TotalSeconds, 1e-8);
        Assert.Equal(narrow.Download.TotalSeconds / 2, twice.Download.TotalSeconds, 1e-8);
    }

    [Fact]
    public void M16_twice_the_rate_of_the_backbone_halves_transfers_and_keeps_propagation()
    {
        string[] settings = ["network.mec-nodes=2", "network.devices-per-mec=1", "episodes=1", .. SchemeRuns.Constant];
        var (slow, fast) = (CrossChain(settings), CrossChain([.. settings, "backbone.rate=2 Gbit/s"]));
        Assert.Equal((slow - 0.2) / 2, fast - 0.2, 1e-8);

        static double CrossChain(string[] settings) => SchemeRuns.Run("two-layer", settings).First.Delay.CrossChain.TotalSeconds;
    }

    [Theory]
    [MemberData(nameof(SchemesWithLearningDevices))]
    public void M52_processors_twice_as_fast_halve_training_and_judging_only(string scheme)
    {
        // Without fading nothing depends on when it happens, so everything after the training is only earlier.
        var tolerance = SimDuration.FromMilliseconds(0.001);
        string[] equal = ["radio.fading=none", "blockfl.wait=0 s", "devices.cpu-min=1 GHz", "devices.cpu-max=1 GHz"];
        string[] faster = ["devices.cpu-min=2 GHz", "devices.cpu-max=2 GHz"];
        foreach (var settings in RandomScenario.Some(20))
        {
            var slow = SchemeRuns.Run(scheme, [.. settings, .. equal]).Reports;
            var fast = SchemeRuns.Run(scheme, [.. settings, .. equal, .. faster]);
            var judging = SimDuration.FromSeconds(Judged(scheme, fast) * fast.Run.Tasks[0].Task.Learning.JudgingOperations / 2e9);
            foreach (var (before, after) in slow.Zip(fast.Reports))
            {
                var expected = before.Delay with
                {
                    Train = new(before.Delay.Train.Nanoseconds / 2),
                    LocalChain = before.Delay.LocalChain - judging,
                    Restarts = after.Delay.Restarts,
                };
                AssertClose(Parts(expected), Parts(after.Delay), tolerance, scheme, settings);
            }
        }
    }

    /// <summary>Updates that each device of a cell judges: those of the selected ones.</summary>
    private static int Judged(string scheme, FinishedRun run) =>
        scheme.StartsWith("two-layer", StringComparison.Ordinal)
            ? run.First.Counts.Selected / run.Run.World.Options.MecNodes
            : 0;

    private static string InAnotherUnit(ResolvedValue value)
    {
        var parts = value.Value.Yaml.Split(' ');
        var unit = value.Key.Dimension!.Units.Single(unit => unit.Symbol == parts[1]);
        var other = value.Key.Dimension.Units.LastOrDefault(
            other => other != unit && other.Symbol != "t" && unit.Symbol != "t" && other.Factor == unit.Factor) ?? unit;
        return $"{value.Key.Path}={NumberText.ShiftExponent(parts[0], unit.PowerOfTen - other.PowerOfTen)} {other.Symbol}";
    }

    private static (long, long, long, long, long, long) Traffic(EpisodeReport report) => (
        report.Effort.UplinkBits,
        report.Effort.DownlinkBits,
        report.Effort.D2dBits,
        report.Effort.BackboneBits,
        report.Effort.LocalChainMessages,
        report.Effort.GlobalChainMessages);

    private static SimDuration[] Parts(DelayParts delay) =>
    [
        delay.Collect, delay.Train, delay.Upload, delay.LocalChain, delay.CrossChain, delay.GlobalChain, delay.Download, delay.Restarts,
    ];

    private static void AssertClose(
        IEnumerable<SimDuration> expected, IEnumerable<SimDuration> actual, SimDuration tolerance, string scheme, string[] settings) =>
        Assert.All(expected.Zip(actual), (pair, stage) => Assert.True(
            SimDuration.Max(pair.First - pair.Second, pair.Second - pair.First) <= tolerance,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{RandomScenario.Describe(scheme, settings)}\nstage {stage}: {pair.First} against {pair.Second}")));
}
