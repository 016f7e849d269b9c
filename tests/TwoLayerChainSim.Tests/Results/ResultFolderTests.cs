using System.Text;
using System.Text.RegularExpressions;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Report;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Results;

/// <summary>Result folders on the real file system: where they go, what is refused, what is in them.</summary>
public sealed class ResultFolderTests : IDisposable
{
    private static readonly DiskStore Disk = new();
    private readonly string _scratch = Directory.CreateTempSubdirectory("tlcs ä ").FullName;

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    [Fact]
    public void The_exact_folder_is_created_with_its_parents()
    {
        var output = Path.Combine(_scratch, "a", "b");

        Publish(Exact(output));

        Assert.Equal(
            ["config.yaml", "datapackage.json", "manifest.json", "metrics.csv", "summary.csv", "timing.json"],
            Disk.Entries(output).Where(name => File.Exists(Path.Combine(output, name)) && name != "report.html"));
        Assert.Equal("complete", ResultReader.Open(output, Disk).Status);
    }

    [Fact]
    public void The_default_folder_is_named_by_scenario_time_and_configuration_and_latest_points_to_it()
    {
        var location = new ResultLocation { Root = _scratch };

        var first = Publish(location);
        var second = Publish(location);

        var expected = Path.Combine(_scratch, "sample", $"20261120-131500-{SampleExperiment.Plan.ConfigSha256[..6]}");
        Assert.Equal((expected, expected + "-2"), (first, second));
        Assert.Equal(second + "\n", File.ReadAllText(Path.Combine(_scratch, "sample", "latest")));
    }

    [Fact]
    public void An_existing_empty_folder_is_used()
    {
        Assert.Equal(_scratch, Publish(Exact(_scratch)));
    }

