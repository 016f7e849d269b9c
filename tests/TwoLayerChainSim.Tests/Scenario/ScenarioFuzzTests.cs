using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TwoLayerChainSim.Experiments.Scenario;
using TwoLayerChainSim.Tests.Architecture;

namespace TwoLayerChainSim.Tests.Scenario;

/// <summary>Damaged scenario files end in a list of errors, never in an exception (TESTING.md I1, I2, 5.8).</summary>
public class ScenarioFuzzTests
{
    private static readonly string[] Tokens =
    [
        ":", "- ", "[", "]", "{", "}", "\"", "'", "#", "&a ", "*a", "!!int ", "!x ", "| ", "> ", "? ", "%", "@", "`", "\t", "\r", "\n",
        "---\n", "...\n", "010", "1e400", ".nan", "0x1", "~", "<<: ", "\\u0000", "\"\\ud800\"", "\"\\UFFFFFFFF\"", "\0", "\ufeff", "\u2028",
        "-1", "9999999999999999999999", "yes", "1_000", "network:\n", "  ", "\u0085", "\uffff", "\U0001F600", "%YAML 9.9\n---\n", ",",
    ];

    [Fact]
    public void A_damaged_file_is_a_scenario_or_a_list_of_errors() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var bytes = Damaged(new System.Random(seed));
            var result = ScenarioReader.ReadBytes(bytes, "fuzz.yaml");
            return result.Scenario is not null ^ result.Diagnostics.Any(item => item.Severity == Severity.Error);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    [Fact]
    public void A_damaged_override_is_a_scenario_or_a_list_of_errors() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new System.Random(seed);
            var key = ScenarioKeys.All[random.Next(ScenarioKeys.All.Length)];
            var value = new StringBuilder(key.Default).Insert(random.Next(key.Default.Length + 1), Tokens[random.Next(Tokens.Length)]);
            var result = ScenarioReader.ReadText("{}", "fuzz.yaml", new ScenarioOverride(key.Path, value.ToString()));
            return result.Scenario is not null ^ result.Diagnostics.Any(item => item.Severity == Severity.Error);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));

    /// <summary>Guards the properties above: the damage must neither always nor never matter.</summary>
    [Fact]
    public void Some_damaged_files_are_refused_and_some_are_not()
    {
        var valid = Enumerable.Range(0, 300)
            .Count(seed => ScenarioReader.ReadBytes(Damaged(new System.Random(seed)), "fuzz.yaml").Scenario is not null);

        Assert.InRange(valid, 15, 285);
    }

    /// <summary>A valid file after 1 to 5 edits of bytes, tokens or lines.</summary>
    private static byte[] Damaged(System.Random random)
    {
        var bytes = File.ReadAllBytes(Path.Combine(SourceTree.Root, "topologies", "feng2022.yaml")).ToList();
        for (var edits = random.Next(1, 6); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at)));
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
            }

            if (bytes.Count == 0)
            {
                bytes.Add((byte)'\n');
            }
        }

        return [.. bytes];
    }
}
