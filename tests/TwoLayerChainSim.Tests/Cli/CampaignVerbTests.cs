using TwoLayerChainSim.Experiments.Swarm;

namespace TwoLayerChainSim.Tests.Cli;

/// <summary><c>campaign</c>: its tables, replay of a record, exit codes.</summary>
[Collection(InProcessCli.Collection)]
public class CampaignVerbTests
{
    [Fact]
    public void A_campaign_prints_the_same_whatever_the_number_of_threads()
    {
        var one = InProcessCli.Run("campaign", "--scenarios", "1500", "--seed", "3", "--threads", "1", "--progress", "off");
        var three = InProcessCli.Run("campaign", "--scenarios", "1500", "--seed", "3", "--threads", "3", "--progress", "off");
        Assert.Equal((0, one.Out), (three.ExitCode, three.Out));
        Assert.Contains("1500 scenarios", one.Out, StringComparison.Ordinal);
        Assert.Contains("scenarios/s", one.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("json", "\"trace_hash\"")]
    [InlineData("csv", "protocol,scenarios,safe_live")]
    [InlineData("table", "prepared_value_carried")]
    public void The_report_comes_in_all_forms(string format, string expected) => Assert.Contains(
        expected,
        InProcessCli.Run("campaign", "--scenarios", "300", "--progress", "off", "--format", format).Out,
        StringComparison.Ordinal);

    [Fact]
    public void A_record_is_told_message_by_message()
    {
        using var folder = new CliRunner();
        var file = Path.Combine(folder.Folder, "record.yaml");
        File.WriteAllText(file, SwarmRecordText.Write(new() { HealUs = 1, Decisions = [new(0, 1, 0, SwarmFate.Drop)] }));
        var result = InProcessCli.Run("campaign", "replay", file);
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("0 loses 1: PrePrepare height 0 view 0", result.Out, StringComparison.Ordinal);
        Assert.EndsWith("SafeLive\n", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_cannot_be_read_is_bad_input()
    {
        using var folder = new CliRunner();
        var file = Path.Combine(folder.Folder, "record.yaml");
        File.WriteAllText(file, "replicas: many");
        var result = InProcessCli.Run("campaign", "replay", file);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("record.yaml:1:11: replicas: found 'many'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Twins_are_counted()
    {
        var result = InProcessCli.Run(
            "campaign", "--twins", "--every", "20000", "--protocol", "pbft", "--progress", "off", "--format", "csv");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("pbft,76,", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_protocol_that_tolerates_no_twin_is_left_out()
    {
        var result = InProcessCli.Run("campaign", "--twins", "--protocol", "raft", "--progress", "off", "--format", "csv");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("raft: left out", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("raft,", result.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--scenarios: found '0'; allowed: a whole number from 1 to 1000000000000", "--scenarios", "0")]
    [InlineData("'pow'", "--protocol", "pow")]
    public void A_wrong_value_is_explained(string message, params string[] arguments)
    {
        var result = InProcessCli.Run(["campaign", .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