    [Fact]
    public void A_folder_with_content_is_refused_and_left_as_it_is()
    {
        File.WriteAllText(Path.Combine(_scratch, "mine.txt"), "precious");

        var exception = Assert.Throws<ResultFolderException>(() => Publish(Exact(_scratch)));

        Assert.True(exception.IsBadInput);
        Assert.Contains(_scratch, exception.Message, StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], Disk.Entries(_scratch));
    }

    [Fact]
    public void Force_moves_a_folder_aside_and_deletes_nothing()
    {
        var output = Path.Combine(_scratch, "out");
        Publish(Exact(output));
        File.WriteAllText(Path.Combine(output, "mine.txt"), "precious");

        Publish(Exact(output) with { Force = true });
        Publish(Exact(output) with { Force = true });

        Assert.Equal(["out", "out.bak-1", "out.bak-2"], Disk.Entries(_scratch));
        Assert.Equal("precious", File.ReadAllText(Path.Combine(_scratch, "out.bak-1", "mine.txt")));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/below")]
    [InlineData("\0")]
    public void A_path_that_cannot_be_a_folder_is_refused_in_a_sentence(string name)
    {
        File.WriteAllText(Path.Combine(_scratch, "file"), "precious");

        var exception = Assert.Throws<ResultFolderException>(() => Publish(Exact(Path.Combine(_scratch, name))));

        Assert.Contains("output folder", exception.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(Path.Combine(_scratch, "file")));
    }

    [Fact]
    public void A_path_that_is_too_long_is_refused_in_a_sentence()
    {
        var exception = Assert.Throws<ResultFolderException>(() => Publish(Exact(Path.Combine(_scratch, new string('x', 300)))));

        Assert.False(exception.IsBadInput);
    }

    [Fact]
    public void A_folder_in_which_another_run_writes_is_refused_even_with_force()
    {
        var output = Path.Combine(_scratch, "out");
        using (Create(Exact(output)))
        {
            Assert.Throws<ResultFolderException>(() => Create(Exact(output)));
            var exception = Assert.Throws<ResultFolderException>(() => Create(Exact(output) with { Force = true }));

            Assert.Contains("another run", exception.Message, StringComparison.Ordinal);
        }

        Publish(Exact(output) with { Force = true });
        Assert.DoesNotContain(ResultFolder.LockName, Disk.Entries(output));
    }

    [Fact]
    public void Temporary_files_of_a_killed_run_are_removed_at_the_start()
    {
        File.WriteAllText(Path.Combine(_scratch, "metrics.csv.tmp"), "run_id,scen");
        File.WriteAllText(Path.Combine(_scratch, ResultFolder.LockName), string.Empty);

        Publish(Exact(_scratch));

        Assert.DoesNotContain(Disk.Entries(_scratch), name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_have_no_byte_order_mark_and_only_line_feeds()
    {
        Publish(Exact(_scratch));

        foreach (var path in Directory.EnumerateFiles(_scratch, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(path);
            Assert.False(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble), path);
            Assert.DoesNotContain((byte)'\r', bytes);
        }
    }

    [Fact]
    public void Two_runs_differ_in_nothing_but_the_timing()
    {
        var first = Publish(Exact(Path.Combine(_scratch, "first")));
        var second = Publish(Exact(Path.Combine(_scratch, "second")), SampleExperiment.Results().Reverse());

        foreach (var path in Directory.EnumerateFiles(first, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(first, path);
            Assert.True(
                name == RunTiming.FileName || File.ReadAllBytes(path).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(second, name))),
                name);
        }
    }

    [Fact]
    public void The_manifest_and_the_data_package_are_written_as_reviewed()
    {
        var folder = Publish(Exact(_scratch));

        foreach (var name in (string[])[Manifest.FileName, DataPackage.FileName])
        {
            // Sizes and hashes have their own test.
            var text = Regex.Replace(File.ReadAllText(Path.Combine(folder, name)), "[0-9a-f]{64}|(?<=\"bytes\": )[0-9]+", "-");
            GoldenFile.AssertEqual($"results/{name}", text);
        }
    }

    [Fact]
    public void The_manifest_lists_every_file_but_itself_and_the_timing()
    {
        var folder = Publish(Exact(_scratch));

        var listed = ResultReader.Open(folder, Disk).Files.Select(file => file.Path);
        var present = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(name => name is not (Manifest.FileName or RunTiming.FileName));
        Assert.Equal(present.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public void A_changed_or_missing_file_is_named_when_the_folder_is_opened()
    {
        var folder = Publish(Exact(_scratch));
        File.AppendAllText(Path.Combine(folder, "metrics.csv"), "\n");
        File.Delete(Path.Combine(folder, "summary.csv"));

        var exception = Assert.Throws<ResultFolderException>(() => ResultReader.Open(folder, Disk));

        Assert.Contains("metrics.csv was changed", exception.Message, StringComparison.Ordinal);
        Assert.Contains("summary.csv is missing", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_manifest_is_not_a_result()
    {
        Assert.Throws<ResultFolderException>(() => ResultReader.Open(_scratch, Disk));
    }

    [Fact]
    public void An_interrupted_run_keeps_what_is_done_and_counts_the_rest()
    {
        var finished = SampleExperiment.Results().Take(5).ToArray();

        var folder = Publish(Exact(_scratch), finished, SampleExperiment.Facts with { IsInterrupted = true });

        var manifest = ResultReader.Open(folder, Disk);
        Assert.Equal(("interrupted", 24, 5, 19), (manifest.Status, manifest.PlannedRuns, manifest.UsedRuns, manifest.CensoredRuns.Count));
        var table = MetricCsv.Read(File.ReadAllText(Path.Combine(folder, "metrics.csv")));
        Assert.Equal(finished.SelectMany(result => result.Rows()).Count() + 19, table.Rows.Count);
        Assert.Equal(24, table.Rows.Count(row => row.Measurement.Metric == Metrics.Completed));
    }

    [Fact]
    public void The_journal_exists_while_the_run_is_under_way_and_not_after()
    {
        using (var folder = Create(Exact(_scratch)))
        {
            folder.Append(SampleExperiment.Results()[0]);

            var journal = File.ReadAllBytes(Path.Combine(_scratch, ReplicationJournal.FileName));
            Assert.Equal(
                SampleExperiment.Results()[0].Rows(), ReplicationJournal.Read(journal).SelectMany(result => result.Rows()));
            Publication.Write(folder, SampleExperiment.Facts);
        }

        Assert.False(File.Exists(Path.Combine(_scratch, ReplicationJournal.FileName)));
    }

    [Fact]
    public void A_run_that_was_not_planned_or_came_twice_is_refused()
    {
        using var folder = Create(Exact(_scratch));
        folder.Append(SampleExperiment.Results()[0]);

        Assert.Throws<InvariantException>(() => folder.Append(SampleExperiment.Results()[0]));
        Assert.Throws<InvariantException>(() => folder.Append(
            ReplicationResult.Finished(new RunKey("sample", "two-layer", [], 99, 42), [])));
    }

    [Fact]
    public void A_run_that_is_planned_twice_is_refused()
    {
        var run = SampleExperiment.Plan.Runs[0];

        Assert.Throws<InvariantException>(() => new ResultPlan("sample", "", [SampleExperiment.Key], [run, run]));
    }

    [Fact]
    public void A_swept_key_with_the_name_of_a_column_is_refused()
    {
        Assert.Throws<InvariantException>(() => new ResultPlan("sample", "", ["seed"], []));
    }

    [Fact]
    public void Replications_may_be_appended_from_many_threads()
    {
        using (var folder = Create(Exact(_scratch)))
        {
            Parallel.ForEach(SampleExperiment.Results(), folder.Append);
            Publication.Write(folder, SampleExperiment.Facts);
        }

        GoldenFile.AssertEqual("results/metrics.csv", File.ReadAllText(Path.Combine(_scratch, "metrics.csv")));
    }

    private static ResultLocation Exact(string output) => new() { Output = output };

    private static ResultFolder Create(ResultLocation location) =>
        ResultFolder.Create(location, SampleExperiment.Plan, Disk, new SampleExperiment.FixedClock());

    private static string Publish(
        ResultLocation location, IEnumerable<ReplicationResult>? results = null, ExperimentFacts? facts = null)
    {
        using var folder = Create(location);
        foreach (var result in results ?? SampleExperiment.Results())
        {
            folder.Append(result);
        }

        Publication.Write(folder, facts ?? SampleExperiment.Facts);
        return folder.Path;
    }
}
