using TwoLayerChainSim.Experiments.Swarm;
using TwoLayerChainSim.Experiments.Swarm.Shrinking;
using TwoLayerChainSim.Model.Consensus;
using TwoLayerChainSim.Tests.Architecture;

namespace TwoLayerChainSim.Tests.Swarm;

/// <summary>Small records: how they are made, what is written about them, and those that once failed.</summary>
public class ShrinkerTests
{
    private static readonly string Regressions =
        Path.Combine(SourceTree.Root, "tests", "TwoLayerChainSim.Tests", "Data", "swarm-regressions");

    private static readonly CommitteeProtocol Hasty =
        ConsensusCatalog.FindCommittee("pbft") with { Quorum = n => Math.Max(1, 2 * BftQuorum.Faults(n)) };

    public static TheoryData<string> RegressionFiles =>
        [.. Directory.EnumerateFiles(Regressions).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(RegressionFiles))]
    public void A_record_that_showed_a_bug_is_clean_on_the_correct_protocol(string file)
    {
        var result = SwarmRunner.Run(SwarmRecordText.ReadFile(Path.Combine(Regressions, file)));
        Assert.True(result.IsAsExpected, $"{result.Signature} {result.Reason}");
    }

    [Fact]
    public void A_record_that_does_not_fail_is_not_shrunk() =>
        Assert.Throws<ArgumentException>(() => new RecordShrinker().Shrink(new()));

    [Fact]
    public void Shrinking_stops_at_its_budget()
    {
        var record = new SwarmRecord { Replicas = 31, Heights = 4, LossPermille = 100, HealUs = 1_000_000 };
        var shrunk = new RecordShrinker(_ => new() { Instead = Hasty }, runsMax: 10).Shrink(record);
        Assert.InRange(shrunk.Runs, 2, 11);
    }

    [Fact]
    public void One_partition_takes_the_place_of_several_lost_messages()
    {
        // The prepare votes of replica 3, all sent at one instant.
        var record = new SwarmRecord
        {
            HealUs = 1_000_000,
            Decisions = [.. Enumerable.Range(0, 3).Select(to => new MessageDecision(3, to, 0, SwarmFate.Drop))],
        };
        var times = new SendTimes(record.Replicas);
        SwarmRunner.Run(record, new() { Story = times });
        var plainest = CutsInstead.Of(record, times).First();
        Assert.Empty(plainest.Decisions);
        Assert.Equal([100_000, 100_001], plainest.Partitions.SelectMany(cut => new[] { cut.StartUs, cut.StopUs }));
        Assert.All(Enumerable.Range(0, 3), to => Assert.True(plainest.Partitions[0].Cuts(3, to)));
    }

    [Fact]
    public void A_small_record_is_written_with_its_story()
    {
        var options = new SwarmRunOptions { Instead = Hasty };
        var shrunk = new RecordShrinker(_ => options).Shrink(new() { Replicas = 31, Heights = 4 });
        var folder = Directory.CreateTempSubdirectory().FullName;
        var path = ReproFile.Write(folder, shrunk, options);
        var text = File.ReadAllText(path);
        Directory.Delete(folder, recursive: true);
        Assert.Matches("repro.[a-z]+-[0-9a-f]{8}.yaml$", path);
        Assert.Contains("# run it again with: twolayerchain campaign replay FILE\n", text, StringComparison.Ordinal);
        Assert.Contains("0 to 1", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_story_is_cut_in_the_middle_and_keeps_its_decisions()
    {
        var story = new ShortStory();
        SwarmRunner.Run(new() { Replicas = 7, Heights = 3 }, new() { Story = story });
        Assert.Equal(ShortStory.LinesMax, story.Lines.Count);
        Assert.Equal(20, story.Lines.Count(line => line.Contains("DECIDES", StringComparison.Ordinal)));
    }
}
