using TwoLayerChainSim.Tests.Cli;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>Unusual ends of runs that were allowed to start (INTERFACE.md row 18, TESTING.md S5).</summary>
[Collection(InProcessCli.Collection)]
public class OutcomeTests(TinyStudy study)
{
    [Fact]
    public void A_ledger_that_is_not_live_is_a_verdict_with_all_results()
    {
        var (result, folder) = Run("run", "--set", "network.mec-nodes=2", "--set", "attacks.malfunctioning-mec-nodes=1");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("Every ledger is safe and live: does not hold, not as expected (", result.Out, StringComparison.Ordinal);
        Assert.Contains("gmuc-shard-0 of two-layer, replication 0: no progress", result.Out, StringComparison.Ordinal);
        Assert.Empty(ResultFolderCheck.Problems(folder));
        var verdict = ResultFolderCheck.Manifest(folder).GetProperty("verdicts")[0];
        Assert.False(verdict.GetProperty("isAsExpected").GetBoolean());
        Assert.Equal(1, ResultFolderCheck.Manifest(folder).GetProperty("usedRuns").GetInt32());
        Assert.Contains("not as expected", File.ReadAllText(Path.Combine(folder, "report.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[safe-and-live, no-progress]", 0)]
    [InlineData("[no-progress]", 3)]
    [InlineData("[safe-and-live, diverged]", 3)]
    public void What_the_scenario_expects_decides_about_the_exit_code(string expected, int exitCode)
    {
        var (result, folder) = Run(
            "run", "--set", "network.mec-nodes=2", "--set", "attacks.malfunctioning-mec-nodes=1", "--set", $"expect.verdicts={expected}");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(
            exitCode == 0 ? "does not hold, as the scenario expects (" : "not as expected (", result.Out, StringComparison.Ordinal);
        Assert.Matches(@"\n\s*gmuc-shard-0\s+no progress since 0 s\s", result.Out);
        var ledgers = ResultFolderCheck.Rows(Path.Combine(folder, "verdicts.csv"));
        Assert.Equal(["no-progress", "safe-and-live", "safe-and-live"], ledgers.Select(row => row["verdict"]));
        Assert.Equal("0", ledgers[0]["no_progress_since_s"]);
    }

    /// <summary>Two of four leaders equivocate, and the run goes on: blocks of other episodes, the results of all of them.</summary>
    [Fact]
    public void A_committee_that_diverges_is_a_verdict_with_all_results()
    {
        var (result, folder) = RunWithFault("{kind: equivocating-leader, on: mec-nodes, count: 2}", "--set", "episodes=8");

        Assert.Equal(3, result.ExitCode);
        Assert.Matches(@"gmuc-shard-0 of two-layer, replication 0: diverged at height\s+\d: two\s+correct", result.Out);
        Assert.Empty(ResultFolderCheck.Problems(folder));
        var ledger = ResultFolderCheck.Rows(Path.Combine(folder, "verdicts.csv")).Single(row => row["ledger"] == "gmuc-shard-0");
        Assert.Equal("diverged", ledger["verdict"]);
        Assert.Matches("^[1-7]$", ledger["blocks"]);
        var delays = ResultFolderCheck.Rows(Path.Combine(folder, "metrics.csv")).Where(row => row["metric"] == "delay");
        Assert.Equal(8, delays.Count(row => row["episode"].Length > 0));
    }

    [Fact]
    public void A_captured_committee_is_live_and_said_to_be_captured()
    {
        var (result, _) = RunWithFault("{kind: collude, on: mec-nodes, count: 3}", "--set", "learning.mode=timing-only");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"captured by\s+a\s+coalition: \d+ of the decisions", result.Out);
    }

    /// <summary>10,000 h for each message: an Int64 of nanoseconds, 292 years, is over after some hundred episodes.</summary>
    [Fact]
    public void A_run_that_fails_leaves_the_others()
    {
        var (result, folder) = Run(
            "compare", "--set", "time-unit=1 h", "--set", "backbone.delay-mean=10000 t", "--set", "episodes=300",
            "--set", "compare.accuracy-schemes=[vanilla-ideal]", "--set", "compare.delay-schemes=[vanilla-ideal]");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"error: 2 of 6 runs failed; tiny, vanilla-ideal, replication \d, seed 1: [^\n]+\n\S+\n\z", result.Error);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Contains("Delay by number of devices", result.Out, StringComparison.Ordinal);
        Assert.Empty(ResultFolderCheck.Problems(folder));
        var manifest = ResultFolderCheck.Manifest(folder);
        Assert.Equal(4, manifest.GetProperty("usedRuns").GetInt32());
        Assert.All(
            manifest.GetProperty("censoredRuns").EnumerateArray(),
            run => Assert.Contains("failed at", run.GetProperty("reason").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("attacks.malicious-fraction=1")]
    [InlineData("attacks.malicious-fraction=0")]
    [InlineData("network.devices-per-mec=1")]
    [InlineData("network.devices-per-mec=1", "network.mec-nodes=1", "attacks.malfunctioning-mec-nodes=0")]
    [InlineData("episodes=1")]
    [InlineData("learning.mode=timing-only")]
    [InlineData("compare.delay-devices=[1]")]
    public void The_least_and_the_worst_that_is_allowed_runs(params string[] settings)
    {
        var (result, folder) = Run("compare", [.. settings.SelectMany(setting => new[] { "--set", setting })]);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Empty(ResultFolderCheck.Problems(folder));
    }

    [Fact]
    public void Each_task_has_its_own_figures_and_answers()
    {
        var (result, folder) = Run("compare", "--set", "gmuc.shards=2", "--set", "attacks.malfunctioning-mec-nodes=0");

        Assert.Equal(0, result.ExitCode);
        string[] figures = ["fig5a-task-0", "fig5a-task-1", "fig5b-task-0", "fig5b-task-1"];
        Assert.All(figures, figure => Assert.True(File.Exists(Path.Combine(folder, "figures", figure + ".svg")), figure));
        Assert.Contains("\nTask 1: Test accuracy (fraction) after episode 2: ", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\nTest accuracy", result.Out, StringComparison.Ordinal);
        Assert.Empty(ResultFolderCheck.Problems(folder));
    }

    private (CliResult Result, string Folder) RunWithFault(string fault, params string[] more)
    {
        var scenario = Path.Combine(study.NewFolder(), "faulty.yaml");
        File.WriteAllText(scenario, TinyStudy.Yaml + $"attacks: {{malfunctioning-mec-nodes: 0}}\nfaults:\n  - {fault}\n");
        var folder = study.NewFolder();
        return (InProcessCli.RunReal(["run", scenario, "--progress", "off", "--output", folder, .. more]), folder);
    }

    private (CliResult Result, string Folder) Run(string verb, params string[] more)
    {
        var folder = study.NewFolder();
        return (InProcessCli.RunReal([verb, study.Scenario, "--progress", "off", "--output", folder, .. more]), folder);
    }
}
