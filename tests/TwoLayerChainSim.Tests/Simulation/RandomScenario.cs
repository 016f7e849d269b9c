using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>Small random scenarios, the same in every run of the tests; a failing one is named by its settings.</summary>
internal static class RandomScenario
{
    /// <summary>Settings after which no MEC node malfunctions.</summary>
    public const string WorkingNodes = "attacks.malfunctioning-mec-nodes=0";

    /// <summary>The first <paramref name="count"/> scenarios.</summary>
    public static IEnumerable<string[]> Some(int count) => Enumerable.Range(0, count).Select(Draw);

    /// <summary>Both give the same reports, bit by bit.</summary>
    public static void AssertSame(string scheme, IEnumerable<string> one, IEnumerable<string> other) =>
        AssertSame(SchemeRuns.Run(scheme, one), SchemeRuns.Run(scheme, other), scheme, one);

    /// <summary>Both gave the same reports, bit by bit.</summary>
    public static void AssertSame(FinishedRun one, FinishedRun other, string scheme, IEnumerable<string> settings) =>
        AssertSame([.. one.Reports], [.. other.Reports], scheme, settings);

    /// <summary>Both series are the same.</summary>
    public static void AssertSame<T>(ImmutableArray<T> one, ImmutableArray<T> other, string scheme, IEnumerable<string> settings) =>
        Assert.True(one.SequenceEqual(other), $"{Describe(scheme, settings)}\n{string.Join('\n', one)}\n---\n{string.Join('\n', other)}");

    /// <summary>What to write when a relation does not hold.</summary>
    public static string Describe(string scheme, IEnumerable<string> settings) => $"{scheme}: {string.Join(' ', settings)}";

    private static string[] Draw(int index)
    {
        var stream = new RandomStreams(2022, index).Stream("random-scenario");
        string Pick(string key, params ReadOnlySpan<string> words) => $"{key}={words[stream.NextInt(words.Length)]}";
        return
        [
            $"seed={stream.NextInt(1000)}",
            $"network.devices-per-mec={1 + stream.NextInt(5)}",
            Pick("network.mec-nodes", "1", "2", "3", "4"),
            Pick("network.placement", "hot-spot", "uniform"),
            Pick("backbone.delay-deviation", "1.1 t", "0 t"),
            Pick("radio.fading", "block", "per-transfer", "ergodic", "none"),
            Pick("radio.contention", "equal-share", "fifo", "dedicated"),
            Pick("radio.downlink", "multicast", "unicast"),
            Pick("radio.path-loss", "macro", "urban-micro"),
            Pick("radio.shadowing", "0 dB", "6 dB"),
            Pick("d2d.enabled", "true", "true", "false"),
            Pick("d2d.channels", "20", "2", "1"),
            Pick("d2d.range", "100 m", "40 m"),
            Pick("d2d.scheduling", "min-max", "round-robin", "random"),
            Pick("d2d.delay-deviation", "0.25 t", "0 t"),
            Pick("consensus.processing", "0.05 t", "0 t", "0.3 t"),
            Pick("consensus.fidelity", "auto", "message"),
            Pick("two-layer.lmuc-consensus", "pbft", "pbft", "pow"),
            Pick("two-layer.lmuc-committee", "all", "2", "1"),
            Pick("two-layer.selected-devices", "all", "3"),
            Pick("two-layer.certificate-check", "true", "false"),
            Pick("blockfl.mining-rate", "0.1 Hz", "1 Hz"),
            Pick("attacks.malfunctioning-mec-nodes", "0", "1"),
            Pick("attacks.malfunction", "gaussian", "drop", "stale"),
        ];
    }
}
