using TwoLayerChainSim.Cli;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Tests.Architecture;
using TwoLayerChainSim.Tests.Cli;

namespace TwoLayerChainSim.Tests.EndToEnd;

/// <summary>What the program's help, its list and the README promise works (INTERFACE.md check 14, STYLE.md R24).</summary>
[Collection(InProcessCli.Collection)]
public class WordsTests(TinyStudy study)
{
    private const string Project = "src/TwoLayerChainSim.Cli";

    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    [InlineData("json")]
    public void List_shows_every_word_that_can_be_selected(string format)
    {
        var list = InProcessCli.RunReal("list", "--format", format).Out;

        Assert.All(
            ScenarioKeys.WithFaultFields.Where(key => key.Kind == KeyKind.Choice),
            key => Assert.All(key.Choices, choice => Assert.Contains(choice.Name, list, StringComparison.Ordinal)));
    }

    [Fact]
    public void List_shows_every_key()
    {
        var words = InProcessCli.RunReal("list", "--keys").Out.Split('\n').Select(line => line.TrimStart().Split(' ')[0]);

        Assert.Empty(ScenarioKeys.WithFaultFields.Select(key => key.Path).Except(words));
    }

    [Theory]
    [InlineData("compare")]
    [InlineData("run")]
    [InlineData("stress")]
    [InlineData("game")]
    [InlineData("reproduce")]
    [InlineData("validate")]
    [InlineData("show-config")]
    [InlineData("list")]
    public void The_example_in_the_help_of_a_verb_works(string verb)
    {
        var help = InProcessCli.RunReal(verb, "--help").Out;

        Execute(help[help.LastIndexOf("twolayerchain ", StringComparison.Ordinal)..].Trim().Split(' ')[1..]);
    }

    [Fact]
    public void The_commands_of_the_README_work()
    {
        var commands = ReadmeCommands().ToList();

        Assert.Contains(commands, command => command.EndsWith("compare topologies/feng2022.yaml", StringComparison.Ordinal));
        Assert.Contains(commands, command => command.StartsWith("dotnet test", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(SourceTree.Root, Project, "TwoLayerChainSim.Cli.csproj")));
        foreach (var command in commands.Where(command => !command.StartsWith("dotnet test", StringComparison.Ordinal)))
        {
            Assert.StartsWith($"dotnet run -c Release --project {Project} -- ", command, StringComparison.Ordinal);
            Execute(command[(command.IndexOf(" -- ", StringComparison.Ordinal) + 4)..].Split(' '));
        }
    }

    /// <summary>The lines in blocks of shell commands that call dotnet; a backslash at the end continues a line.</summary>
    private static IEnumerable<string> ReadmeCommands() => File
        .ReadAllText(Path.Combine(SourceTree.Root, "README.md"))
        .Split("```")
        .Where((block, index) => index % 2 == 1 && block.Split('\n')[0] is "bash" or "sh" or "console")
        .SelectMany(block => block.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
        .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        .Where(line => line.StartsWith("dotnet ", StringComparison.Ordinal));

    /// <summary>Calls the program with the paths of the repository, and with small numbers where it would run for long.</summary>
    private void Execute(string[] arguments)
    {
        string[] paths =
        [
            .. arguments.Select(word => word.StartsWith("topologies/", StringComparison.Ordinal)
                ? Path.Combine(SourceTree.Root, word)
                : word == "path/to/mnist" ? study.MakeImages() : word),
        ];
        string[] small = arguments[0] switch
        {
            "compare" or "run" or "stress" =>
                [.. TinyStudy.Small(arguments), "--progress", "off", "--output", study.NewFolder()],
            "reproduce" or "game" => ["--output", study.NewFolder()],
            _ => [],
        };

        var result = InProcessCli.RunReal([.. paths, .. small]);

        int[] good = arguments[0] == "reproduce" ? [ExitCodes.Done, ExitCodes.TargetNotMet] : [ExitCodes.Done];
        Assert.True(
            good.Contains(result.ExitCode), $"{string.Join(' ', arguments)}: exit code {result.ExitCode}\n{result.Error}");
        Assert.NotEmpty(result.Out);
    }
}
