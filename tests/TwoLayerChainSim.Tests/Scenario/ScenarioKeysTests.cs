using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Tests.Architecture;

namespace TwoLayerChainSim.Tests.Scenario;

/// <summary>The table of keys and what is made from it.</summary>
public class ScenarioKeysTests
{
    [Fact]
    public void Every_key_is_described()
    {
        foreach (var key in ScenarioKeys.All)
        {
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*([.][a-z0-9]+(-[a-z0-9]+)*)?$", key.Path);
            Assert.True(key.Description.Length > 0 && key.Source.Length > 0 && key.Allowed.Length > 0, key.Path);
            Assert.Equal(key.Kind is KeyKind.Choice or KeyKind.ChoiceList, key.Choices.Length > 0);
            Assert.Equal(key.Kind == KeyKind.Quantity, key.Dimension is not null);
        }
    }

    [Fact]
    public void Paths_are_unique_and_sections_stay_together()
    {
        Assert.Equal(ScenarioKeys.All.Length, ScenarioKeys.All.Select(key => key.Path).Distinct().Count());
        var changes = ScenarioKeys.All.Zip(ScenarioKeys.All.Skip(1)).Count(pair => pair.First.Section != pair.Second.Section);
        Assert.Equal(ScenarioKeys.Sections.Length, changes);
    }

    [Fact]
    public void Every_bound_can_be_written_and_nothing_beyond_it()
    {
        foreach (var key in ScenarioKeys.All.Where(key => key.Minimum.Length > 0 && key.Kind != KeyKind.WholeList))
        {
            Assert.DoesNotContain(Problems(key, key.Minimum), problem => problem.Contains("range", StringComparison.Ordinal));
            Assert.DoesNotContain(Problems(key, key.Maximum), problem => problem.Contains("range", StringComparison.Ordinal));
            var unit = key.Maximum.Contains(' ', StringComparison.Ordinal) ? key.Maximum[key.Maximum.IndexOf(' ')..] : "";
            var beyond = "9" + key.Maximum.TrimStart('-').Replace(unit.Length > 0 ? unit : "\0", "", StringComparison.Ordinal) + unit;
            Assert.Contains(Problems(key, beyond), problem => problem.Contains("out of range", StringComparison.Ordinal));
        }

        static IEnumerable<string> Problems(ScenarioKey key, string value) =>
            ScenarioReader.ReadText("{}", "study.yaml", new ScenarioOverride(key.Path, value)).Diagnostics
                .Where(item => item.Key == key.Path).Select(item => item.Problem);
    }

    [Fact]
    public void The_description_of_the_keys_is_up_to_date()
    {
        var file = File.ReadAllText(Path.Combine(SourceTree.Root, "topologies", "README.md"));

        Assert.True(
            file == KeyDocument.ToMarkdown(),
            "topologies/README.md differs from the table of keys; write it with: "
                + "dotnet run -c Release --project src/TwoLayerChainSim.Cli -- list --markdown > topologies/README.md");
    }

    [Fact]
    public void Every_shipped_scenario_is_valid()
    {
        var files = Directory.GetFiles(Path.Combine(SourceTree.Root, "topologies"), "*.yaml");

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.NotNull(ScenarioReader.ReadFile(file).Scenario));
    }

    /// <summary>The main job is Fig. 5 of Feng 2022: three MEC nodes, ten devices each, 43 and 23 dBm.</summary>
    [Fact]
    public void The_main_job_is_the_setting_of_the_paper()
    {
        var scenario = ScenarioReader.ReadFile(Path.Combine(SourceTree.Root, "topologies", "feng2022.yaml")).Scenario!;

        Assert.Equal(3, scenario.Whole("network.mec-nodes"));
        Assert.Equal(10, scenario.Whole("network.devices-per-mec"));
        Assert.Equal(43, scenario.Number("radio.bs-power"));
        Assert.Equal(23, scenario.Number("radio.device-power"));
        Assert.Equal(2, scenario.Number("backbone.delay-mean") / scenario.Number("time-unit"));
        Assert.Equal(0.25, scenario.Number("d2d.delay-deviation") / scenario.Number("time-unit"));
    }
}
