using System.Diagnostics;
using System.Globalization;
using TwoLayerChainSim.Tests.Cli;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>Ctrl-C and SIGTERM in the middle of a comparison keep what is finished (INTERFACE.md check 6).</summary>
public sealed class InterruptionTests : IDisposable
{
    /// <summary>A batch system kills 30 s after SIGTERM; the program must have ended by itself before.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(25);

    private readonly CliRunner _cli = new();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void A_signal_keeps_the_finished_runs_in_a_whole_folder(string signal, int exitCode)
    {
        _cli.Write("long.yaml", TinyStudy.Yaml.Replace("replications: 2\n", "replications: 900\n", StringComparison.Ordinal));
        using var process = _cli.Start("compare", "long.yaml", "--output", "results", "--progress", "off");
        var before = WaitForRuns(process, 3);

        var clock = Stopwatch.StartNew();
        Send(signal, process);
        var result = CliRunner.Finish(process);

        Assert.InRange(clock.Elapsed, TimeSpan.Zero, Limit);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("stopping; finished replications are kept", result.Error, StringComparison.Ordinal);
        Assert.Contains("Interrupted: ", result.Out, StringComparison.Ordinal);
        var folder = Path.Combine(_cli.Folder, "results");
        Assert.EndsWith($"\n{folder}\n", result.Error, StringComparison.Ordinal);
        Assert.Empty(ResultFolderCheck.Problems(folder));
        var manifest = ResultFolderCheck.Manifest(folder);
        var (planned, used) = (manifest.GetProperty("plannedRuns").GetInt32(), manifest.GetProperty("usedRuns").GetInt32());
        Assert.Equal("interrupted", manifest.GetProperty("status").GetString());
        Assert.Equal((4 * 900) + (5 * 2 * 900), planned);
        Assert.InRange(used, before, planned - 1);
        Assert.Equal(planned, used + manifest.GetProperty("censoredRuns").GetArrayLength());
        var completed = ResultFolderCheck.Rows(Path.Combine(folder, "metrics.csv")).Where(row => row["metric"] == "completed").ToList();
        Assert.Equal((planned, used), (completed.Count, completed.Count(row => row["value"] == "1")));
    }

    public void Dispose() => _cli.Dispose();

    /// <summary>Waits until some runs are in the journal, and says how many.</summary>
    private int WaitForRuns(Process process, int least)
    {
        var journal = Path.Combine(_cli.Folder, "results", "journal.ndjson");
        while (!process.HasExited)
        {
            var lines = File.Exists(journal) ? File.ReadAllText(journal).Count(character => character == '\n') : 0;
            if (lines >= least)
            {
                return lines;
            }

            Thread.Sleep(20);
        }

        throw new InvalidOperationException($"the program ended before {least} runs: {process.StandardError.ReadToEnd()}");
    }

    private static void Send(string signal, Process process)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
