using System.Collections.Immutable;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Running;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>What else happens on the clock, and where it starts, never changes a run (TESTING.md §3.1: M3, M5, M8, M13).</summary>
public class ClockRelationTests
{
    private static readonly SimTime Late = SimTime.Zero + SimDuration.FromSeconds(1e6);

    public static TheoryData<string> Schemes => SchemeRuns.Schemes;

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M3_a_run_that_starts_late_is_the_same_run_later(string scheme) => Compare(
        scheme,
        run =>
        {
            run.World.Simulator.After(Late - SimTime.Zero, () => { });
            run.World.Simulator.Run(Late);
        },
        report => report with { EndedAt = report.EndedAt + (Late - SimTime.Zero) },
        "radio.fading=none"); // Fading is a function of the instant.

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M5_events_that_do_nothing_change_nothing(string scheme) => Compare(scheme, run =>
    {
        var stream = new RandomStreams(5, 0).Stream("no-operations");
        for (var i = 0; i < 300; i++)
        {
            run.World.Simulator.After(SimDuration.FromSeconds(10 * stream.NextDouble()), () => { }, stream.NextInt(3) - 1);
        }
    });

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M8_a_horizon_after_the_last_event_is_as_good_as_none(string scheme) => Compare(scheme, run =>
        run.World.Simulator.After(SimDuration.FromSeconds(1e5), () => { }));

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M13_another_consumer_of_random_numbers_shifts_nobody_else(string scheme) => Compare(scheme, run =>
    {
        var stream = run.World.Streams.Stream("consumer-that-is-new");
        run.EpisodeCompleted += _ => stream.NextNormal();
        _ = Enumerable.Range(0, 100).Sum(_ => stream.NextDouble());
    });

    private static void Compare(
        string scheme, Action<SchemeRun> disturb, Func<EpisodeReport, EpisodeReport>? expected = null, params string[] instead)
    {
        foreach (var drawn in RandomScenario.Some(15))
        {
            string[] settings = [.. drawn, .. instead];
            var plain = SchemeRuns.Run(scheme, settings);
            var disturbed = SchemeRuns.Create(new RunRequest(scheme, 0), settings);
            disturb(disturbed);
            ImmutableArray<EpisodeReport> reports = [.. SchemeRuns.Execute(disturbed).Reports];
            RandomScenario.AssertSame([.. plain.Reports.Select(expected ?? (report => report))], reports, scheme, settings);
        }
    }
}
