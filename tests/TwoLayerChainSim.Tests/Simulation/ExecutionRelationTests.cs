using System.Collections.Concurrent;
using TwoLayerChainSim.Experiments.Running;
using TwoLayerChainSim.Model.Schemes;
using TwoLayerChainSim.Tests.Engine;
using TwoLayerChainSim.Tests.Schemes;

namespace TwoLayerChainSim.Tests.Simulation;

/// <summary>How a run is executed and watched never changes it (TESTING.md §3.1: M4, M6, M7).</summary>
public class ExecutionRelationTests
{
    private static readonly string[] Learning =
        [SchemeRuns.Training, "attacks.malicious-fraction=0.3", "attacks.malfunctioning-mec-nodes=1", "two-layer.roni-tolerance=0.1"];

    public static TheoryData<string> Schemes => SchemeRuns.Schemes;

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M4_another_event_calendar_gives_the_same_run(string scheme)
    {
        foreach (var settings in RandomScenario.Some(20))
        {
            var heap = SchemeRuns.Execute(SchemeRuns.Compose(scheme, settings));
            var list = SchemeRuns.Execute(SchemeRuns.Compose(scheme, settings, new SortedListCalendar()));
            RandomScenario.AssertSame(heap, list, scheme, settings);
        }
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M6_a_run_that_nobody_watches_is_the_same(string scheme)
    {
        foreach (var settings in RandomScenario.Some(20))
        {
            var watched = SchemeRuns.Run(scheme, settings);
            var alone = SchemeRuns.Create(scheme, settings);
            var verdicts = alone.Execute(CancellationToken.None);
            RandomScenario.AssertSame([.. watched.Verdicts], verdicts, scheme, settings);
            Assert.Equal(watched.Run.World.Simulator.ExecutedEvents, alone.World.Simulator.ExecutedEvents);
            Assert.Equal(watched.Run.World.Simulator.Now, alone.World.Simulator.Now);
            Assert.Equal(watched.Model().Digest, alone.Tasks[0].Scheme.Model.Digest);
        }
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void M7_the_number_of_training_threads_changes_no_bit(string scheme)
    {
        var one = Trained(scheme, threads: 1);
        foreach (var threads in (int[])[2, 8])
        {
            var many = Trained(scheme, threads);
            Assert.Equal(one.Model().Digest, many.Model().Digest);
            Assert.Equal(one.Reports, many.Reports);
            Assert.Equal(one.Verdicts, many.Verdicts);
        }
    }

    [Fact]
    public void M7_runs_side_by_side_are_the_same_as_one_after_another()
    {
        var alone = SchemeRuns.AllSchemes.Select(scheme => Trained(scheme, threads: 1).Reports).ToArray();
        var together = new ConcurrentDictionary<int, IReadOnlyList<EpisodeReport>>();
        Parallel.For(0, alone.Length, new() { MaxDegreeOfParallelism = 4 }, i =>
        {
            // In another order, too.
            var scheme = SchemeRuns.AllSchemes.Length - 1 - i;
            together[scheme] = Trained(SchemeRuns.AllSchemes[scheme], threads: 2).Reports;
        });
        Assert.All(alone, (reports, scheme) => Assert.Equal(reports, together[scheme]));
    }

    [Fact]
    public void Another_replication_and_another_seed_are_other_runs()
    {
        // The canary of the comparisons above.
        var first = SchemeRuns.Run("two-layer");
        var replication = SchemeRuns.Execute(SchemeRuns.Create(new RunRequest("two-layer", 1)));
        Assert.NotEqual(first.Reports, replication.Reports);
        Assert.NotEqual(first.Reports, SchemeRuns.Run("two-layer", "seed=2").Reports);
    }

    private static FinishedRun Trained(string scheme, int threads) =>
        SchemeRuns.Execute(SchemeRuns.Create(new RunRequest(scheme, 0) { Threads = threads }, Learning));
}
