using System.Text.RegularExpressions;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Model.Schemes;

namespace TwoLayerChainSim.Tests.Architecture;

/// <summary>What documents name must exist.</summary>
public class DocumentationTests
{
    public static TheoryData<string> Documents => [.. Directory
        .EnumerateFiles(SourceTree.Root, "*.md", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(SourceTree.Root, path))
        .Where(path => !Regex.IsMatch(path, @"(^|/)(bin|obj|output)/"))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Relative_links_lead_to_files(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(SourceTree.Root, document))!;
        var broken = Regex.Matches(Read(document), @"\]\(([^)#:]+)\)")
            .Select(match => match.Groups[1].Value)
            .Where(target => !Path.Exists(Path.Combine(folder, target)));
        Assert.True(!broken.Any(), string.Join('\n', broken));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Scenario_files_that_are_named_exist(string document)
    {
        var missing = Regex.Matches(Read(document), @"topologies/[\w.-]+\.(yaml|graphml)")
            .Select(match => match.Value)
            .Where(path => !File.Exists(Path.Combine(SourceTree.Root, path)));
        Assert.True(!missing.Any(), string.Join('\n', missing));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Keys_in_backticks_exist(string document)
    {
        var sections = ScenarioKeys.All.Select(key => key.Section).Where(section => section.Length > 0).Distinct();
        var unknown = Regex.Matches(Read(document), $@"(?:`|--set )((?:{string.Join('|', sections)})\.[a-z][a-z0-9-]*)")
            .Select(match => match.Groups[1].Value)
            .Where(key => ScenarioKeys.IndexOf(key) < 0);
        Assert.True(!unknown.Any(), string.Join('\n', unknown));
    }

    [Fact]
    public void Every_scheme_has_a_page_and_a_row_in_the_README()
    {
        var pages = string.Concat(Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "docs", "schemes")).Select(
            page => File.ReadLines(page).First()));
        var readme = Read("README.md");
        var missing = SchemeCatalog.Entries
            .Where(entry => !pages.Contains(entry.Name, StringComparison.Ordinal)
                || !readme.Contains($"`{entry.Name}`", StringComparison.Ordinal))
            .Select(entry => entry.Name);
        Assert.True(!missing.Any(), string.Join('\n', missing));
    }

    private static string Read(string document) => File.ReadAllText(Path.Combine(SourceTree.Root, document));
}
