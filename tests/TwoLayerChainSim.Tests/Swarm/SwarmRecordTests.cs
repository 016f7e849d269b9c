using TwoLayerChainSim.Experiments;
using TwoLayerChainSim.Experiments.Swarm;

namespace TwoLayerChainSim.Tests.Swarm;

/// <summary>Records as files: they come back as they were, and what is wrong with one is said with its place.</summary>
public class SwarmRecordTests
{
    private static readonly SwarmGenerator Generator = new(SwarmGenerator.AllProtocols);

    [Fact]
    public void Every_drawn_record_comes_back_from_its_file_and_runs_alike()
    {
        for (var seed = 0UL; seed < 500; seed++)
        {
            var record = Generator.Draw(seed);
            var text = SwarmRecordText.Write(record);
            var read = SwarmRecordText.Read(text, "record.yaml");
            Assert.Equal(text, SwarmRecordText.Write(read));
            Assert.Equal(SwarmRunner.Run(record).TraceHash, SwarmRunner.Run(read).TraceHash);
        }
    }

    [Fact]
    public void Decisions_come_back_from_a_file()
    {
        var record = new SwarmRecord { Decisions = [new(0, 1, 2, SwarmFate.Hold, 5), new(3, 2, 0, SwarmFate.Drop)] };
        Assert.Equal<MessageDecision>(record.Decisions, SwarmRecordText.Read(SwarmRecordText.Write(record), "x").Decisions);
    }

    [Fact]
    public void All_errors_of_a_file_are_listed_with_their_places()
    {
        const string Text = """
            seed: -1
            replicas: 41
            repicas: 4
            delay: gaussian
            faults:
              - {replica: 1, kind: lazy}
              - crash
            seed: 2
            """;
        var message = Assert.Throws<InputException>(() => SwarmRecordText.Read(Text, "bad.yaml")).Message;
        Assert.Equal(
            ["bad.yaml:1:7", "bad.yaml:2:11", "bad.yaml:3:1", "bad.yaml:4:8", "bad.yaml:6:24", "bad.yaml:7:5", "bad.yaml:8:1"],
            message.Split('\n').Select(line => line[..line.IndexOf(": ", StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("replicas: 4\nfirst-leader: 4", "must be below replicas")]
    [InlineData("faults: [{replica: 7}]", "does not exist")]
    [InlineData("faults: [{replica: 1}, {replica: 1, kind: twin}]", "two faults of one replica")]
    [InlineData("replicas: 1\nfaults: [{replica: 0, kind: twin}]", "at least one replica must be correct")]
    [InlineData("faults: [{replica: 1, kind: pause, start-us: 5}]", "ends before it begins")]
    [InlineData("decisions: [{from: 0, to: 4, fate: drop}]", "replicas that do not exist")]
    [InlineData("decisions: [{from: 0, to: 1}, {from: 0, to: 1}]", "two decisions about one message")]
    [InlineData("partitions: [{side: 4}]", "replicas that do not exist")]
    [InlineData("partitions: [{stop-us: never, one-way: true, side: 0}]", "must cut both ways")]
    [InlineData("max-delay-us: 1000000000\nslow-factor: 2", "at most 1000000000 us")]
    public void A_record_that_means_nothing_is_refused(string text, string problem) => Assert.Contains(
        problem, Assert.Throws<InputException>(() => SwarmRecordText.Read(text, "bad.yaml")).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_drawn_record_keeps_the_rules() => Assert.All(
        Enumerable.Range(0, 5000), seed => Assert.Empty(SwarmRecordRules.Problems(Generator.Draw((ulong)seed))));
}
