using System.Text;
using System.Text.RegularExpressions;
using TwoLayerChainSim.Engine;
using TwoLayerChainSim.Experiments.Report;
using TwoLayerChainSim.Experiments.Results;
using TwoLayerChainSim.Tests.Support;

namespace TwoLayerChainSim.Tests.Results;

/// <summary>What is in a result folder on the real file system, while a run is under way and after it.</summary>
public sealed class ResultContentTests : ResultScratch
{
    [Fact]
    public void Files_have_no_byte_order_mark_and_only_line_feeds()
    {
        Publish(Exact(Scratch));

        foreach (var path in Directory.EnumerateFiles(Scratch, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(path);
            Assert.False(bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble), path);
            Assert.DoesNotContain((byte)'\r', bytes);
        }
    }

    [Fact]
    public void Two_runs_differ_in_nothing_but_the_timing()
    {
        var first = Publish(Exact(Path.Combine(Scratch, "first")));
        var second = Publish(Exact(Path.Combine(Scratch, "second")), SampleExperiment.Results().Reverse());

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
        var folder = Publish(Exact(Scratch));

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
        var folder = Publish(Exact(Scratch));

        var listed = ResultReader.Open(folder, Disk).Files.Select(file => file.Path);
        var present = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(name => name is not (Manifest.FileName or RunTiming.FileName));
        Assert.Equal(present.Order(StringComparer.Ordinal), listed);
    }

    [Fact]
    public void A_changed_or_missing_file_is_named_when_the_folder_is_opened()
    {
        var folder = Publish(Exact(Scratch));
        File.AppendAllText(Path.Combine(folder, "metrics.csv"), "\n");
        File.Delete(Path.Combine(folder, "summary.csv"));

        var exception = Assert.Throws<ResultFolderException>(() => ResultReader.Open(folder, Disk));

        Assert.Contains("metrics.csv was changed", exception.Message, StringComparison.Ordinal);
        Assert.Contains("summary.csv is missing", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_manifest_is_not_a_result()
    {
        Assert.Throws<ResultFolderException>(() => ResultReader.Open(Scratch, Disk));
    }

    [Fact]
    public void An_interrupted_run_keeps_what_is_done_and_counts_the_rest()
    {
        var finished = SampleExperiment.Results().Take(5).ToArray();

        var folder = Publish(Exact(Scratch), finished, SampleExperiment.Facts with { IsInterrupted = true });

        var manifest = ResultReader.Open(folder, Disk);
        Assert.Equal(("interrupted", 24, 5, 19), (manifest.Status, manifest.PlannedRuns, manifest.UsedRuns, manifest.CensoredRuns.Count));
        var table = MetricCsv.Read(File.ReadAllText(Path.Combine(folder, "metrics.csv")));
        Assert.Equal(finished.SelectMany(result => result.Rows()).Count() + 19, table.Rows.Count);
        Assert.Equal(24, table.Rows.Count(row => row.Measurement.Metric == Metrics.Completed));
    }

    [Fact]
    public void The_journal_exists_while_the_run_is_under_way_and_not_after()
    {
        using (var folder = Create(Exact(Scratch)))
        {
            folder.Append(SampleExperiment.Results()[0]);

            var journal = File.ReadAllBytes(Path.Combine(Scratch, ReplicationJournal.FileName));
            Assert.Equal(
                SampleExperiment.Results()[0].Rows(), ReplicationJournal.Read(journal).SelectMany(result => result.Rows()));
            Publication.Write(folder, SampleExperiment.Facts);
        }

        Assert.False(File.Exists(Path.Combine(Scratch, ReplicationJournal.FileName)));
    }

    [Fact]
    public void A_run_that_was_not_planned_or_came_twice_is_refused()
    {
        using var folder = Create(Exact(Scratch));
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
        using (var folder = Create(Exact(Scratch)))
        {
            Parallel.ForEach(SampleExperiment.Results(), folder.Append);
            Publication.Write(folder, SampleExperiment.Facts);
        }

        GoldenFile.AssertEqual("results/metrics.csv", File.ReadAllText(Path.Combine(Scratch, "metrics.csv")));
    }
}
