using System.Text.Json;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Tests.Architecture;

namespace TwoLayerChainSim.Tests.Cli;

/// <summary>validate, show-config and list as a user calls them (INTERFACE.md checks 2, 3, 5).</summary>
[Collection(InProcessCli.Collection)]
public sealed class ScenarioVerbsTests : IDisposable
{
    private const string SixErrors = """
        sead: 1
        time-unit: 0.1 sec
        network:
          mec-nodes: 3
          mec-nodes: 4
          placement: hotspot
          devices-per-mec: 010
        attacks:
          malicious-fraction: 1.5
        """;

    private static readonly string MainJob = Path.Combine(SourceTree.Root, "topologies", "feng2022.yaml");

    private readonly CliRunner _cli = new();

    [Fact]
    public void The_main_job_is_valid()
    {
        var result = InProcessCli.Run("validate", MainJob);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("valid", result.Out, StringComparison.Ordinal);
        Assert.Contains("f = 0", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_go_to_standard_error_at_once_and_nothing_is_written()
    {
        var result = _cli.Run("validate", _cli.Write("six.yaml", SixErrors));

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Out);
        var lines = result.Error.TrimEnd().Split('\n');
        Assert.Equal(6, lines.Count(line => line.StartsWith("six.yaml:", StringComparison.Ordinal)));
        Assert.Equal("6 errors; nothing was done", lines[^1]);
        Assert.Equal(["six.yaml"], Directory.EnumerateFileSystemEntries(_cli.Folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("run")]
    [InlineData("show-config")]
    public void Every_verb_refuses_a_bad_scenario_before_anything_else(string verb)
    {
        var result = InProcessCli.Run(verb, Written("six.yaml", SixErrors), "--format", "json");

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Out);
        Assert.Contains("6 errors", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Diagnostics_are_data_in_JSON_and_CSV()
    {
        var file = Written("six.yaml", SixErrors);
        var json = InProcessCli.Run("validate", file, "--format", "json");
        var csv = InProcessCli.Run("validate", file, "--format", "csv");

        using var document = JsonDocument.Parse(json.Out);
        var first = document.RootElement.GetProperty("diagnostics")[0];
        Assert.False(document.RootElement.GetProperty("valid").GetBoolean());
        Assert.Equal(6, document.RootElement.GetProperty("diagnostics").GetArrayLength());
        Assert.Equal("sead", first.GetProperty("key").GetString());
        Assert.Equal(1, first.GetProperty("line").GetInt32());
        Assert.Equal("seed", first.GetProperty("suggestion").GetString());
        Assert.Equal(7, csv.Out.TrimEnd().Split('\n').Length);
        Assert.StartsWith("severity,source,line,column,key,", csv.Out, StringComparison.Ordinal);
        Assert.Empty(json.Error + csv.Error);
        Assert.Equal((2, 2), (json.ExitCode, csv.ExitCode));
    }

    [Theory]
    [InlineData("de_DE.UTF-8")]
    [InlineData("tr_TR.UTF-8")]
    [InlineData("C")]
    public void The_culture_of_the_user_changes_no_number(string culture)
    {
        string[] arguments =
            ["show-config", MainJob, "--set", "attacks.malicious-fraction=0.5", "--set", "time-unit=1.5e2 ms", "--format", "csv"];
        var neutral = InProcessCli.Run(arguments);
        _cli.Environment["LC_ALL"] = culture;
        _cli.Environment["LANG"] = culture;

        var result = _cli.Run(arguments);

        Assert.Contains("attacks.malicious-fraction,0.5,,--set\n", result.Out, StringComparison.Ordinal);
        Assert.Contains("time-unit,150 ms,0.15 s,--set\n", result.Out, StringComparison.Ordinal);
        Assert.Equal(neutral.Out, result.Out);
    }

    [Fact]
    public void Every_value_is_shown_with_where_it_came_from()
    {
        var file = Written("study.yaml", "episodes: 3\n");

        var result = InProcessCli.Run("show-config", file, "--seed", "7", "--quick", "--format", "json");

        using var document = JsonDocument.Parse(result.Out);
        var values = document.RootElement.GetProperty("values").EnumerateArray()
            .ToDictionary(value => value.GetProperty("key").GetString()!, value => value.GetProperty("from").GetString());
        Assert.Equal(ScenarioKeys.All.Length, values.Count);
        Assert.Equal(file + ":1:11", values["episodes"]);
        Assert.Equal("--seed", values["seed"]);
        Assert.Equal("--quick", values["replications"]);
        Assert.Equal("file name", values["name"]);
        Assert.Equal("default", values["time-unit"]);
    }

    [Fact]
    public void A_data_folder_selects_the_files_in_it()
    {
        var found = InProcessCli.Run("show-config", MainJob, "--data", _cli.Folder, "--format", "csv");
        var missing = InProcessCli.Run("show-config", MainJob, "--data", "nowhere");

        Assert.Contains("learning.data,idx,,--data\n", found.Out, StringComparison.Ordinal);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("--data: learning.data-directory: found 'nowhere' (no such folder)", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Redirected_output_has_no_escape_codes()
    {
        foreach (var arguments in (string[][])[["list"], ["show-config", MainJob], ["--help"]])
        {
            var result = _cli.Run(arguments);

            Assert.Equal(0, result.ExitCode);
            Assert.DoesNotContain('\u001b', result.Out + result.Error);
        }
    }

    [Fact]
    public void Everything_that_can_be_selected_is_listed_with_its_source()
    {
        var result = InProcessCli.Run("list", "--format", "json");

        using var document = JsonDocument.Parse(result.Out);
        var rows = document.RootElement.EnumerateArray().ToList();
        Assert.Equal(ScenarioKeys.WithFaultFields.Where(key => key.Kind == KeyKind.Choice).Sum(key => key.Choices.Length), rows.Count);
        Assert.All(rows, row => Assert.NotEmpty(row.GetProperty("source").GetString()!));
    }

    /// <summary>YamlDotNet's own tree builder overflows the stack at about 6,000 levels, which ends the process with 134.</summary>
    [Fact]
    public void Six_thousand_brackets_do_not_kill_the_process()
    {
        var result = _cli.Run("validate", _cli.Write("deep.yaml", "seed: " + new string('[', 6_000)));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("nested deeper than 64 levels", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_and_an_empty_file_are_bad_input()
    {
        var missing = InProcessCli.Run("compare", "nowhere.yaml");
        var empty = InProcessCli.Run("compare", Written("empty.yaml", ""));

        Assert.Equal((2, 2), (missing.ExitCode, empty.ExitCode));
        Assert.StartsWith("nowhere.yaml: no such file", missing.Error, StringComparison.Ordinal);
        Assert.Contains("empty.yaml: is empty", empty.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _cli.Dispose();

    private string Written(string name, string text) => Path.Combine(_cli.Folder, _cli.Write(name, text));
}
