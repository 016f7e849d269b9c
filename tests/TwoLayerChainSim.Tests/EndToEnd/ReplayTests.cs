using TwoLayerChainSim.Tests.Cli;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>Same seed, same bytes, but for timing.json (INTERFACE.md checks 2 and 8, STYLE.md R6).</summary>
[Collection(InProcessCli.Collection)]
public class ReplayTests(TinyStudy study)
{
    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("8")]
    public void A_second_run_gives_the_same_bytes_with_any_number_of_threads(string threads)
    {
        var again = study.Compare($"threads-{threads}", "--threads", threads);

        Assert.Equal(ResultFolderCheck.Hashes(study.Baseline), ResultFolderCheck.Hashes(again));
    }

    [Fact]
    public void The_configuration_in_the_folder_gives_the_same_bytes()
    {
        var again = study.Done("compare", Path.Combine(study.Baseline, "config.yaml"), "replay");

        Assert.Equal(ResultFolderCheck.Hashes(study.Baseline), ResultFolderCheck.Hashes(again));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("8")]
    public void A_single_run_gives_the_same_bytes_again(string threads)
    {
        var first = study.Done("run", study.Scenario, $"run-{threads}", "--scheme", "two-layer", "--threads", threads);
        var again = study.Done("run", Path.Combine(first, "config.yaml"), $"run-again-{threads}", "--threads", "2");

        Assert.Equal(ResultFolderCheck.Hashes(first), ResultFolderCheck.Hashes(again));
    }

    [Fact]
    public void Another_seed_gives_other_numbers()
    {
        var other = study.Compare("seed-2", "--seed", "2");

        var (one, two) = (ResultFolderCheck.Hashes(study.Baseline), ResultFolderCheck.Hashes(other));
        Assert.NotEqual(one["metrics.csv"], two["metrics.csv"]);
        Assert.Empty(ResultFolderCheck.Problems(other));
    }

    /// <summary>Each in a process of its own, so hashes that are salted by process would show too.</summary>
    [Theory]
    [InlineData("de_DE.UTF-8")]
    [InlineData("tr_TR.UTF-8")]
    [InlineData("C")]
    public void The_culture_of_the_user_changes_no_byte(string culture)
    {
        using var cli = new CliRunner();
        cli.Environment["LC_ALL"] = culture;
        cli.Environment["LANG"] = culture;
        cli.Environment["TZ"] = "Asia/Kathmandu";

        var result = cli.Run(
            "compare", study.Scenario, "--set", "attacks.malicious-fraction=0.5", "--output", "results", "--progress", "off");

        Assert.Equal(0, result.ExitCode);
        var folder = Path.Combine(cli.Folder, "results");
        Assert.Contains("malicious-fraction: 0.5\n", File.ReadAllText(Path.Combine(folder, "config.yaml")), StringComparison.Ordinal);
        Assert.Equal(ResultFolderCheck.Hashes(study.Baseline), ResultFolderCheck.Hashes(folder));
    }
}
