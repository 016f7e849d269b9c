using TwoLayerChainSim.Tests.Cli;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>A result folder never harms what is there, and a disk that refuses is explained (INTERFACE.md check 7).</summary>
[Collection(InProcessCli.Collection)]
public class FolderSafetyTests(TinyStudy study)
{
    private const string Mount = "mount -t tmpfs -o size=16k,mode=700 tmpfs small";

    [Fact]
    public void An_existing_folder_is_refused_and_left_as_it_is()
    {
        var folder = study.NewFolder();
        File.WriteAllText(Path.Combine(folder, "thesis.tex"), "years of work");

        var result = Run(folder);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is not empty; choose another, or use --force to move it aside", result.Error, StringComparison.Ordinal);
        Assert.Equal(["thesis.tex"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
        Assert.Equal("years of work", File.ReadAllText(Path.Combine(folder, "thesis.tex")));
    }

    [Fact]
    public void Force_moves_an_existing_folder_aside_each_time()
    {
        var folder = study.NewFolder();
        File.WriteAllText(Path.Combine(folder, "thesis.tex"), "years of work");

        Assert.Equal(0, Run(folder, "--force").ExitCode);
        var first = ResultFolderCheck.Hashes(folder);
        Assert.Equal(0, Run(folder, "--force", "--seed", "2").ExitCode);

        Assert.Equal("years of work", File.ReadAllText(Path.Combine(folder + ".bak-1", "thesis.tex")));
        Assert.Equal(first, ResultFolderCheck.Hashes(folder + ".bak-2"));
        Assert.Empty(ResultFolderCheck.Problems(folder));
    }

    [Theory]
    [InlineData("an empty folder that is there already", true)]
    [InlineData("Ergebnisse für Zürich/übung 1", false)]
    public void An_empty_folder_and_any_new_path_are_accepted(string name, bool exists)
    {
        var folder = Path.Combine(study.NewFolder(), name);
        if (exists)
        {
            Directory.CreateDirectory(folder);
        }

        var before = Environment.CurrentDirectory;
        var result = Run(folder);

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith(folder + "\n", result.Error, StringComparison.Ordinal);
        Assert.Empty(ResultFolderCheck.Problems(folder));
        Assert.Equal(before, Environment.CurrentDirectory);
    }

    [Fact]
    public void A_file_in_place_of_the_folder_is_bad_input_and_stays()
    {
        var file = Path.Combine(study.NewFolder(), "results");
        File.WriteAllText(file, "years of work");

        var result = Run(file);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"error: the output folder {file} is a file\n", result.Error);
        Assert.Equal("years of work", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("/proc/results")]
    [InlineData("/dev/null/results")]
    public void A_place_that_cannot_be_written_is_explained_in_one_line(string folder)
    {
        var result = Run(folder);

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"\Aerror: cannot use the output folder \S+: [^\n]+\n\z", result.Error);
        Assert.Empty(result.Out);
    }

    [Fact]
    public void A_folder_without_a_name_is_bad_input() => Assert.Equal(2, Run(" ").ExitCode);

    [ProgramFact("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")]
    public void A_full_disk_is_explained_in_one_line_and_keeps_what_was_finished()
    {
        using var cli = new CliRunner();

        var result = Confined(cli, $"{Mount} && {Program(cli)}; code=$?; ls small/results; exit $code");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"\Aerror: cannot write \S+: No space left on device[^\n]*are kept in that folder\n\z", result.Error);
        Assert.Contains("journal.ndjson", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("manifest.json", result.Out, StringComparison.Ordinal);
    }

    [ProgramFact("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")]
    public void A_read_only_disk_is_explained_in_one_line()
    {
        using var cli = new CliRunner();

        var result = Confined(cli, $"{Mount.Replace("mode=700", "ro", StringComparison.Ordinal)} && {Program(cli)}");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches(@"\Aerror: cannot use the output folder \S+: Read-only file system[^\n]*\n\z", result.Error);
    }

    private CliResult Run(string output, params string[] more) => InProcessCli.RunReal(
        ["run", study.Scenario, "--set", "episodes=1", "--progress", "off", "--output", output, .. more]);

    /// <summary>A shell with mounts of its own, which go when it ends.</summary>
    private static CliResult Confined(CliRunner cli, string script)
    {
        Directory.CreateDirectory(Path.Combine(cli.Folder, "small"));
        return cli.Execute("unshare", "-rm", "sh", "-c", script);
    }

    private string Program(CliRunner cli) =>
        $"dotnet '{Path.Combine(AppContext.BaseDirectory, cli.Assembly)}' compare '{study.Scenario}' --progress off --output small/results";
}
