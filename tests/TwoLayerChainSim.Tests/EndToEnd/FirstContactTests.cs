using System.Text.Json;
using TwoLayerChainSim.Tests.Cli;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>The first minutes with the program, as child processes (INTERFACE.md checks 1, 5 and 14).</summary>
public sealed class FirstContactTests : IDisposable
{
    private readonly CliRunner _cli = new();

    [Fact]
    public void Run_without_a_file_leaves_a_whole_result_folder_and_names_it_last()
    {
        var result = _cli.Run("run");

        Assert.Equal(0, result.ExitCode);
        var folder = result.Error.TrimEnd('\n').Split('\n')[^1];
        Assert.Equal(Path.Combine(_cli.Folder, "output", "built-in"), Path.GetDirectoryName(folder));
        Assert.Empty(ResultFolderCheck.Problems(folder));
        string[] files = ["config.yaml", "figures/fig5a.svg", "manifest.json", "metrics.csv", "report.html", "summary.csv"];
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(folder, file)), file));
        Assert.Equal(folder, File.ReadAllText(Path.Combine(_cli.Folder, "output", "built-in", "latest")).TrimEnd('\n'));
        Assert.Equal(["output"], Directory.EnumerateFileSystemEntries(_cli.Folder).Select(Path.GetFileName));
        Assert.DoesNotContain('\u001b', result.Out + result.Error);
        Assert.Contains("Every ledger is safe and live: holds", result.Out, StringComparison.Ordinal);
        Assert.Equal(8, result.Out.Split('\n').Count(line => line.TrimStart() is [>= '1' and <= '8', ' ', ..]));
    }

    /// <summary>Lines of a terminal end with CR LF; .NET itself sends two codes that switch the keypad when it finds a terminal.</summary>
    [ProgramFact("script")]
    public void On_a_terminal_of_80_columns_nothing_is_wider_and_there_are_no_colours()
    {
        _cli.Environment["NO_COLOR"] = "1";
        _cli.Environment["TERM"] = "xterm";
        var program = Path.Combine(AppContext.BaseDirectory, "twolayerchain.dll");

        var result = _cli.Execute("script", "-qec", $"stty cols 80; dotnet '{program}' run --output results", "/dev/null");

        var text = result.Out.Replace("\u001b[?1h\u001b=", "", StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain('\u001b', text);
        Assert.Contains("\r0:0", text, StringComparison.Ordinal);
        Assert.All(text.Split(['\r', '\n']), line => Assert.InRange(line.Length, 0, 80));
        Assert.EndsWith($"\n{Path.Combine(_cli.Folder, "results")}\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Formats_for_programs_are_alone_on_standard_output()
    {
        string[] run = ["run", _cli.Write("tiny.yaml", TinyStudy.Yaml), "--progress", "plain", "--format"];

        var json = _cli.Run([.. run, "json", "--output", "json"]);
        var csv = _cli.Run([.. run, "csv", "--output", "csv"]);

        using var document = JsonDocument.Parse(json.Out);
        Assert.Equal(Path.Combine(_cli.Folder, "json"), document.RootElement.GetProperty("folder").GetString());
        Assert.True(document.RootElement.GetProperty("as_expected").GetBoolean());
        Assert.NotEmpty(document.RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal(2, document.RootElement.GetProperty("tables").GetProperty("episodes").GetArrayLength());
        var lines = csv.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.All(lines, line => Assert.Equal(lines[0].Split(',').Length, line.Split(',').Length));
        Assert.DoesNotContain('\u001b', json.Out + json.Error + csv.Out + csv.Error);
    }

    public void Dispose() => _cli.Dispose();
}
