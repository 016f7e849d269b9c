using TwoLayerChainSim.Tests.Cli;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>Incentives from the command line to the folder.</summary>
[Collection(InProcessCli.Collection)]
public class IncentiveTests(TinyStudy study)
{
    private static readonly string[] Both =
    [
        "--incentive", "none,stackelberg", "--set", "compare.accuracy-schemes=[two-layer, flchain]",
        "--set", "consensus.processing=0.01 t",
    ];

    [Fact]
    public void Several_incentives_are_weighed_in_one_figure_as_reviewed()
    {
        var folder = study.Compare("incentives", Both);

        Assert.Empty(ResultFolderCheck.Problems(folder));
        Assert.Equal(
            ["pareto.csv", "pareto.svg", "pareto.tex"],
            Directory.GetFiles(Path.Combine(folder, "figures")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        GoldenFile.AssertEqual("figures/pareto.csv", File.ReadAllText(Path.Combine(folder, "figures", "pareto.csv")));
        GoldenFile.AssertEqual("figures/pareto.tex", File.ReadAllText(Path.Combine(folder, "figures", "pareto.tex")));
        var report = File.ReadAllText(Path.Combine(folder, "report.html"));
        Assert.Contains("Stackelberg against no incentive in Two-layer: delay", report, StringComparison.Ordinal);
        var rows = ResultFolderCheck.Rows(Path.Combine(folder, "metrics.csv"));
        Assert.Contains(rows, row => row["incentive"] == "stackelberg" && row["metric"] == "payment" && row["value"] != "0");
        Assert.All(
            rows.Where(row => row["incentive"] == "none" && row["metric"] == "payment"), row => Assert.Equal("0", row["value"]));
    }

    [Fact]
    public void Its_configuration_gives_the_same_bytes_again_on_any_number_of_threads()
    {
        var first = study.Compare("incentives-1", [.. Both, "--threads", "1"]);
        foreach (var threads in (string[])["2", "8"])
        {
            var again = study.Done("compare", Path.Combine(first, "config.yaml"), $"incentives-{threads}", "--threads", threads);
            Assert.Equal(ResultFolderCheck.Hashes(first), ResultFolderCheck.Hashes(again));
        }
    }

    [Fact]
    public void One_incentive_is_that_of_all_runs_and_the_figures_stay()
    {
        var folder = study.Compare("incentive", "--incentive", "stackelberg");

        Assert.Equal(
            ["fig5a.csv", "fig5b.csv", "pareto.csv"],
            Directory.GetFiles(Path.Combine(folder, "figures"), "*.csv").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Run_shows_what_was_paid_in_each_episode()
    {
        var result = InProcessCli.RunReal(
        [
            "run", study.Scenario, "--set", "incentive=stackelberg", "--format", "csv", "--progress", "off", "--output", study.NewFolder(),
        ]);

        Assert.Equal(0, result.ExitCode);
        var columns = result.Out.Split('\n')[0].Split(',');
        var payment = Array.IndexOf(columns, "payment_token");
        Assert.True(double.Parse(result.Out.Split('\n')[1].Split(',')[payment], System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.All(
            (string[])["devices_abstaining", "devices_late", "training_frequency_GHz", "energy_J"],
            column => Assert.Contains(column, columns));
    }

    [Fact]
    public void Run_says_why_a_device_stands_aside()
    {
        var result = InProcessCli.RunReal(
        [
            "run", study.Scenario, "--set", "incentive=stackelberg", "--set", "stackelberg.pace=2.5 GHz", "--progress", "off",
            "--output", study.NewFolder(),
        ]);

        var words = result.Out.ReplaceLineEndings(" ");
        Assert.Matches(@"Episode 1: [1-9][0-9]* abstain, 0 renegotiated; device [0-9]+: the rule has no prices", words);
    }

    [Theory]
    [InlineData("gold", "compare.incentives", "found 'gold'; allowed")]
    [InlineData("none,none", "compare.incentives", "named twice")]
    public void An_unknown_incentive_is_refused_with_the_known_ones(string words, string key, string problem)
    {
        var result = InProcessCli.RunReal("compare", study.Scenario, "--incentive", words, "--output", study.NewFolder());

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"--incentive: {key}: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
        Assert.Contains("stackelberg", result.Error, StringComparison.Ordinal);
    }
}
