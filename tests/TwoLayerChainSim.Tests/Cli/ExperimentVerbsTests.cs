using System.Diagnostics;
using System.Text.Json;

namespace TwoLayerChainSim.Tests.Cli;

/// <summary>What compare and run make of an experiment: output, exit codes, signals (INTERFACE.md 0, rows 16-18, check 6).</summary>
[Collection(InProcessCli.Collection)]
public sealed class ExperimentVerbsTests : IDisposable
{
    private readonly CliRunner _cli = new() { Assembly = "TwoLayerChainSim.Tests.dll" };

    [Fact]
    public void Data_goes_to_standard_output_and_the_result_folder_is_the_last_line_of_standard_error()
    {
        var result = Run("expected", "--output", "results");

        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("two-layer is above FLchain\n", result.Out, StringComparison.Ordinal);
        Assert.Contains("0.1235", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Out + result.Error);
        Assert.EndsWith("\nresults\n", "\n" + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_and_CSV_are_exact_and_nothing_else_is_on_standard_output()
    {
        var json = Run("expected", "--format", "json");
        var csv = Run("expected", "--format", "csv");

        using var document = JsonDocument.Parse(json.Out);
        var row = document.RootElement.GetProperty("tables").GetProperty("accuracy")[0];
        Assert.Equal(0.123456789012, row.GetProperty("accuracy").GetDouble());
        Assert.Equal("scheme,accuracy,n\ntwo-layer,0.123456789012,5\n\"flchain, \"\"x\"\"\",,5\n", csv.Out);
    }

    [Theory]
    [InlineData("unexpected", 3, "")]
    [InlineData("input", 2, "error: digits.idx: truncated\nerror: labels.idx: no such file\n")]
    [InlineData("folder", 2, "error: results exists already\n")]
    [InlineData("disk", 1, "error: the disk is full\n")]
    [InlineData("bug", 1, "error: something unforeseen\n")]
    public void The_exit_code_says_how_it_ended(string script, int exitCode, string error)
    {
        var result = Run(script);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_debugger_gets_the_whole_exception()
    {
        _cli.Environment["TLC_DEBUG"] = "1";

        Assert.Contains("   at ", _cli.Run("run", "--set", "description=bug").Error, StringComparison.Ordinal);
    }

    /// <summary>System.CommandLine alone ends the process 2 s after the signal; the scripted clean-up takes 3 s.</summary>
    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public void A_signal_lets_the_run_keep_what_is_finished(string signal, int exitCode)
    {
        using var process = Start("cleanup");

        Send(signal, process);
        var result = CliRunner.Finish(process);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.True(File.Exists(Path.Combine(_cli.Folder, "kept.txt")));
        Assert.Contains("finished replications are kept", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_gives_up_on_a_signal_ends_with_its_code_and_no_message_of_failure()
    {
        using var process = Start("cancelled");

        Send("TERM", process);
        var result = CliRunner.Finish(process);

        Assert.Equal(143, result.ExitCode);
        Assert.DoesNotContain("error", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_signal_ends_the_program_at_once()
    {
        using var process = Start("deaf");

        Send("TERM", process);
        Assert.Contains("stopping", process.StandardError.ReadLine(), StringComparison.Ordinal);
        Send("TERM", process);

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.Equal(143, process.ExitCode);
    }

    public void Dispose() => _cli.Dispose();

    private static CliResult Run(string script, params string[] arguments) =>
        InProcessCli.Run(["run", "--set", "name=scripted", "--set", $"description={script}", .. arguments]);

    /// <summary>Starts a scripted run and waits until its experiment runs.</summary>
    private Process Start(string script)
    {
        var process = _cli.Start("run", "--set", $"description={script}", "--progress", "off");
        while (process.StandardError.ReadLine() is { } line && line != "ready")
        {
        }

        return process;
    }

    private static void Send(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
