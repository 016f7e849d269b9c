using TwoLayerChainSim.Tests.Architecture;
using TwoLayerChainSim.Tests.Cli;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>The shipped scenario with faults in phases: it runs, its phases show, and its configuration replays.</summary>
[Collection(InProcessCli.Collection)]
public class FaultsExampleTests(TinyStudy study)
{
    private static readonly string Example = Path.Combine(SourceTree.Root, "topologies", "faults-example.yaml");

    [Fact]
    public void The_phases_show_in_the_results_and_the_global_chain_lives()
    {
        var folder = Run(Example);

        Assert.Empty(ResultFolderCheck.Problems(folder));
        var rows = ResultFolderCheck.Rows(Path.Combine(folder, "metrics.csv"));
        double Value(string metric, int episode) => double.Parse(
            rows.Single(row => row["metric"] == metric && row["episode"] == $"{episode}")["value"],
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(Value("delay_gmuc", 2) > 2 * Value("delay_gmuc", 1), "the equivocating leader of episode 2");
        Assert.True(Value("delay_gmuc", 4) > 2 * Value("delay_gmuc", 1), "lost messages in episode 4");
        Assert.True(Value("delay_train", 6) > 2 * Value("delay_train", 1), "slow devices in episode 6");
        Assert.Equal("6", ResultFolderCheck.Rows(Path.Combine(folder, "verdicts.csv")).Single(row => row["ledger"] == "lmuc-1")["blocks"]);
    }

    [Fact]
    public void The_configuration_in_the_folder_has_the_faults_and_gives_the_same_bytes()
    {
        var first = Run(Example);
        var again = Run(Path.Combine(first, "config.yaml"));

        Assert.Contains("kind: mec-down", File.ReadAllText(Path.Combine(first, "config.yaml")), StringComparison.Ordinal);
        Assert.Equal(ResultFolderCheck.Hashes(first), ResultFolderCheck.Hashes(again));
    }

    [Fact]
    public void Without_its_faults_it_gives_other_numbers()
    {
        Assert.NotEqual(
            ResultFolderCheck.Hashes(Run(Example))["metrics.csv"],
            ResultFolderCheck.Hashes(Run(Example, "--set", "faults=[]"))["metrics.csv"]);
    }

    private string Run(string scenario, params string[] more)
    {
        var folder = study.NewFolder();
        var result = InProcessCli.RunReal(
            ["run", scenario, "--progress", "off", "--output", folder, "--set", "learning.mode=timing-only", .. more]);
        Assert.True(result.ExitCode == 0, $"exit code {result.ExitCode}: {result.Error}{result.Out}");
        return folder;
    }
}
