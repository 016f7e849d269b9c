using TwoLayerChainSim.Experiments.Reproduction;
using TwoLayerChainSim.Tests.Architecture;

namespace TwoLayerChainSim.Tests.Reproduction;

/// <summary>docs/reproduce.md holds what the program gives; with UPDATE_GOLDEN=1 it is written anew.</summary>
public class ReproductionPageTests
{
    private static readonly string Page = Path.Combine(SourceTree.Root, ReproductionPage.FileName);

    [Fact]
    public void The_page_has_the_verdicts_of_the_program()
    {
        var settings = new ReproductionSettings();
        var runs = ReproductionCatalog.All.Select(one => new ReproductionRun(one, one.Run(settings)));
        var expected = ReproductionPage.Replace(File.ReadAllText(Page), ReproductionPage.Section(runs, settings))!;
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(Page, expected);
        }

        Assert.Equal(expected, File.ReadAllText(Page));
    }

    [Fact]
    public void Text_around_the_generated_section_stays()
    {
        var page = File.ReadAllText(Page);
        var replaced = ReproductionPage.Replace(page, "new\n")!;

        Assert.StartsWith("# Figures and claims of Feng et al. 2022", replaced, StringComparison.Ordinal);
        Assert.EndsWith(" -->\n\nnew\n" + page[page.LastIndexOf("<!--", StringComparison.Ordinal)..], replaced, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_the_section_is_left_alone() => Assert.Null(ReproductionPage.Replace("# Mine\n", "new\n"));
}
