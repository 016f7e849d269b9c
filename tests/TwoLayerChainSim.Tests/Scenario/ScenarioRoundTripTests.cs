using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Experiments.Scenario;

namespace TwoLayerChainSim.Tests.Scenario;

/// <summary>The effective configuration reads back to itself.</summary>
public class ScenarioRoundTripTests
{
    [Fact]
    public void The_effective_configuration_reads_back_to_the_same_bytes_and_hash() =>
        Prop.ForAll(Scenarios().ToArbitrary(), yaml =>
        {
            var first = ScenarioReader.ReadText(yaml, "study.yaml").Scenario;
            if (first is null)
            {
                return true; // A rule across keys refused the random values.
            }

            var second = ScenarioReader.ReadText(first.ToYaml(), "config.yaml").Scenario!;
            return second.ToYaml() == first.ToYaml()
                && second.ConfigHash == first.ConfigHash
                && second.Values.Zip(first.Values).All(pair => pair.First.Value.Number.Equals(pair.Second.Value.Number));
        }).QuickCheckThrowOnFailure();

    /// <summary>Guards the property above: most of its random scenarios must be valid.</summary>
    [Fact]
    public void Most_random_scenarios_are_valid() =>
        Assert.InRange(Gen.Sample(Scenarios(), 200).Count(yaml => ScenarioReader.ReadText(yaml, "s.yaml").Scenario is not null), 100, 200);

    [Fact]
    public void The_hash_depends_on_every_value_and_not_on_its_origin()
    {
        var file = ScenarioReader.ReadText("name: a\nepisodes: 31", "a.yaml").Scenario!;
        var option = ScenarioReader.ReadText("{}", "a.yaml", new ScenarioOverride("episodes", "31")).Scenario!;
        var other = ScenarioReader.ReadText("name: a\nepisodes: 32", "a.yaml").Scenario!;

        Assert.Equal(file.ConfigHash, option.ConfigHash);
        Assert.NotEqual(file.ConfigHash, other.ConfigHash);
        Assert.Matches("^[0-9a-f]{64}$", file.ConfigHash);
    }

    [Fact]
    public void A_path_is_written_in_full_so_that_the_configuration_can_move()
    {
        var folder = Directory.CreateTempSubdirectory("tlc with blank and \u00fc ");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "net.graphml"), "");
            var scenario = ScenarioReader.ReadText(
                "backbone: { file: net.graphml }", Path.Combine(folder.FullName, "study.yaml")).Scenario!;

            var elsewhere = ScenarioReader.ReadText(scenario.ToYaml(), "/elsewhere/config.yaml").Scenario!;

            Assert.Equal(Path.Combine(folder.FullName, "net.graphml"), elsewhere.FilePath("backbone.file"));
            Assert.Equal(scenario.ConfigHash, elsewhere.ConfigHash);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Gen<string> Scenarios() => Gen.Choose(0, int.MaxValue).Select(seed =>
    {
        var random = new System.Random(seed);
        var lines = new List<string>();
        string? section = null;
        foreach (var key in ScenarioKeys.All.Where(_ => random.Next(4) == 0))
        {
            if (key.Section.Length > 0 && key.Section != section)
            {
                lines.Add($"{section = key.Section}:");
            }

            lines.Add($"{(key.Section.Length > 0 ? "  " : "")}{key.Leaf}: {RandomValue(key, random)}");
        }

        return lines.Count == 0 ? "{}" : string.Join('\n', lines);
    });

    /// <summary>A random way to write a value close to the default, so that most scenarios hold together.</summary>
    private static string RandomValue(ScenarioKey key, System.Random random)
    {
        var parts = key.Default.Split(' ');
        return key.Kind switch
        {
            KeyKind.Quantity => $"{Near(parts[0], random)} {parts[1]}",
            KeyKind.Number => Math.Clamp(
                    double.Parse(Near(key.Default, random), CultureInfo.InvariantCulture), Number(key.Minimum), Number(key.Maximum))
                .ToString("R", CultureInfo.InvariantCulture),
            KeyKind.Boolean => random.Next(2) == 0 ? "true" : "false",
            KeyKind.Name => "a-" + random.Next(100),
            KeyKind.Text => "\"a 'b' \\\"c\\\" \\\\ d # e: \u00fc\"",
            KeyKind.FaultList => Faults(random),
            _ => key.Default.Length == 0 ? "\"\"" : key.Default,
        };
    }

    /// <summary>Faults with and without names, times and episodes.</summary>
    private static string Faults(System.Random random) => random.Next(3) switch
    {
        0 => "[]",
        1 => $"[{{kind: crash, count: {random.Next(3)}, start: 1.50 s, pause: true}}, {{kind: crash, nodes: [0, 2], on: mec-nodes}}]",
        _ => $"\n  - kind: loss\n    name: bad-weather\n    fraction: {random.Next(11) / 10.0:R}\n    probability: 0.10\n"
            + "    from-episode: 2\n  - {kind: delay-spike, on: links, fraction: 1.0, delay: 20 ms, stop: 3 t}",
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Near(string number, System.Random random) =>
        (Number(number) * (1 - (0.01 * random.NextDouble()))).ToString(random.Next(2) == 0 ? "R" : "E16", CultureInfo.InvariantCulture);
}
