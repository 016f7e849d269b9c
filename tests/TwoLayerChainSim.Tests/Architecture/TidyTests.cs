namespace TwoLayerChainSim.Tests.Architecture;

/// <summary>Limits of size and form that keep the sources readable.</summary>
public class TidyTests
{
    private const int LongestFile = 300;
    private const int LongestLine = 140;

    [Fact]
    public void Source_files_are_short()
    {
        var wrong = SourceTree.CSharpFiles("src", "tests")
            .Select(file => (file.Path, Lines: file.Text.Count(character => character == '\n')))
            .Where(file => file.Lines > LongestFile)
            .Select(file => $"{file.Path}: {file.Lines} lines");
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    [Fact]
    public void Lines_are_short_and_free_of_tabs()
    {
        var wrong =
            from file in SourceTree.CSharpFiles("src", "tests")
            from line in file.Text.Split('\n').Select((text, index) => (text, number: index + 1))
            where line.text.Length > LongestLine || line.text.Contains('\t', StringComparison.Ordinal)
            select $"{file.Path}:{line.number}";
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    [Fact]
    public void No_work_is_left_as_a_note_in_the_sources()
    {
        string[] marks = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];
        var wrong =
            from file in SourceTree.CSharpFiles("src", "tests")
            where marks.Any(mark => file.Text.Contains(mark, StringComparison.Ordinal))
            select file.Path;
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }
}
