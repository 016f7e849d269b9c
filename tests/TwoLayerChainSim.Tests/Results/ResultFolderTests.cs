using TwoLayerChainSim.Experiments.Results;

namespace TwoLayerChainSim.Tests.Results;

/// <summary>Result folders on the real file system: where they go and what is refused.</summary>
public sealed class ResultFolderTests : ResultScratch
{
    [Fact]
    public void The_exact_folder_is_created_with_its_parents()
    {
        var output = Path.Combine(Scratch, "a", "b");

        Publish(Exact(output));

        Assert.Equal(
            ["config.yaml", "datapackage.json", "manifest.json", "metrics.csv", "summary.csv", "timing.json", "verdicts.csv"],
            Disk.Entries(output).Where(name => File.Exists(Path.Combine(output, name)) && name != "report.html"));
        Assert.Equal("complete", ResultReader.Open(output, Disk).Status);
    }

    [Fact]
    public void The_default_folder_is_named_by_scenario_time_and_configuration_and_latest_points_to_it()
    {
        var location = new ResultLocation { Root = Scratch };

        var first = Publish(location);
        var second = Publish(location);

        var expected = Path.Combine(Scratch, "sample", $"20261120-131500-{SampleExperiment.Plan.ConfigSha256[..6]}");
        Assert.Equal((expected, expected + "-2"), (first, second));
        Assert.Equal(second + "\n", File.ReadAllText(Path.Combine(Scratch, "sample", "latest")));
    }

    [Fact]
    public void An_existing_empty_folder_is_used()
    {
        Assert.Equal(Scratch, Publish(Exact(Scratch)));
    }

    [Theory]
    [InlineData("mine.txt")]
    [InlineData("mine.tmp")]
    public void A_folder_with_content_is_refused_and_left_as_it_is(string name)
    {
        File.WriteAllText(Path.Combine(Scratch, name), "precious");

        var exception = Assert.Throws<ResultFolderException>(() => Publish(Exact(Scratch)));

        Assert.True(exception.IsBadInput);
        Assert.Contains(Scratch, exception.Message, StringComparison.Ordinal);
        Assert.Equal([name], Disk.Entries(Scratch));
    }

    [Fact]
    public void Force_moves_a_folder_aside_and_deletes_nothing()
    {
        var output = Path.Combine(Scratch, "out");
        Publish(Exact(output));
        File.WriteAllText(Path.Combine(output, "mine.txt"), "precious");

        Publish(Exact(output) with { Force = true });
        Publish(Exact(output) with { Force = true });

        Assert.Equal(["out", "out.bak-1", "out.bak-2"], Disk.Entries(Scratch));
        Assert.Equal("precious", File.ReadAllText(Path.Combine(Scratch, "out.bak-1", "mine.txt")));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/below")]
    [InlineData("\0")]
    public void A_path_that_cannot_be_a_folder_is_refused_in_a_sentence(string name)
    {
        File.WriteAllText(Path.Combine(Scratch, "file"), "precious");

        var exception = Assert.Throws<ResultFolderException>(() => Publish(Exact(Path.Combine(Scratch, name))));

        Assert.Contains("output folder", exception.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(Path.Combine(Scratch, "file")));
    }

    [Fact]
    public void A_path_that_is_too_long_is_refused_in_a_sentence()
    {
        var exception = Assert.Throws<ResultFolderException>(() => Publish(Exact(Path.Combine(Scratch, new string('x', 300)))));

        Assert.False(exception.IsBadInput);
    }

    [Fact]
    public void A_folder_in_which_another_run_writes_is_refused_even_with_force()
    {
        var output = Path.Combine(Scratch, "out");
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
    public void What_a_run_killed_at_its_start_left_is_removed()
    {
        File.WriteAllText(Path.Combine(Scratch, "config.yaml.tmp"), "name: sam");
        File.WriteAllText(Path.Combine(Scratch, ResultFolder.LockName), string.Empty);

        Publish(Exact(Scratch));

        Assert.DoesNotContain(Disk.Entries(Scratch), name => name.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void A_separator_at_the_end_of_the_path_means_the_same_folder()
    {
        var output = Path.Combine(Scratch, "out");
        Publish(Exact(output));

        Publish(Exact(output + Path.DirectorySeparatorChar) with { Force = true });

        Assert.Equal(["out", "out.bak-1"], Disk.Entries(Scratch));
    }
}
