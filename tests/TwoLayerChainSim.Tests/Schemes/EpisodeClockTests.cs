using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Schemes;

public class EpisodeClockTests
{
    [Fact]
    public void A_stage_lasts_from_the_latest_end_of_the_stages_before_it()
    {
        // Two cells: one trains 10 s and uploads 25 s, the other trains 30 s and uploads 5 s.
        var parts = Parts((10, Stage.Train), (30, Stage.Train), (35, Stage.Upload), (35, Stage.Upload), (41, Stage.Download));
        Assert.Equal(Seconds(30), parts.Train);
        Assert.Equal(Seconds(5), parts.Upload);
        Assert.Equal(Seconds(6), parts.Download);
    }

    [Fact]
    public void A_stage_that_ends_before_an_earlier_one_takes_no_time()
    {
        var parts = Parts((10, Stage.Upload), (12, Stage.Train), (12, Stage.Download));
        Assert.Equal(Seconds(12), parts.Train);
        Assert.Equal(SimDuration.Zero, parts.Upload);
    }

    [Fact]
    public void A_restart_makes_everything_before_it_lost_time()
    {
        var simulator = new Simulator();
        var clock = new EpisodeClock(simulator);
        simulator.After(Seconds(3), () => clock.Finish(Stage.Upload));
        simulator.After(Seconds(7), clock.Restart);
        simulator.After(Seconds(9), () => clock.Finish(Stage.Train));
        simulator.Run();
        var parts = clock.Parts();
        Assert.Equal(Seconds(7), parts.Restarts);
        Assert.Equal(Seconds(2), parts.Train);
        Assert.Equal(SimDuration.Zero, parts.Upload);
    }

    [Fact]
    public void The_parts_are_never_negative_and_add_up_to_the_length_of_the_episode() =>
        Prop.ForAll(
            Gen.Choose(0, 100).Zip(Gen.Elements(Enum.GetValues<Stage>())).NonEmptyListOf().ToArbitrary(),
            ends =>
            {
                var parts = Parts([.. ends.Select(end => (end.Item1, end.Item2))]);
                SimDuration[] all =
                [
                    parts.Collect, parts.Train, parts.Upload, parts.LocalChain, parts.CrossChain, parts.GlobalChain, parts.Download,
                    parts.Restarts,
                ];
                Assert.All(all, part => Assert.True(part >= SimDuration.Zero));
                Assert.Equal(Seconds(ends.Max(end => end.Item1)), parts.Total);
            }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(SchemeRuns.Schemes), MemberType = typeof(SchemeRuns))]
    public void The_episodes_of_a_scheme_follow_each_other_without_gap(string scheme)
    {
        var run = SchemeRuns.Run(scheme, "episodes=3", "blockfl.mining-rate=2 Hz");
        var total = run.Reports.Aggregate(SimTime.Zero, (time, report) => time + report.Delay.Total);
        Assert.Equal(run.Last.EndedAt, total);
    }

    private static SimDuration Seconds(int seconds) => SimDuration.FromSeconds(seconds);

    private static DelayParts Parts(params (int Second, Stage Stage)[] ends)
    {
        var simulator = new Simulator();
        var clock = new EpisodeClock(simulator);
        foreach (var (second, stage) in ends)
        {
            simulator.After(Seconds(second), () => clock.Finish(stage));
        }

        simulator.Run();
        return clock.Parts();
    }
}
