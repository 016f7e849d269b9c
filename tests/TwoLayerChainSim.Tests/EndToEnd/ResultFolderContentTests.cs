using System.Globalization;
using System.Text.Json;
using TwoLayerChainSim.Tests.Cli;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>What a comparison leaves (INTERFACE.md 2.6, checks 8 and 9), judged from the files alone.</summary>
[Collection(InProcessCli.Collection)]
public class ResultFolderContentTests(TinyStudy study)
{
    [Fact]
    public void The_folder_holds_what_its_manifest_and_its_data_package_say()
    {
        string[] expected =
        [
            "config.yaml", "datapackage.json", "figures/fig5a.csv", "figures/fig5a.svg", "figures/fig5a.tex", "figures/fig5b.csv",
            "figures/fig5b.svg", "figures/fig5b.tex", "manifest.json", "metrics.csv", "report.html", "summary.csv",
            "verdicts.csv",
        ];

        Assert.Equal(expected, ResultFolderCheck.Hashes(study.Baseline).Keys);
        Assert.Empty(ResultFolderCheck.Problems(study.Baseline));
        Assert.Equal("complete", ResultFolderCheck.Manifest(study.Baseline).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("metrics.csv", "two-layer,", "two-layers,")]
    [InlineData("metrics.csv", ",s,", ",s,NaN")]
    [InlineData("summary.csv", "\n", "\r\n")]
    [InlineData("figures/fig5b.svg", "<svg", "<SVG")]
    public void A_changed_file_is_noticed(string file, string from, string to)
    {
        var copy = Copy(study.Baseline);
        var path = Path.Combine(copy, file);
        File.WriteAllText(path, File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal));

        Assert.NotEmpty(ResultFolderCheck.Problems(copy));
    }

    [Fact]
    public void A_missing_and_an_additional_file_are_noticed()
    {
        var copy = Copy(study.Baseline);
        File.Move(Path.Combine(copy, "report.html"), Path.Combine(copy, "report.htm"));

        Assert.Equal(["report.htm is not in the manifest", "report.html is missing"], ResultFolderCheck.Problems(copy));
    }

    [Fact]
    public void Every_planned_run_is_in_the_tables()
    {
        var runs = ResultFolderCheck.Rows(Path.Combine(study.Baseline, "metrics.csv")).Where(row => row["metric"] == "completed").ToList();

        // 4 schemes and 2 replications for accuracy, 5 schemes, 2 sizes and 2 replications for delay.
        Assert.Equal(8 + 20, runs.Count);
        Assert.All(runs, run => Assert.Equal("1", run["value"]));
        var manifest = ResultFolderCheck.Manifest(study.Baseline);
        Assert.Equal((28, 28), (manifest.GetProperty("plannedRuns").GetInt32(), manifest.GetProperty("usedRuns").GetInt32()));
    }

    [Fact]
    public void An_axis_of_two_episodes_counts_in_whole_numbers()
    {
        var figure = File.ReadAllText(Path.Combine(study.Baseline, "figures", "fig5a.svg"));

        Assert.Contains(">2<", figure, StringComparison.Ordinal);
        Assert.DoesNotMatch(@">1\.\d+<", figure);
    }

    [Fact]
    public void The_points_that_compare_prints_are_those_of_the_summary()
    {
        string[] compare = ["compare", study.Scenario, "--set", "attacks.malicious-fraction=0.5", "--progress", "off", "--force"];
        var output = study.PathOf("printed");

        var csv = InProcessCli.RunReal([.. compare, "--output", output, "--format", "csv"]).Out;
        var json = InProcessCli.RunReal([.. compare, "--output", output, "--format", "json"]).Out;

        var means = ResultFolderCheck.Rows(Path.Combine(output, "summary.csv"))
            .Where(row => row["metric"] is "accuracy" or "delay")
            .Select(row => $"{row["scheme"]},{row["network.devices-per-mec"]}{row["episode"]},{row["metric"]},{row["mean"]}")
            .ToHashSet();
        var lines = csv.TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal((4 * 2) + (5 * 2), lines.Count);
        Assert.All(lines, cells => Assert.Contains($"{cells[1]},{cells[3]},{cells[4]},{cells[6]}", means));
        using var document = JsonDocument.Parse(json);
        var points = document.RootElement.GetProperty("tables").GetProperty("points").EnumerateArray();
        Assert.Equal(
            lines.Select(cells => cells[6]),
            points.Select(point => point.GetProperty("mean").GetDouble().ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_summary_follows_from_the_metrics()
    {
        var metrics = Path.Combine(study.Baseline, "metrics.csv");
        var summary = Path.Combine(study.Baseline, "summary.csv");

        Assert.Empty(SummaryDifferences(metrics, summary));
    }

    [Fact]
    public void A_summary_of_other_metrics_is_noticed()
    {
        var copy = Copy(study.Baseline);
        var metrics = Path.Combine(copy, "metrics.csv");
        var lines = File.ReadAllLines(metrics);
        var at = Array.FindIndex(lines, line => line.Contains(",delay,s,", StringComparison.Ordinal));
        lines[at] += "1";
        File.WriteAllLines(metrics, lines);

        Assert.NotEmpty(SummaryDifferences(metrics, Path.Combine(copy, "summary.csv")));
    }

    /// <summary>Recomputes mean, deviation and interval in the plainest way; two replications, so t has one degree of freedom.</summary>
    private static List<string> SummaryDifferences(string metrics, string summary)
    {
        string[] keys = ["scheme", "network.devices-per-mec", "task", "metric", "unit", "episode"];
        var groups = ResultFolderCheck.Rows(metrics).ToLookup(row => string.Join(',', keys.Select(key => row[key])));
        var rows = ResultFolderCheck.Rows(summary);
        var student = Math.Tan(Math.PI * (0.975 - 0.5));
        var differences = new List<string>();
        foreach (var row in rows)
        {
            var key = string.Join(',', keys.Select(name => row[name]));
            double[] values = [.. groups[key].Where(entry => entry["value"].Length > 0).Select(entry => Number(entry["value"]))];
            var mean = values.Average();
            var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
            var half = student * deviation / Math.Sqrt(values.Length);
            (string Column, double Value)[] expected = row["metric"] == "completed"
                ? [("n", values.Length), ("mean", mean)]
                : [("n", values.Length), ("mean", mean), ("sd", deviation), ("ci95_low", mean - half), ("ci95_high", mean + half)];
            differences.AddRange(expected
                .Where(number => !(Math.Abs(Number(row[number.Column]) - number.Value) <= 1e-12 * Math.Max(1, Math.Abs(mean) + half)))
                .Select(number => $"{key}: {number.Column} is {row[number.Column]} instead of {number.Value:R}"));
        }

        return groups.Count == rows.Count ? differences : [.. differences, $"{groups.Count} groups and {rows.Count} rows"];
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private string Copy(string folder)
    {
        var copy = study.NewFolder();
        foreach (var file in ResultFolderCheck.Hashes(folder).Keys)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, file))!);
            File.Copy(Path.Combine(folder, file), Path.Combine(copy, file));
        }

        return copy;
    }
}
