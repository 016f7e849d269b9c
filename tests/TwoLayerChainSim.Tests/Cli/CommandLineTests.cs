using TwoLayerChainSim.Tests.Architecture;

namespace TwoLayerChainSim.Tests.Cli;

/// <summary>The command line itself: help, misspelt words, completion (INTERFACE.md 0, 2.5, check 14).</summary>
[Collection(InProcessCli.Collection)]
public class CommandLineTests
{
    [Theory]
    [InlineData("compare")]
    [InlineData("run")]
    [InlineData("validate")]
    [InlineData("show-config")]
    [InlineData("list")]
    [InlineData("campaign")]
    [InlineData("reproduce")]
    [InlineData("game")]
    public void Every_verb_has_short_help_with_an_example(string verb)
    {
        var result = InProcessCli.Run(verb, "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains($"Example:\n  twolayerchain {verb}", result.Out, StringComparison.Ordinal);
        Assert.True(result.Out.Split('\n').Length <= 40);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("did you mean 'validate'?", "validte", "x.yaml")]
    [InlineData("did you mean '--scheme'?", "run", "--schem", "flchain")]
    [InlineData("did you mean '--quick'?", "run", "--quik")]
    [InlineData("did you mean '--help'?", "compare", "--hlep")]
    [InlineData("Must be one of: 'table' 'json' 'csv'", "list", "--format", "yaml")]
    [InlineData("allowed: a whole number from 1 to 1024", "run", "--threads", "1,5")]
    [InlineData("write --set key=value", "run", "--set", "seed")]
    [InlineData("Required argument missing", "validate")]
    [InlineData("a verb is missing: compare, stress, run, validate, show-config, list, campaign, reproduce, game")]
    [InlineData("seed: found '1,5'", "run", "--seed", "1,5")]
    [InlineData("unknown key; did you mean 'network.mec-nodes'?", "run", "--set", "network.mec-node=3")]
    [InlineData("scheme: found 'twolayer'", "run", "--scheme", "twolayer")]
    [InlineData("@args: no such file", "validate", "@args")]
    public void A_wrong_word_is_explained_on_standard_error_only(string message, params string[] arguments)
    {
        var result = InProcessCli.Run(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Theory]
    [InlineData("[suggest:9]", "run --sch", "--scheme")]
    [InlineData("[suggest:13]", "run --scheme ", "flchain")]
    [InlineData("[suggest:13]", "run --set net", "network.mec-nodes=")]
    [InlineData("[suggest:3]", "val", "validate")]
    public void Words_are_completed(string directive, string line, string expected)
    {
        var result = InProcessCli.Run(directive, line);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(expected, result.Out.Split('\n'));
    }

    [Fact]
    public void The_example_of_every_verb_is_a_valid_command_line()
    {
        foreach (var verb in (string[])["compare", "run", "validate", "show-config", "list", "campaign"])
        {
            var help = InProcessCli.Run(verb, "--help").Out;
            var example = help[help.LastIndexOf("twolayerchain ", StringComparison.Ordinal)..].Trim().Split(' ')[1..];
            var arguments = example.Select(word =>
                word.StartsWith("topologies/", StringComparison.Ordinal) ? Path.Combine(SourceTree.Root, word) : word);

            Assert.Equal(0, InProcessCli.Run([.. arguments]).ExitCode);
        }
    }

    [Fact]
    public void The_version_is_that_of_the_assembly()
    {
        var version = typeof(TwoLayerChainSim.Experiments.Scenario.ScenarioKeys).Assembly.GetName().Version!.ToString(3);

        using var cli = new CliRunner();
        Assert.StartsWith(version, cli.Run("--version").Out, StringComparison.Ordinal);
    }
}
