using TwoLayerChainSim.Tests.Architecture;
using TwoLayerChainSim.Tests.Cli;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>The verb stress from the command line to the folder.</summary>
[Collection(InProcessCli.Collection)]
public class StressTests(TinyStudy study)
{
    private static readonly string Gmuc = Path.Combine(SourceTree.Root, "topologies", "stress-gmuc.yaml");

    [Fact]
    public void The_shipped_scenario_answers_with_figures_tables_and_verdicts()
    {
        var folder = study.NewFolder();
        var result = InProcessCli.RunReal(
        [
            "stress", Gmuc, "--quick", "--progress", "off", "--output", folder, "--set", "episodes=1", "--set", "stress.trials=10",
            "--set", "stress.malicious-devices=[0, 60]", "--set", "learning.model=softmax",
        ]);

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(
            @"A shard of 4 fails with probability 0\.\d{3} \(95 % CI .*, closed form 0\.333\) at b = 3 of 10 MEC nodes that stay\s+"
                + @"silent .*although the\s+GMUC tolerates 3: it failed in none of 10 trials\.",
            result.Out.ReplaceLineEndings(" "));
        Assert.Empty(ResultFolderCheck.Problems(folder));
        string[] figures =
        [
            "accuracy-by-malicious", "failure-collude", "failure-equivocate", "failure-silent", "map-accuracy", "map-failure",
        ];
        Assert.Equal(
            figures.SelectMany(figure => (string[])[figure + ".csv", figure + ".svg", figure + ".tex"]),
            Directory.GetFiles(Path.Combine(folder, "figures")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var ledgers = ResultFolderCheck.Rows(Path.Combine(folder, "verdicts.csv"));
        Assert.Contains(ledgers, row => row["verdict"] == "no-progress" && row["stress.byzantine-mec-nodes"] == "5");
        Assert.All(ledgers.Where(row => row["stress.byzantine-mec-nodes"] == "0"), row => Assert.Equal("safe-and-live", row["verdict"]));
    }

    [Fact]
    public void Its_configuration_gives_the_same_bytes_again_on_any_number_of_threads()
    {
        string[] small = ["--set", "stress.trials=3", "--set", "stress.replications=1", "--set", "stress.byzantine-mec-nodes=[0, 2]"];
        var first = study.Done("stress", study.Scenario, "stress", [.. small, "--threads", "2"]);
        var again = study.Done("stress", Path.Combine(first, "config.yaml"), "stress-again", "--threads", "1");

        Assert.Equal(ResultFolderCheck.Hashes(first), ResultFolderCheck.Hashes(again));
    }
}
