using TwoLayerChainSim.Experiments.Swarm.Twins;
using TwoLayerChainSim.Model.Consensus;

namespace TwoLayerChainSim.Tests.Swarm;

/// <summary>The schedules of twins: counted by Burnside's lemma, sampled on every protocol, and able to find a bug.</summary>
public class TwinsTests
{
    private const int SampleEvery = 500;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void As_many_schedules_as_there_are_classes_of_renamings(int views)
    {
        // Configurations that a renaming leaves as they are. Names of the correct replicas: none changed, two swapped, a cycle of
        // three; then the same with the twins swapped.
        long[] unchanged = [4 * 16, 2 * 8, 1 * 4, 4 * 8, 2 * 4, 1 * 2];
        long[] renamings = [1, 3, 2, 1, 3, 2];
        var classes = unchanged.Zip(renamings).Sum(pair => pair.Second * Power(pair.First, views)) / 12;
        Assert.Equal(classes, TwinsSpace.Schedules(views).Count);
    }

    [Fact]
    public void The_whole_space_of_four_views_has_1502936_schedules() =>
        Assert.Equal(1_502_936, TwinsSpace.Schedules(4).Distinct().Count());

    [Theory]
    [InlineData("pbft")]
    [InlineData("ibft")]
    [InlineData("hotstuff")]
    public void No_sampled_schedule_breaks_a_protocol(string protocol)
    {
        var report = new TwinsCampaign(ConsensusCatalog.FindCommittee(protocol)).Run(4, SampleEvery, 2);
        Assert.True(report.FirstBroken is null, $"{report.FirstBroken}");
        Assert.Equal((1_502_936 + SampleEvery - 1) / SampleEvery, report.Schedules);
        Assert.True(report.AllDecided > report.Schedules / 2, $"{report}");
    }

    [Fact]
    public void A_quorum_of_2f_is_found_among_the_schedules()
    {
        var pbft = ConsensusCatalog.FindCommittee("pbft");
        var report = new TwinsCampaign(pbft with { Quorum = n => 2 * BftQuorum.Faults(n) }, pbft).Run(4, SampleEvery, 2);
        Assert.True(report.Broken > 0, "the planted bug was not found");
    }

    private static long Power(long number, int exponent) => exponent == 0 ? 1 : number * Power(number, exponent - 1);
}
